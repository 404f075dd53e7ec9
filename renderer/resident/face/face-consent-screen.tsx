import { Lock, MessageCircleQuestion, ScanFace, Trash2 } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

const facts = [
  ['sent', Lock],
  ['asked', MessageCircleQuestion],
  ['kept', Trash2],
] as const;

/** The photo of the card cannot be read: what would be sent to have the face compared, to whom, and that it is not kept. */
export const FaceConsentScreen = () => {
  const { t } = useWords();
  return (
    <div className="screen face-consent">
      <ScreenHeading title={t('faceConsent.title')} lead={[t('faceConsent.lead')]} />
      <div className="screen-body">
        <ul className="card face-consent-facts">
          {facts.map(([fact, icon]) => (
            <li key={fact}>
              <Icon of={icon} />
              <span>{t(`faceConsent.${fact}`)}</span>
            </li>
          ))}
        </ul>
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
