import type { ReactNode } from 'react';
import type { Intent } from '../../electron/contract/intents.ts';
import { useAction } from './actions-guard.tsx';
import { Pressable } from './pressable.tsx';

/** A card that is a choice. `chosen` is undefined where the choice is not one of several to be kept. */
export const ChoiceTile = ({
  intent,
  testId,
  chosen,
  className = '',
  unavailable = false,
  onChoice,
  children,
}: {
  readonly intent: Intent;
  readonly testId: string;
  readonly chosen?: boolean;
  readonly className?: string;
  readonly unavailable?: boolean;
  readonly onChoice?: () => void;
  readonly children: ReactNode;
}) => {
  const { inert, underWay, act } = useAction(intent, unavailable);
  return (
    <Pressable
      className={`tile ${className}`}
      data-testid={testId}
      data-chosen={chosen}
      data-unavailable={unavailable}
      {...(chosen === undefined ? {} : { role: 'radio', 'aria-checked': chosen })}
      inert={inert}
      underWay={underWay}
      onPress={() => {
        act();
        onChoice?.();
      }}
    >
      {children}
    </Pressable>
  );
};
