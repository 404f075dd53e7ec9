import { ChevronRight } from 'lucide-react';
import type { HeldFace, ReadyFace } from '../../../electron/contract/my-documents.ts';
import { AsWritten } from '../../components/as-written.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { ItemIcon } from '../../components/item-icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { dayInWords } from './day-in-words.ts';
import { heldPlaces } from './held-groups.ts';
import { StateBadge } from './state-badge.tsx';

/** A certificate of the library; touched, it opens. */
export const HeldTile = ({ held }: { readonly held: HeldFace }) => {
  const { t } = useWords();
  return (
    <ChoiceTile
      intent={{ name: 'openMyCertificate', key: held.key }}
      testId={`held-${held.kind}`}
      className="my-tile"
    >
      <span className="item-icon">
        <Icon of={heldPlaces[held.kind].icon} />
      </span>
      <span className="my-tile-words">
        <span className="my-tile-name">{t(`held.${held.kind}`)}</span>
        <span className="masked-number">{held.number}</span>
      </span>
      <StateBadge state={held.state} />
      <Icon of={ChevronRight} small />
    </ChoiceTile>
  );
};

/** What lies ready; touched, its pages are made and shown before they are printed. */
export const ReadyTile = ({
  ready,
  printerStopped,
}: {
  readonly ready: ReadyFace;
  readonly printerStopped: boolean;
}) => {
  const { t, pick, locale } = useWords();
  const usedUp = ready.printsLeft === 0;
  const away = ready.elsewhere !== null;
  const hint = away
    ? t('mine.ready.elsewhere', { station: ready.elsewhere ?? '' })
    : usedUp
      ? t('mine.ready.usedUp')
      : ready.from === 'delivered'
        ? t('mine.ready.delivered')
        : t('mine.ready.until', { date: dayInWords(ready.until, locale) });
  return (
    <ChoiceTile
      intent={{ name: 'printMine', key: ready.key }}
      testId={`ready-${ready.item.code}`}
      className="my-tile my-tile-ready"
      unavailable={away || usedUp || printerStopped}
    >
      <ItemIcon icon={ready.item.icon} />
      <span className="my-tile-words">
        <span className="my-tile-name">{pick(ready.item.officialName)}</span>
        <span className="my-tile-purpose">
          {t('mine.ready.purpose')} <AsWritten text={ready.purpose} />
        </span>
        <span className="my-tile-hint">{hint}</span>
      </span>
      {!away && !usedUp && <StateBadge state="ready" />}
      <Icon of={ChevronRight} small />
    </ChoiceTile>
  );
};
