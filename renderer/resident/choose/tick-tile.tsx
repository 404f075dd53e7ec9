import { Check } from 'lucide-react';
import type { ItemFace } from '../../../electron/contract/items.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ItemWords } from './item-words.tsx';

/** A certificate that can be ticked to be printed with others. */
export const TickTile = ({
  item,
  usedUp,
  ticked,
  full,
  onTick,
}: {
  readonly item: ItemFace;
  readonly usedUp: number | null;
  readonly ticked: boolean;
  /** As many are ticked as go together. */
  readonly full: boolean;
  readonly onTick: () => void;
}) => {
  const inert = usedUp !== null || (full && !ticked);
  return (
    <Pressable
      className="tile item-tile tick-tile"
      role="checkbox"
      aria-checked={ticked}
      data-testid={`tick-${item.code}`}
      data-chosen={ticked}
      data-unavailable={inert}
      inert={inert}
      onPress={onTick}
    >
      <ItemWords item={item} usedUp={usedUp} />
      <span className="tick-mark">{ticked && <Icon of={Check} small />}</span>
    </Pressable>
  );
};
