import { PenLine, ShieldCheck } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { WorkSteps } from '../../components/work-steps.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** For which questions it is looked, and where; the word that agrees to it and the one that does not; then the moment of looking. */
export const KnownConsentScreen = ({ visit }: ScreenProps<'knownConsent'>) => {
  const { t, pick, locale } = useWords();
  const { item, resident, questions, certificates, earlierFilings, asking } = visit;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  if (asking) {
    return (
      <div className="screen">
        <ScreenHeading title={t('knownConsent.asking')} />
        <div className="screen-body screen-work">
          <div className="card work-card">
            <WorkSteps current="asking" steps={[{ key: 'asking', text: t('knownConsent.asking') }]} />
          </div>
        </div>
      </div>
    );
  }
  const places = [
    ...(earlierFilings ? [t('knownConsent.earlierFilings')] : []),
    ...certificates.map((kind) => t(`certificateKind.${kind}`)),
  ];
  return (
    <div className="screen">
      <ScreenHeading title={t('knownConsent.title')} lead={[t('knownConsent.lead')]} />
      <div className="screen-body">
        <dl className="card facts close-facts">
          <div>
            <dt>{t('knownConsent.for')}</dt>
            <dd>
              {resident.maskedName} <span className="masked-number">{resident.maskedIdNumber}</span>
            </dd>
          </div>
          <div>
            <dt>{t('knownConsent.item')}</dt>
            <dd>{pick(item.officialName)}</dd>
          </div>
          <div>
            <dt>{t('knownConsent.questions')}</dt>
            <dd>{list.format(questions.map(pick))}</dd>
          </div>
          <div>
            <dt>{t('knownConsent.where')}</dt>
            <dd>{list.format(places)}</dd>
          </div>
        </dl>
      </div>
      <div className="screen-actions">
        <p className="reassurance" id="known-consent-next">
          <Icon of={ShieldCheck} />
          <span>
            <Sentences text={t('knownConsent.next')} />
          </span>
        </p>
        <ActionButton intent={{ name: 'consent' }} kind="primary" describedBy="known-consent-next">
          {t('knownConsent.agree')}
        </ActionButton>
        <ActionButton intent={{ name: 'fillInMyself' }} kind="secondary" icon={PenLine}>
          {t('knownConsent.myself')}
        </ActionButton>
      </div>
    </div>
  );
};
