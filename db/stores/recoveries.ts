import { type RecoveryReport, reportText } from '../recovery/recovery-report.ts';
import { type Connection, prepareAll, prepareWrite } from '../statements.ts';

/** A recovery of a damaged database that nobody of the staff has said to have read. */
export interface UnseenRecovery {
  readonly id: number;
  readonly report: RecoveryReport;
  /** The report for people, in Chinese and English, line by line. */
  readonly text: readonly string[];
}

export interface RecoveryReader {
  /** Oldest first. */
  unseen(): readonly UnseenRecovery[];
}

/** What was done about damaged databases of this kiosk (`recoverDatabase` writes it). */
export interface RecoveryStore extends RecoveryReader {
  /** Records that somebody has read the report. One that was read already, or that there is none of, is refused. */
  markSeen(id: number): { readonly ok: true } | { readonly ok: false; readonly reason: 'not-unseen' };
}

export const createRecoveryStore = (connection: Connection, now: () => number): RecoveryStore => {
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
      select({}).map(({ id, report: kept }) => {
        const report = JSON.parse(kept) as RecoveryReport;
        return { id, report, text: reportText(report).trimEnd().split('\n') };
      }),
    markSeen: (id) => (update({ id, at: now() }) === 1 ? { ok: true } : { ok: false, reason: 'not-unseen' }),
  };
};
