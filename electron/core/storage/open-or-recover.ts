import type { OpenDatabaseOutcome } from '../../../db/connection.ts';
import type { RecoveryReport } from '../../../db/recovery/recovery-report.ts';
import { defaultReserveBytes } from '../../../db/storage-watch/storage-watch.ts';
import type { Log } from '../log/core-log.ts';
import type { RecoveryAttempts } from './recovery-attempts.ts';
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
 * Opens the database; a damaged one is recovered first. One that is damaged again right after is tried again later and
 * later, a few times, and then left for people (`createRecoveryAttempts`); until then it is only looked whether it opens.
 */
export const openOrRecover = async ({
  file,
  now,
  log,
  open,
  run,
  recovering,
  attempts,
  reserveBytes = defaultReserveBytes,
}: {
  readonly file: string;
  readonly now: () => number;
  readonly log: Log;
  readonly open: () => OpenDatabaseOutcome;
  readonly run: RunStorageTask;
  /** Called before a recovery begins. */
  readonly recovering: (cause: string) => void;
  readonly attempts: RecoveryAttempts;
  /** Bytes that a recovery leaves free on the disk. */
  readonly reserveBytes?: number;
}): Promise<OpenDatabaseOutcome> => {
  const opened = open();
  if (opened.ok || opened.reason !== 'database-damaged') return opened;
  const refusal = attempts.refusal();
  if (refusal) return refusal;
  log.error('database-damaged', { detail: opened.detail });
  recovering(opened.detail);
  const recover = async (): Promise<OpenDatabaseOutcome> => {
    try {
      const order = { file, now: now(), cause: opened.detail, reserveBytes };
      const recovered = await run('recover', order).outcome;
      if (!recovered.ok) return recovered;
      logReport(log, recovered.report);
      return open();
    } catch (error) {
      // The thread died, of want of memory perhaps. The recovery goes on where it was at the next attempt.
      log.error('recovery-died', { error: error instanceof Error ? error.name : 'none' });
      return opened;
    }
  };
  const outcome = await recover();
  attempts.ended(outcome);
  return outcome.ok ? outcome : (attempts.refusal() ?? outcome);
};
