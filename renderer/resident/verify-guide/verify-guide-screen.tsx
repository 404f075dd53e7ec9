import { ShieldCheck } from 'lucide-react';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** A page with its code at the lower left, and the scanner's light on it. */
const HoldPaperDrawing = () => (
  <svg viewBox="0 0 400 260" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="5">
    <rect x="130" y="14" width="150" height="196" rx="10" fill="var(--card)" />
    <path d="M156 50h98M156 78h98M156 106h60" strokeLinecap="round" />
    <rect x="150" y="142" width="48" height="48" rx="4" />
    <path d="M162 154h10v10h-10zM176 154h10v10h-10zM162 168h10v10h-10z" fill="currentColor" stroke="none" />
    <circle cx="246" cy="166" r="22" stroke="var(--alarm)" />
    <rect x="24" y="212" width="150" height="34" rx="12" fill="var(--paper-deep)" />
    <path d="M70 206L152 166M128 206L196 188" strokeDasharray="9 9" strokeLinecap="round" />
  </svg>
);

/** How a certificate is held to the scanner; held there it is verified at once. */
export const VerifyGuideScreen = ({ visit }: ScreenProps<'verifyGuide'>) => {
  const { t } = useWords();
  return (
    <div className="screen verify-guide">
      <ScreenHeading title={t('verifyGuide.title')} lead={[t('verifyGuide.lead')]} />
      <div className="screen-body verify-guide-body">
        {!visit.takesCertificates && (
          <Caution title={t('verifyGuide.unavailable.title')}>{t('verifyGuide.unavailable.body')}</Caution>
        )}
        {visit.takesCertificates && (
          <div className="verify-picture">
            <HoldPaperDrawing />
          </div>
        )}
        <ol className="card verify-steps">
          {(['find', 'hold', 'wait'] as const).map((step) => (
            <li key={step}>{t(`verifyGuide.step.${step}`)}</li>
          ))}
        </ol>
      </div>
      <div className="screen-actions">
        <p className="reassurance">
          <Icon of={ShieldCheck} />
          <span>{t('verifyGuide.private')}</span>
        </p>
      </div>
    </div>
  );
};
