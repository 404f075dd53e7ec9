import type { ItemFace } from '../../../electron/contract/items.ts';
import { ItemIcon } from '../../components/item-icon.tsx';
import { WordBreaks } from '../../components/word-breaks.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** What stands on the tile of a service item; `usedUp`: so many were printed today that no more are to be had. */
export const ItemWords = ({ item, usedUp }: { readonly item: ItemFace; readonly usedUp: number | null }) => {
  const { t, pick } = useWords();
  return (
    <>
      <ItemIcon icon={item.icon} />
      <span className="item-words">
        <span className="item-name">
          <WordBreaks text={pick(item.everydayName)} />
        </span>
        {usedUp === null ? (
          <>
            <span className="item-official">
              <WordBreaks text={pick(item.officialName)} />
            </span>
            <span className="item-description">{pick(item.description)}</span>
          </>
        ) : (
          <span className="item-used-up">{t('choose.usedUp', { prints: usedUp })}</span>
        )}
      </span>
    </>
  );
};
