import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Intent } from '../../electron/contract/intents.ts';
import { useAction } from './actions-guard.tsx';
import { Icon } from './icon.tsx';
import { Pressable } from './pressable.tsx';

/** A button that sends an intent. `primary` is what one does next: at most one a screen. */
export const ActionButton = ({
  intent,
  kind,
  icon,
  unavailable = false,
  testId = `intent-${intent.name}`,
  describedBy,
  label,
  children,
}: {
  readonly intent: Intent;
  readonly kind: 'primary' | 'secondary' | 'quiet';
  readonly icon?: LucideIcon;
  /** Shown, but not to be had now; say why beside it and name that text in `describedBy`. */
  readonly unavailable?: boolean;
  readonly testId?: string;
  readonly describedBy?: string;
  /** What it is called aloud, where its words say too little by themselves; begins with them. */
  readonly label?: string;
  readonly children: ReactNode;
}) => {
  const { inert, underWay, act } = useAction(intent, unavailable);
  return (
    <Pressable
      className={`button button-${kind}`}
      data-testid={testId}
      data-unavailable={unavailable}
      aria-describedby={describedBy}
      aria-label={label}
      inert={inert}
      underWay={underWay}
      onPress={act}
    >
      {icon && <Icon of={icon} />}
      <span>{children}</span>
    </Pressable>
  );
};
