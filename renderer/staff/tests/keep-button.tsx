import type { ReactNode } from 'react';
import type { StaffIntent } from '../../../electron/contract/staff/staff-intents.ts';
import { useAction } from '../../components/actions-guard.tsx';
import { Pressable } from '../../components/pressable.tsx';

/** Keeps what somebody found at the screen, and goes back to the list. */
export const KeepButton = ({
  intent,
  kind,
  testId,
  onDone,
  children,
}: {
  readonly intent: Extract<StaffIntent, { name: 'keepTest' }>;
  readonly kind: 'primary' | 'secondary';
  readonly testId: string;
  readonly onDone: () => void;
  readonly children: ReactNode;
}) => {
  const { inert, underWay, act } = useAction({ name: 'staff', intent });
  return (
    <Pressable
      className={`button button-${kind}`}
      data-testid={testId}
      inert={inert}
      underWay={underWay}
      onPress={() => {
        act();
        onDone();
      }}
    >
      {children}
    </Pressable>
  );
};
