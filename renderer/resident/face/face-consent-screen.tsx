import { ScanFace } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

const facts = ['what', 'whom', 'kept'] as const;

/** The photo of the card cannot be read: what would be sent to have the face compared, to whom, and that it is not kept. */
export const FaceConsentScreen = ({ visit }: ScreenProps<'faceConsent'>) => {
  const { t } = useWords();
  const { maskedName, maskedIdNumber } = visit.resident;
  return (
    <div className="screen face-consent">
      <ScreenHeading title={t('faceConsent.title')} lead={[t('faceConsent.lead')]} />
      <div className="screen-body">
        <dl className="card facts">
          <div>
            <dt>{t('faceConsent.person')}</dt>
            <dd>
              {maskedName} <span className="masked-number">{maskedIdNumber}</span>
            </dd>
          </div>
          {facts.map((fact) => (
            <div key={fact}>
              <dt>{t(`faceConsent.${fact}`)}</dt>
              <dd>{t(`faceConsent.${fact}.body`)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="screen-actions">
        <ActionButton intent={{ name: 'consent' }} kind="primary" icon={ScanFace}>
          {t('faceConsent.agree')}
        </ActionButton>
        <ActionButton intent={{ name: 'otherWay' }} kind="secondary">
          {t('faceConsent.otherWay')}
        </ActionButton>
      </div>
    </div>
  );
};
