import { ShieldCheck } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { WorkSteps } from '../../components/work-steps.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** What is looked up, about whom and why, and the word that agrees to it; then the moment in which it is. */
export const CreditConsentScreen = ({ visit, snapshot }: ScreenProps<'creditConsent'>) => {
  const { t, pick } = useWords();
  const { item, resident, rule, asking } = visit;
  if (asking) {
    return (
      <div className="screen">
        <ScreenHeading title={t('creditConsent.asking')} />
        <div className="screen-body screen-work">
          <div className="card work-card">
            <WorkSteps current="asking" steps={[{ key: 'asking', text: t('creditConsent.asking') }]} />
          </div>
        </div>
      </div>
    );
  }
  return (
    <div className="screen">
      <ScreenHeading title={t('creditConsent.title')} lead={[t(`creditConsent.why.${rule}`)]} />
      <div className="screen-body">
        <dl className="card facts close-facts">
          <div>
            <dt>{t('creditConsent.for')}</dt>
            <dd>
              {resident.maskedName} <span className="masked-number">{resident.maskedIdNumber}</span>
            </dd>
          </div>
          <div>
            <dt>{t('creditConsent.item')}</dt>
            <dd>{pick(item.officialName)}</dd>
          </div>
          <div>
            <dt>{t('creditConsent.looked')}</dt>
            <dd>{t('creditConsent.what')}</dd>
          </div>
        </dl>
      </div>
      <div className="screen-actions">
        <p className="reassurance" id="credit-consent-next">
          <Icon of={ShieldCheck} />
          <span>
            <Sentences text={t(snapshot.actingFor ? 'theirs.credit.next' : 'creditConsent.next')} />
          </span>
        </p>
        <ActionButton intent={{ name: 'consent' }} kind="primary" describedBy="credit-consent-next">
          {t('creditConsent.agree')}
        </ActionButton>
      </div>
    </div>
  );
};
