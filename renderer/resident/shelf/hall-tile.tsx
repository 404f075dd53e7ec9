import { ChevronRight } from 'lucide-react';
import type { ShelfEntry } from '../../../electron/contract/hall.ts';
import type { Intent } from '../../../electron/contract/intents.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { ItemIcon } from '../../components/item-icon.tsx';
import { WordBreaks } from '../../components/word-breaks.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** A life event, a department, or an item. `begins`: a touch begins what it is about, rather than opening its guide. */
export const HallTile = ({
  entry,
  begins = false,
  unavailable = false,
}: {
  readonly entry: ShelfEntry;
  readonly begins?: boolean;
  readonly unavailable?: boolean;
}) => {
  const { t, pick } = useWords();
  if (entry.kind === 'group') {
    return (
      <ChoiceTile
        intent={{ name: 'openShelf', shelf: entry.shelf }}
        testId={`shelf-${entry.shelf.replace(':', '-')}`}
        className="hall-tile"
      >
        <ItemIcon icon={entry.icon} />
        <span className="item-words">
          <span className="item-name">
            <WordBreaks text={pick(entry.name)} />
          </span>
          <span className="item-official">{t('shelf.items', { count: entry.items })}</span>
        </span>
        <Icon of={ChevronRight} small />
      </ChoiceTile>
    );
  }
  if (entry.kind === 'package') {
    return (
      <ChoiceTile
        intent={{ name: 'openPackage', packageCode: entry.code }}
        testId={`package-${entry.code}`}
        className="hall-tile package-tile"
      >
        <ItemIcon icon={entry.icon} />
        <span className="item-words">
          <span className="item-name">
            <WordBreaks text={pick(entry.everydayName)} />
          </span>
          <span className="item-official">
            {t('package.entry', { items: entry.items, days: entry.promisedWorkingDays })}
          </span>
        </span>
        <span className="hall-use">{t('package.tag')}</span>
        <Icon of={ChevronRight} small />
      </ChoiceTile>
    );
  }
  const intent: Intent = begins
    ? { name: 'chooseItem', itemCode: entry.code }
    : entry.use === 'policy'
      ? { name: 'openPolicy', policyCode: entry.code }
      : { name: 'openGuide', itemCode: entry.code };
  return (
    <ChoiceTile
      intent={intent}
      testId={`${begins ? 'item' : entry.use === 'policy' ? 'policy' : 'guide'}-${entry.code}`}
      className="hall-tile"
      unavailable={unavailable}
    >
      <ItemIcon icon={entry.icon} />
      <span className="item-words">
        <span className="item-name">
          <WordBreaks text={pick(entry.everydayName)} />
        </span>
        <span className="item-official">
          <WordBreaks text={pick(entry.officialName)} />
          <span className="item-department">
            {' · '}
            <WordBreaks text={pick(entry.department)} />
          </span>
        </span>
      </span>
      {entry.use !== 'guide' && entry.use !== 'policy' && (
        <span className="hall-use">{t(`use.${entry.use}`)}</span>
      )}
      <Icon of={ChevronRight} small />
    </ChoiceTile>
  );
};
