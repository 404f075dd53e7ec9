import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SetupIntent } from '../../electron/contract/setup/setup-intents.ts';
import { ActionButton } from '../components/action-button.tsx';

/** A button of the wizard: its test id is the name of what it does unless told. */
export const SetupButton = ({
  intent,
  kind = 'secondary',
  icon,
  unavailable,
  testId = `setup-${intent.name}`,
  children,
}: {
  readonly intent: SetupIntent;
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly icon?: LucideIcon;
  readonly unavailable?: boolean;
  readonly testId?: string;
  readonly children: ReactNode;
}) => (
  <ActionButton
    intent={{ name: 'setup', intent }}
    kind={kind}
    testId={testId}
    {...(icon && { icon })}
    {...(unavailable !== undefined && { unavailable })}
  >
    {children}
  </ActionButton>
);
