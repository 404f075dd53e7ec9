import { ChevronRight } from 'lucide-react';
import type { ItemFace } from '../../../electron/contract/items.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { ItemWords } from './item-words.tsx';

/**
 * A service item to choose; `unavailable`: shown, but not to be had now, for the reason that stands above, or on the tile
 * itself where as many as one may have in a day are `usedUp`.
 */
export const ItemTile = ({
  item,
  unavailable,
  usedUp,
}: {
  readonly item: ItemFace;
  readonly unavailable: boolean;
  readonly usedUp: number | null;
}) => (
  <ChoiceTile
    intent={{ name: 'chooseItem', itemCode: item.code }}
    testId={`item-${item.code}`}
    className="item-tile"
    unavailable={unavailable || usedUp !== null}
  >
    <ItemWords item={item} usedUp={usedUp} />
    <Icon of={ChevronRight} small />
  </ChoiceTile>
);
