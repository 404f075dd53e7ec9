import type { Activity } from '../../../../db/stores/activity.ts';
import type { PrintJob } from '../../../../db/stores/print-jobs.ts';
import type { ReadUnit, UnitOfWork } from '../../../../db/unit-of-work.ts';
import type { DeviceSupply } from '../../../../drivers/device/device-status.ts';
import type { PrintView } from '../../../contract/staff/staff-view.ts';
import type { LocalizedText } from '../../../../platform/contract/catalogue.ts';
import { deadLetterReasons, misprintReasons } from '../../../contract/staff/staff-words.ts';
import type { AmbienceService } from '../../ambience/ambience-service.ts';
import { describeMessage } from '../../dead-letters/queue-message.ts';
import type { Log } from '../../log/core-log.ts';
import type { Stick } from '../../log-export/find-sticks.ts';
import { hasRight } from '../../staff/rights.ts';
import type { StickBackupDesk } from '../../stick-backup/stick-backup-desk.ts';
import type { StorageState } from '../../storage/storage-service.ts';
import { startOfChinaDay } from '../china-time.ts';
import { readPaperStock } from '../paper-stock.ts';
import type { RestoreDesk } from '../restore-desk.ts';
import type { ServiceClosing } from '../service-closing.ts';
import type { AdjustmentPageViews, DiagnosticPageViews, PageViews } from './staff-pages.ts';

/** Prints that came out and can still be called misprints: those of the last visits. */
const latestPrints = 20;
/** A card that lay there for so many seconds after its visit is worth telling. */
const longLeftSeconds = 180;
/** Dead letters are few; should a platform refuse everything, the oldest are seen to first. */
const mostLetters = 200;

const nothingDone: Activity = {
  visits: [],
  printed: [],
  refused: [],
  prints: [],
  applications: 0,
  receipts: 0,
};

const countOf = <Row extends { readonly count: number }>(
  rows: readonly Row[],
  which: (row: Row) => boolean = () => true,
): number => rows.filter(which).reduce((sum, { count }) => sum + count, 0);

const printView = ({
  id,
  certificateNumber,
  pages,
  settledAt,
  intendedAt,
  state,
  reason,
}: PrintJob): PrintView => ({
  job: id,
  certificateNumber,
  pages,
  at: settledAt ?? intendedAt,
  reason: state === 'unknown' ? (reason ?? '') : null,
});

/** What the pages of staff mode show, read afresh each time they are drawn. */
export const createPageViews = (options: {
  readonly database: Pick<UnitOfWork, 'read'>;
  readonly closing: Pick<ServiceClosing, 'current'>;
  readonly ambience: Pick<AmbienceService, 'current' | 'dimmer'>;
  /** What the catalogue calls an item; null where it has none of this code. */
  readonly nameOf: (code: string) => LocalizedText | null;
  readonly supplies: () => readonly DeviceSupply[];
  readonly sticks: () => readonly Stick[];
  readonly storage: () => StorageState;
  readonly restore: Pick<RestoreDesk, 'backups' | 'preview'>;
  readonly stickBackups: Pick<StickBackupDesk, 'list'>;
  readonly members: PageViews['members'];
  readonly version: string;
  readonly diagnostics: DiagnosticPageViews;
  readonly adjustments: AdjustmentPageViews;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): PageViews => {
  const { database, closing, ambience, restore, nameOf, log } = options;
  const read = <Value>(work: (unit: ReadUnit) => Value, otherwise: Value): Value => {
    const found = database.read(work);
    if (found.ok) return found.value;
    log.error('staff-page-not-read', { reason: found.reason });
    return otherwise;
  };
  const paper = () =>
    read(readPaperStock, { sheetsLeft: null, low: false, refilledAt: null, printedSince: 0 });

  return {
    ...options.diagnostics,
    ...options.adjustments,
    today: (role) => {
      const done = read(({ activity }) => activity.since(startOfChinaDay(options.now())), nothingDone);
      const { sheetsLeft, low } = paper();
      const [recovery] = read(({ recoveries }) => recoveries.unseen(), []);
      return {
        name: 'today',
        visits: countOf(done.visits),
        completed: countOf(done.visits, ({ outcome }) => outcome === 'completed'),
        applications: done.applications,
        receipts: done.receipts,
        printed: done.printed.map(({ kind, count }) => ({ code: kind, name: nameOf(kind), count })),
        refused: [...done.refused],
        misprints: countOf(done.prints, ({ state }) => state === 'failed'),
        unknownPrints: read(({ printJobs }) => printJobs.unsettled(), []).filter(
          ({ state }) => state === 'unknown',
        ).length,
        cardsLeft: read(
          ({ activity }) =>
            activity.cardsLeftSince(startOfChinaDay(options.now()), {
              forSeconds: longLeftSeconds,
              now: options.now(),
            }),
          0,
        ),
        sheetsLeft,
        paperLow: low,
        closing: closing.current(),
        lastBackupAt: options.storage().lastBackupAt,
        recovery: recovery
          ? {
              id: recovery.id,
              lines: [...recovery.text],
              wanted: recovery.report.wanted !== undefined,
              mayConfirm: hasRight(role, 'confirm-recovery'),
            }
          : null,
      };
    },
    queue: (role) => ({
      name: 'queue',
      oldestPendingAt: read(({ outbox }) => outbox.counts().oldestPendingAt, null),
      letters: read(
        ({ outbox, applications }) =>
          outbox
            .refused()
            .slice(0, mostLetters)
            .map((entry) => ({ entry, message: describeMessage(entry, applications.find(entry.key)) }))
            .map(({ entry, message }) => ({
              ...message,
              item: message.item === null ? null : nameOf(message.item),
              reason: deadLetterReasons.find((known) => known === entry.reason) ?? ('other' as const),
              code: entry.reason ?? '',
              refusedAt: entry.settledAt ?? entry.createdAt,
            })),
        [],
      ),
      mayRetry: hasRight(role, 'retry-dead-letter'),
      maySettle: hasRight(role, 'settle-dead-letter'),
    }),
    misprints: () => ({
      name: 'misprints',
      unknown: read(({ printJobs }) => printJobs.unsettled(), [])
        .filter(({ state }) => state === 'unknown')
        .map(printView),
      completed: read(({ printJobs }) => printJobs.latestCompleted(latestPrints), []).map(printView),
      reasons: [...misprintReasons],
    }),
    supplies: (role) => ({
      name: 'supplies',
      supplies: options.supplies().map((supply) => ({ ...supply })),
      paper: paper(),
      mayRefill: hasRight(role, 'refill-paper'),
    }),
    members: options.members,
    opening: () => ({ name: 'opening', closing: closing.current() }),
    ambience: () => ({ name: 'ambience', ambience: ambience.current(), dimmer: ambience.dimmer() }),
    pin: () => ({ name: 'pin' }),
    export: () => ({
      name: 'export',
      sticks: options.sticks().map(({ name, freeBytes }) => ({ name, freeBytes })),
    }),
    machine: (role) => {
      const mayRestore = hasRight(role, 'restore-backup');
      const { lastBackupAt, freeBytes, integrity } = options.storage();
      return {
        name: 'machine',
        version: options.version,
        lastBackupAt,
        freeBytes,
        integrity,
        mayBackUp: hasRight(role, 'back-up'),
        backups: mayRestore ? [...restore.backups()] : null,
        sticks: hasRight(role, 'back-up') ? options.sticks().map(({ name }) => name) : [],
        stickBackups: mayRestore ? [...options.stickBackups.list()] : [],
        restore: mayRestore ? restore.preview() : null,
      };
    },
  };
};
