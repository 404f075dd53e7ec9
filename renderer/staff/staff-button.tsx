import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StaffIntent } from '../../electron/contract/staff/staff-intents.ts';
import { ActionButton } from '../components/action-button.tsx';

/** A button of staff mode: its test id is the name of what it does unless told. */
export const StaffButton = ({
  intent,
  kind = 'secondary',
  icon,
  unavailable,
  testId = `staff-${intent.name}`,
  label,
  children,
}: {
  readonly intent: StaffIntent;
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly icon?: LucideIcon;
  readonly unavailable?: boolean;
  readonly testId?: string;
  readonly label?: string;
  readonly children: ReactNode;
}) => (
  <ActionButton
    intent={{ name: 'staff', intent }}
    kind={kind}
    testId={testId}
    {...(icon && { icon })}
    {...(unavailable !== undefined && { unavailable })}
    {...(label !== undefined && { label })}
  >
    {children}
  </ActionButton>
);
