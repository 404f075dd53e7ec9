import type { AuditActor } from '../../../db/audit-log.ts';
import type { BackupOutcome } from '../../../db/backup/make-backup.ts';
import { type Backup, backupFolderOf, listBackups } from '../../../db/backup/backup-files.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { IntegrityReport } from '../../../db/integrity/check-whole-database.ts';
import type { UnseenRecovery } from '../../../db/recovery/recoveries.ts';
import { orderRecovery } from '../../../db/recovery/recovery-journal.ts';
import {
  type CanKeep,
  createStorageWatch,
  defaultReserveBytes,
  type StorageLook,
} from '../../../db/storage-watch/storage-watch.ts';
import { type StorageFailure, toStorageFailure } from '../../../db/storage-failure.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { Log } from '../log/core-log.ts';
import { createDailyTask } from './daily-task.ts';
import { observeDatabase } from './observe-database.ts';
import type { RunningTask, RunStorageTask } from './run-storage-task.ts';

/** What staff are to know about the store as long as it is so. */
export const storageNotices = [
  'disk-full',
  'data-folder-read-only',
  'database-damaged',
  /** A damaged database was recovered, and nobody has said that they read what was lost. */
  'database-recovered',
  'backup-overdue',
] as const;
export type StorageNotice = (typeof storageNotices)[number];

export interface StorageState {
  /** Milliseconds since the Unix epoch; null without a backup. */
  readonly lastBackupAt: number | null;
  readonly lastBackupBytes: number | null;
  readonly freeBytes: number | null;
  /** Outcome of the last whole check since the core started. */
  readonly integrity: 'not-checked' | 'whole' | 'damaged';
  readonly notices: readonly StorageNotice[];
  /** The database is damaged, and its recovery begins when the core opens it next: as soon as nobody is served. */
  readonly wantsRestart: boolean;
}

export interface StorageService {
  /** The database, for all others: what it refuses is heard here. */
  readonly database: KioskDatabase;
  start(): void;
  stop(): void;
  /** Whether what a resident begins now could be kept. */
  canKeep(): CanKeep;
  state(): StorageState;
  /** What staff have not read yet, oldest first. */
  unseenRecoveries(): readonly UnseenRecovery[];
  /** Somebody has read it: recorded with its audit entry, and the notice goes. */
  recoverySeen(id: number, reader: AuditActor): { readonly ok: true } | StorageFailure;
  onChange(listener: () => void): void;
}

const dayMilliseconds = 24 * 3_600_000;
/** Nobody waits for the first check and the first backup: the kiosk comes up before. */
const firstCheckMilliseconds = 60_000;
const firstBackupMilliseconds = 3 * 60_000;
/** After a backup or check that failed for want of room, or died. */
const againMilliseconds = 3_600_000;
/** Without a backup for so long staff hear of it. */
const overdueMilliseconds = 2 * dayMilliseconds;
export const defaultBackupsKeptDays = 14;

/**
 * Looks after the store in service: a backup and a whole check every day, each in a worker thread and never both at
 * once, and a watch on the disk. A finding orders the recovery, takes nothing new from then on, and asks for a restart.
 */
export const createStorageService = (options: {
  readonly database: KioskDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly run: RunStorageTask;
  readonly look: () => StorageLook;
  readonly backupsKeptDays?: number;
  readonly reserveBytes?: number;
}): StorageService => {
  const { clock, log, run, look, backupsKeptDays = defaultBackupsKeptDays } = options;
  const { reserveBytes = defaultReserveBytes } = options;
  const { file } = options.database;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let integrity: StorageState['integrity'] = 'not-checked';
  let ordered = false;
  let running: RunningTask<unknown> | null = null;
  let newestBackup: Backup | undefined;
  let unseen: readonly UnseenRecovery[] = [];
  let startedAt = clock.now();

  const lookForBackups = (): void => {
    try {
      [newestBackup] = listBackups(backupFolderOf(file));
    } catch (error) {
      log.error('backups-not-listed', { detail: toStorageFailure(error, file).detail });
    }
  };
  const lookForRecoveries = (): void => {
    const found = options.database.recoveries.unseen();
    unseen = found.ok ? found.value : [];
  };

  const watch = createStorageWatch({
    look: () => {
      const seen = look();
      if (integrity === 'damaged' && !ordered) order('damage found before');
      return seen;
    },
    after: clock.after,
    onChange: (canKeep) => {
      if (canKeep.ok) log.info('storage-keeps-again');
      else log.error('storage-cannot-keep', { reason: canKeep.reason });
      changed();
    },
    reserveBytes,
  });

  const order = (cause: string): void => {
    try {
      orderRecovery(file, cause, clock.now());
      ordered = true;
    } catch (error) {
      const { detail } = toStorageFailure(error, file);
      log.error('recovery-not-ordered', { detail });
    }
  };
  const damageFound = (cause: string): void => {
    if (integrity === 'damaged') return;
    integrity = 'damaged';
    log.error('database-damaged', { detail: cause });
    order(cause);
    watch.observed({ ok: false, reason: 'database-damaged', detail: cause });
    changed();
  };

  const database = observeDatabase(options.database, (failure) => {
    if (failure.reason === 'database-damaged') damageFound(failure.detail);
    else watch.observed(failure);
  });

  const checked = (report: IntegrityReport): boolean => {
    if (report.ok) {
      integrity = 'whole';
      log.info('database-checked', { auditEntries: report.auditEntries });
      changed();
    } else if (report.reason === 'not-whole') damageFound(`${report.finding}: ${report.detail}`);
    else if (report.reason === 'database-damaged') damageFound(report.detail);
    else log.error('database-not-checked', { reason: report.reason, detail: report.detail });
    return report.ok;
  };
  const backedUp = (outcome: BackupOutcome): boolean => {
    if (outcome.ok)
      log.info('database-backed-up', { name: outcome.backup.name, bytes: outcome.backup.bytes });
    else if (outcome.reason === 'database-damaged') damageFound(outcome.detail);
    else log.error('database-not-backed-up', { reason: outcome.reason, detail: outcome.detail });
    lookForBackups();
    changed();
    return outcome.ok;
  };

  /** Runs one task and says whether it came out well; not while another runs, and not on a damaged database. */
  const attempt = async <Outcome>(
    begin: () => RunningTask<Outcome>,
    take: (outcome: Outcome) => boolean,
  ): Promise<boolean> => {
    if (running !== null || integrity === 'damaged') return false;
    const task = begin();
    running = task;
    try {
      return take(await task.outcome);
    } catch (error) {
      if (running === task)
        log.error('storage-task-died', { error: error instanceof Error ? error.name : 'none' });
      return false;
    } finally {
      if (running === task) running = null;
    }
  };

  const check = createDailyTask({
    clock,
    firstMilliseconds: firstCheckMilliseconds,
    everyMilliseconds: dayMilliseconds,
    againMilliseconds,
    last: () => null,
    run: () => attempt(() => run('check', { file }), checked),
  });
  const backup = createDailyTask({
    clock,
    firstMilliseconds: firstBackupMilliseconds,
    everyMilliseconds: dayMilliseconds,
    againMilliseconds,
    last: () => newestBackup?.madeAt ?? null,
    run: () =>
      attempt(
        () =>
          run('back-up', {
            file,
            now: clock.now(),
            keptMilliseconds: backupsKeptDays * dayMilliseconds,
            reserveBytes,
          }),
        backedUp,
      ),
  });

  const findNotices = (): readonly StorageNotice[] => {
    const keep = watch.canKeep();
    const overdue = clock.now() - (newestBackup?.madeAt ?? startedAt) > overdueMilliseconds;
    return [
      ...(keep.ok ? [] : [keep.reason]),
      ...(unseen.length > 0 ? (['database-recovered'] as const) : []),
      ...(overdue ? (['backup-overdue'] as const) : []),
    ];
  };

  return {
    database,
    start: () => {
      startedAt = clock.now();
      lookForBackups();
      lookForRecoveries();
      watch.start();
      check.start();
      backup.start();
    },
    stop: () => {
      watch.stop();
      check.stop();
      backup.stop();
      const task = running;
      running = null;
      task?.cancel();
    },
    canKeep: watch.canKeep,
    state: () => ({
      lastBackupAt: newestBackup?.madeAt ?? null,
      lastBackupBytes: newestBackup?.bytes ?? null,
      freeBytes: watch.lastLook()?.freeBytes ?? null,
      integrity,
      notices: findNotices(),
      wantsRestart: ordered,
    }),
    unseenRecoveries: () => unseen,
    recoverySeen: (id, reader) => {
      const recorded = database.recoveries.markSeen(id, reader);
      lookForRecoveries();
      changed();
      return recorded;
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
  };
};
