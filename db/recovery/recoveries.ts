import type { AuditActor } from '../audit-log.ts';
import { type Connection, prepareAll, prepareWrite } from '../statements.ts';
import type { StorageFailure } from '../storage-failure.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { RecoveryReport } from './recovery-report.ts';

/** A recovery of a damaged database that nobody of the staff has said to have read. */
export interface UnseenRecovery {
  readonly id: number;
  readonly report: RecoveryReport;
}

/** What was done about damaged databases of this kiosk (`recoverDatabase` writes it). */
export interface Recoveries {
  /** Oldest first. */
  unseen(): { readonly ok: true; readonly value: readonly UnseenRecovery[] } | StorageFailure;
  /** Records that somebody has read the report, with its audit entry. One that was read already changes nothing. */
  markSeen(id: number, reader: AuditActor): { readonly ok: true } | StorageFailure;
}

export const createRecoveries = (connection: Connection, work: UnitOfWork, now: () => number): Recoveries => {
  const select = prepareAll<Record<string, never>, { id: number; report: string }>(
    connection,
    'SELECT id, report FROM recovery WHERE seen_at IS NULL ORDER BY id',
  );
  const update = prepareWrite<{ id: number; at: number }>(
    connection,
    'UPDATE recovery SET seen_at = @at WHERE id = @id AND seen_at IS NULL',
  );
  return {
    unseen: () =>
      work.read(() =>
        select({}).map(({ id, report }) => ({ id, report: JSON.parse(report) as RecoveryReport })),
      ),
    markSeen: (id, reader) =>
      work.transaction(({ audit }) => {
        if (update({ id, at: now() }) === 1) {
          audit.append({ actor: reader, action: 'database.recovery-seen', subject: String(id) });
        }
        return { ok: true };
      }),
  };
};
