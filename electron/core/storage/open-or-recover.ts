import type { OpenDatabaseOutcome } from '../../../db/connection.ts';
import type { RecoveryReport } from '../../../db/recovery/recovery-report.ts';
import type { Log } from '../log/core-log.ts';
import type { RunStorageTask } from './run-storage-task.ts';

const logReport = (log: Log, { setAside, backup, salvage }: RecoveryReport): void =>
  log.warn('database-recovered', {
    setAside,
    backup: backup?.name ?? null,
    messagesAdded: salvage?.tables.outbox?.added ?? null,
    messagesIncomplete: salvage?.messages.incomplete.length ?? null,
    auditLostFrom: salvage?.audit.lost?.from ?? null,
    auditLostTo: salvage?.audit.lost?.to ?? null,
  });

/**
 * Opens the database; a damaged one is recovered first, once. One that is damaged again right after is left for people:
 * a disk that loses what it was just given makes every further attempt worse.
 */
export const openOrRecover = async ({
  file,
  now,
  log,
  open,
  run,
  recovering,
}: {
  readonly file: string;
  readonly now: () => number;
  readonly log: Log;
  readonly open: () => OpenDatabaseOutcome;
  readonly run: RunStorageTask;
  /** Called before a recovery begins. */
  readonly recovering: (cause: string) => void;
}): Promise<OpenDatabaseOutcome> => {
  const opened = open();
  if (opened.ok || opened.reason !== 'database-damaged') return opened;
  log.error('database-damaged', { detail: opened.detail });
  recovering(opened.detail);
  try {
    const recovered = await run('recover', { file, now: now(), cause: opened.detail }).outcome;
    if (!recovered.ok) return recovered;
    logReport(log, recovered.report);
    return open();
  } catch (error) {
    // The thread died, of want of memory perhaps. The recovery goes on where it was at the next attempt.
    log.error('recovery-died', { error: error instanceof Error ? error.name : 'none' });
    return opened;
  }
};
