import type { LucideIcon } from 'lucide-react';
import type { Intent } from '../../../electron/contract/intents.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';

/** A way on from the home screen: where it leads, and a word on what is there. */
export const DoorTile = ({
  intent,
  testId,
  icon,
  title,
  hint,
  kind = 'usual',
  unavailable = false,
}: {
  readonly intent: Intent;
  readonly testId: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly hint: string;
  readonly kind?: 'usual' | 'search' | 'identify';
  readonly unavailable?: boolean;
}) => (
  <ChoiceTile intent={intent} testId={testId} className={`door-tile door-${kind}`} unavailable={unavailable}>
    <span className="item-icon">
      <Icon of={icon} />
    </span>
    <span className="door-words">
      <span className="door-title">{title}</span>
      <span className="door-hint">{hint}</span>
    </span>
  </ChoiceTile>
);
