import { Check } from 'lucide-react';
import type { PackagePartView } from '../../../electron/contract/packages.ts';
import { useAction } from '../../components/actions-guard.tsx';
import { Icon } from '../../components/icon.tsx';
import { ItemIcon } from '../../components/item-icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { WordBreaks } from '../../components/word-breaks.tsx';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';

const PartWords = ({ part }: { readonly part: PackagePartView }) => {
  const { t, pick, locale } = useWords();
  const { item, after } = part;
  return (
    <>
      <ItemIcon icon={item.icon} />
      <span className="item-words">
        <span className="item-name">
          <WordBreaks text={pick(item.everydayName)} />
        </span>
        <span className="item-official">
          <WordBreaks text={`${pick(item.officialName)} · ${pick(item.department)}`} />
        </span>
        {after.length > 0 && (
          <span className="part-after">{t('package.after', { items: listOf(after.map(pick), locale) })}</span>
        )}
      </span>
    </>
  );
};

/** An item that can be taken along or left out. */
const OptionalPart = ({ part }: { readonly part: PackagePartView }) => {
  const { inert, underWay, act } = useAction(
    { name: 'takePart', itemCode: part.item.code, on: !part.isTaken },
    false,
  );
  return (
    <Pressable
      className="tile part-tile tick-tile"
      role="checkbox"
      aria-checked={part.isTaken}
      data-testid={`part-${part.item.code}`}
      data-chosen={part.isTaken}
      inert={inert}
      underWay={underWay}
      onPress={act}
    >
      <PartWords part={part} />
      <span className="tick-mark">{part.isTaken && <Icon of={Check} small />}</span>
    </Pressable>
  );
};

/** An item within a package: everybody's, or one to be chosen. */
export const PartTile = ({ part }: { readonly part: PackagePartView }) => {
  const { t } = useWords();
  if (part.isOptional) return <OptionalPart part={part} />;
  return (
    <div className="part-tile part-required" data-testid={`part-${part.item.code}`}>
      <PartWords part={part} />
      <span className="hall-use part-tag">{t('package.required')}</span>
    </div>
  );
};
