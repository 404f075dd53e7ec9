import type { BackupOutcome } from '../../../db/backup/make-backup.ts';
import { type Backup, backupFolderOf, listBackups } from '../../../db/backup/backup-files.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { IntegrityReport } from '../../../db/integrity/check-whole-database.ts';
import type { InspectionOutcome } from '../../../db/recovery/inspect-backup.ts';
import type { RestoreOrderOutcome } from '../../../db/recovery/order-restore.ts';
import { orderRecovery } from '../../../db/recovery/recovery-journal.ts';
import {
  type CanKeep,
  createStorageWatch,
  defaultReserveBytes,
  regainedBytes,
  type StorageLook,
} from '../../../db/storage-watch/storage-watch.ts';
import { toStorageFailure } from '../../../db/storage-failure.ts';
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
  /** A damaged database was recovered, and nobody has said that they read what was lost (`yizhan recovery`). */
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
  /** The database is damaged, or a backup is to be brought back, and its recovery begins when the core opens it next: as soon as nobody is served. */
  readonly wantsRestart: boolean;
}

export interface StorageService {
  /** The database, for all others: what it refuses is heard here. */
  readonly database: KioskDatabase;
  /** `backupsKeptDays` is asked at each backup: it is the centre's policy, which may change. */
  start(options?: { readonly backupsKeptDays?: () => number }): void;
  stop(): void;
  /** Whether what a resident begins now could be kept. */
  canKeep(): CanKeep;
  state(): StorageState;
  /** Makes a backup now; false where it failed, or something else is being done to the store. */
  backUpNow(): Promise<boolean>;
  /** Those that are kept, newest first; none where the disk does not tell. */
  backups(): readonly Backup[];
  /** Looks through a backup; null where something else is being done to the store. */
  inspectBackup(name: string): Promise<InspectionOutcome | null>;
  /** Orders that a backup is brought back at the next start, and wants that start; null as above. */
  orderRestore(name: string): Promise<RestoreOrderOutcome | null>;
  /** Looks through the whole database now; false where it is damaged, or something else is being done to the store. */
  checkNow(): Promise<boolean>;
  /** Somebody has said that they read a report: looks whether that was the last. */
  recoverySeen(): void;
  onChange(listener: () => void): void;
}

const dayMilliseconds = 24 * 3_600_000;
/** Nobody waits for the first check and the first backup: the kiosk comes up before. */
const firstCheckMilliseconds = 60_000;
const firstBackupMilliseconds = 3 * 60_000;
/** After a backup or check that failed for want of room, or died; and between two attempts to make room. */
const againMilliseconds = 3_600_000;
/** Without a backup for so long staff hear of it. */
const overdueMilliseconds = 2 * dayMilliseconds;
/** Until somebody has decided otherwise. */
const defaultBackupsKeptDays = 14;

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
  /** The best estimate of the time, by which backups are dated and grow old; the clock's unless given. */
  readonly time?: () => number;
  readonly reserveBytes?: number;
}): StorageService => {
  const { clock, log, run, look, time = clock.now, reserveBytes = defaultReserveBytes } = options;
  const { file } = options.database;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let integrity: StorageState['integrity'] = 'not-checked';
  let ordered = false;
  let running: RunningTask<unknown> | null = null;
  let newestBackup: Backup | undefined;
  /** Staff say that they have read a report while the kiosk is stopped: it is looked up at the start. */
  let recoveryUnseen = false;
  let backupsKeptDays = (): number => defaultBackupsKeptDays;
  /** By the monotonic clock. */
  let startedAt = clock.monotonic();
  let backedUpAt: number | null = null;
  let roomMadeAt: number | null = null;

  const lookForBackups = (): void => {
    try {
      [newestBackup] = listBackups(backupFolderOf(file));
    } catch (error) {
      log.error('backups-not-listed', { detail: toStorageFailure(error, file).detail });
    }
  };
  const lookForRecoveries = (): void => {
    const found = options.database.read(({ recoveries }) => recoveries.unseen().length > 0);
    recoveryUnseen = found.ok && found.value;
  };

  const watch = createStorageWatch({
    look: () => {
      const seen = look();
      if (integrity === 'damaged' && !ordered) order('damage found before');
      makeRoom();
      return seen;
    },
    after: clock.after,
    onChange: (canKeep, detail) => {
      if (canKeep.ok) log.info('storage-keeps-again');
      else log.error('storage-cannot-keep', { reason: canKeep.reason, detail });
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
    if (outcome.ok) {
      backedUpAt = clock.monotonic();
      log.info('database-backed-up', { name: outcome.backup.name, bytes: outcome.backup.bytes });
    } else if (outcome.reason === 'database-damaged') damageFound(outcome.detail);
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

  const checkNow = (): Promise<boolean> => attempt(() => run('check', { file }), checked);
  const check = createDailyTask({
    clock,
    firstMilliseconds: firstCheckMilliseconds,
    everyMilliseconds: dayMilliseconds,
    againMilliseconds,
    passed: () => null,
    run: () => checkNow(),
  });
  const backUpNow = (): Promise<boolean> =>
    attempt(
      () =>
        run('back-up', {
          file,
          now: time(),
          keptDays: backupsKeptDays(),
          reserveBytes,
        }),
      backedUp,
    );
  const backup = createDailyTask({
    clock,
    firstMilliseconds: firstBackupMilliseconds,
    everyMilliseconds: dayMilliseconds,
    againMilliseconds,
    passed: () => (newestBackup ? time() - newestBackup.madeAt : null),
    run: backUpNow,
  });

  /** Runs one task for its outcome. */
  const ask = async <Outcome>(begin: () => RunningTask<Outcome>): Promise<Outcome | null> => {
    let told: Outcome | null = null;
    await attempt(begin, (outcome) => {
      told = outcome;
      return true;
    });
    return told;
  };

  /** Old backups and salvaged copies of damaged databases go before residents are turned away for want of room. */
  const makeRoom = (): void => {
    const keep = watch.canKeep();
    const tried = roomMadeAt !== null && clock.monotonic() - roomMadeAt < againMilliseconds;
    if (keep.ok || keep.reason !== 'disk-full' || tried || running !== null) return;
    roomMadeAt = clock.monotonic();
    void attempt(
      () => run('make-room', { file, wantedBytes: reserveBytes + regainedBytes }),
      (outcome) => {
        if (!outcome.ok) log.error('no-room-made', { reason: outcome.reason, detail: outcome.detail });
        else for (const name of outcome.removed) log.warn('removed-for-room', { name });
        lookForBackups();
        changed();
        return outcome.ok;
      },
    );
  };

  /** Milliseconds since the newest backup; where a clock that was wrong has dated it, since the start. */
  const sinceBackup = (): number => {
    const dated = newestBackup ? time() - newestBackup.madeAt : -1;
    if (backedUpAt !== null) return clock.monotonic() - backedUpAt;
    return dated >= 0 ? dated : clock.monotonic() - startedAt;
  };

  const findNotices = (): readonly StorageNotice[] => {
    const keep = watch.canKeep();
    const overdue = sinceBackup() > overdueMilliseconds;
    return [
      ...(keep.ok ? [] : [keep.reason]),
      ...(recoveryUnseen ? (['database-recovered'] as const) : []),
      ...(overdue ? (['backup-overdue'] as const) : []),
    ];
  };

  return {
    database,
    start: (given) => {
      backupsKeptDays = given?.backupsKeptDays ?? backupsKeptDays;
      startedAt = clock.monotonic();
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
    backUpNow,
    backups: () => {
      try {
        return listBackups(backupFolderOf(file));
      } catch (error) {
        log.error('backups-not-listed', { detail: toStorageFailure(error, file).detail });
        return [];
      }
    },
    inspectBackup: (name) => ask(() => run('inspect-backup', { file, name })),
    orderRestore: async (name) => {
      const order = { file, name, now: time(), reserveBytes };
      const outcome = await ask(() => run('order-restore', order));
      if (outcome?.ok) ordered = true;
      log.warn('restore-asked', { name, ordered: outcome?.ok ?? false });
      changed();
      return outcome;
    },
    checkNow,
    recoverySeen: () => {
      lookForRecoveries();
      changed();
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
  };
};
