import { FolderOpen, History, RefreshCw } from 'lucide-react';
import type { HeldFace, ReadyFace } from '../../../electron/contract/my-documents.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution, DeviceProblemCard } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { stopsPrinting } from '../preview/stops-printing.ts';
import type { ScreenProps } from '../screen-props.ts';
import { HeldTile, ReadyTile } from './document-tiles.tsx';
import { type HeldGroup, heldGroups, heldPlaces } from './held-groups.ts';

type Entry =
  | { readonly group: 'ready'; readonly ready: ReadyFace }
  | { readonly group: HeldGroup; readonly held: HeldFace };

/** Tiles that fit on a screen, the way to the access trail beside them; what has to be said takes the place of some. */
const tilesAPage = { normal: 5, elder: 3 } as const;
const tilesSeated = { normal: 3, elder: 2 } as const;
const tilesASaying = { normal: 2, elder: 1 } as const;
const fewestTiles = 1;

/** What lies ready first, then the certificates by group; of a group those that hold first. */
const entriesOf = ({ ready, certificates }: ScreenProps<'myDocuments'>['visit']): readonly Entry[] => [
  ...ready.map((one) => ({ group: 'ready', ready: one }) as const),
  ...heldGroups.flatMap((group) =>
    certificates
      .filter(({ kind }) => heldPlaces[kind].group === group)
      .toSorted((one, other) => Number(other.state === 'valid') - Number(one.state === 'valid'))
      .map((held) => ({ group, held }) as const),
  ),
];

/** Everything that the resident has, and what waits to be collected. */
export const MyDocumentsScreen = ({ visit, snapshot }: ScreenProps<'myDocuments'>) => {
  const { t, locale } = useWords();
  const { library, ready, printerProblem } = visit;
  const entries = entriesOf(visit);
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  const tellsPrinter = stopped && ready.length > 0;
  const sayings = Number(library !== 'listed') + Number(tellsPrinter);
  const mode = snapshot.elderMode ? 'elder' : 'normal';
  const tiles = (snapshot.seated ? tilesSeated : tilesAPage)[mode] - sayings * tilesASaying[mode];
  const { room, shown, ...pages } = useFittingPages(
    entries,
    Math.max(fewestTiles, tiles),
    `${locale} ${mode}`,
  );
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <div className="screen my-documents" ref={room}>
      <ScreenHeading
        title={t(snapshot.actingFor ? 'theirs.title' : 'mine.title')}
        lead={[
          t('mine.lead', { name: visit.resident.maskedName }),
          ...(snapshot.actingFor ? [t('theirs.sealed')] : []),
        ]}
      />
      <div className="screen-body my-body">
        {library !== 'listed' && (
          <Caution title={t(`mine.${library}.title`)}>{t(`mine.${library}.body`)}</Caution>
        )}
        {tellsPrinter && printerProblem && <DeviceProblemCard problem={printerProblem} effect={false} />}
        {entries.length === 0 && library === 'listed' && (
          <div className="card my-nothing">
            <Icon of={FolderOpen} />
            <h2>{t('mine.nothing.title')}</h2>
            <p>{t('mine.nothing.body')}</p>
          </div>
        )}
        {groups.map((group) => (
          <section key={group} className="my-group" aria-labelledby={`my-group-${group}`}>
            <h2 id={`my-group-${group}`}>{t(group === 'ready' ? 'mine.ready' : `mine.group.${group}`)}</h2>
            <ul>
              {shown
                .filter((entry) => entry.group === group)
                .map((entry) =>
                  entry.group === 'ready' ? (
                    <li key={entry.ready.key}>
                      <ReadyTile ready={entry.ready} printerStopped={stopped} />
                    </li>
                  ) : (
                    <li key={entry.held.key}>
                      <HeldTile held={entry.held} />
                    </li>
                  ),
                )}
            </ul>
          </section>
        ))}
      </div>
      <div className="screen-actions">
        <Pager {...pages} />
        {library === 'listed' && !snapshot.actingFor && (
          <ActionButton intent={{ name: 'openAccessTrail' }} kind="secondary" icon={History}>
            {t('mine.trail')}
          </ActionButton>
        )}
        {library !== 'listed' && (
          <ActionButton intent={{ name: 'consent' }} kind="secondary" icon={RefreshCw} testId="look-again">
            {t('mine.again')}
          </ActionButton>
        )}
      </div>
    </div>
  );
};
