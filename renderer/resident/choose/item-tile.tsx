import { ChevronRight } from 'lucide-react';
import type { ItemFace } from '../../../electron/contract/items.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { ItemIcon } from '../../components/item-icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** A service item to choose; `unavailable`: shown, but not to be had now, for the reason that stands above. */
export const ItemTile = ({
  item,
  unavailable,
}: {
  readonly item: ItemFace;
  readonly unavailable: boolean;
}) => {
  const { pick } = useWords();
  return (
    <ChoiceTile
      intent={{ name: 'chooseItem', itemCode: item.code }}
      testId={`item-${item.code}`}
      className="item-tile"
      unavailable={unavailable}
    >
      <ItemIcon icon={item.icon} />
      <span className="item-words">
        <span className="item-name">{pick(item.everydayName)}</span>
        <span className="item-official">{pick(item.officialName)}</span>
        <span className="item-description">{pick(item.description)}</span>
      </span>
      <Icon of={ChevronRight} small />
    </ChoiceTile>
  );
};
