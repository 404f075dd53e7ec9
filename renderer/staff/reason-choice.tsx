import { ArrowLeft } from 'lucide-react';
import type { StaffIntent } from '../../electron/contract/staff/staff-intents.ts';
import { Icon } from '../components/icon.tsx';
import { Pressable } from '../components/pressable.tsx';
import { ScreenHeading } from '../components/screen-heading.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { StaffButton } from './staff-button.tsx';

/** Something is done for one of several reasons: a touch on the reason does it. */
export const ReasonChoice = ({
  title,
  lead,
  subject,
  reasons,
  onBack,
}: {
  readonly title: string;
  readonly lead: string;
  /** What it is done to. */
  readonly subject: string;
  readonly reasons: readonly {
    readonly code: string;
    readonly label: string;
    readonly intent: StaffIntent;
  }[];
  readonly onBack: () => void;
}) => {
  const { t } = useWords();
  return (
    <>
      <ScreenHeading title={title} lead={[lead]} />
      <p className="staff-subject">{subject}</p>
      <div className="staff-choices">
        {reasons.map(({ code, label, intent }) => (
          <StaffButton key={code} intent={intent} testId={`reason-${code}`}>
            {label}
          </StaffButton>
        ))}
      </div>
      <Pressable className="button button-quiet staff-back" data-testid="reason-back" onPress={onBack}>
        <Icon of={ArrowLeft} small />
        <span>{t('staff.back')}</span>
      </Pressable>
    </>
  );
};
