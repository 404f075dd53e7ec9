import { ShieldCheck } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** What is looked up to find what fits, and the word that agrees to it. */
export const PolicyConsentScreen = ({ visit }: ScreenProps<'policyConsent'>) => {
  const { t } = useWords();
  const { resident, withEnterprises } = visit;
  const ofPerson = ['household', 'insurance', 'family', 'home'] as const;
  const looked = withEnterprises ? ([...ofPerson, 'enterprise'] as const) : ofPerson;
  return (
    <div className="screen policy-consent">
      <ScreenHeading title={t('policyConsent.title')} lead={[t('policyConsent.lead')]} />
      <div className="screen-body">
        <dl className="card facts">
          <div>
            <dt>{t('policyConsent.for')}</dt>
            <dd>
              {resident.maskedName} <span className="masked-number">{resident.maskedIdNumber}</span>
            </dd>
          </div>
          <div>
            <dt>{t('policyConsent.looked')}</dt>
            <dd>
              <ul className="data-used">
                {looked.map((data) => (
                  <li key={data}>{t(`policyConsent.${data}`)}</li>
                ))}
              </ul>
            </dd>
          </div>
        </dl>
      </div>
      <div className="screen-actions">
        <p className="reassurance" id="policy-consent-next">
          <Icon of={ShieldCheck} />
          <span>
            <Sentences text={t('policyConsent.next')} />
          </span>
        </p>
        <ActionButton intent={{ name: 'consent' }} kind="primary" describedBy="policy-consent-next">
          {t('policyConsent.agree')}
        </ActionButton>
      </div>
    </div>
  );
};
