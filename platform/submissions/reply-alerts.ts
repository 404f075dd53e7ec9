import { sql } from 'kysely';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type ReplyKind, type ReplyName, replyTables } from './reply-openings.ts';

/** A reply that somebody at the centre has to look at: it was tried too often. */
export interface ReplyAlert extends ReplyName {
  readonly kind: ReplyKind;
  /** Receipt number of the application that it is about, or the number of the complaint or suggestion. */
  readonly subject: string;
  /** Since when it is left to the staff, milliseconds since the Unix epoch. */
  readonly raisedAt: number;
}

/** Replies that were tried too often, the newest first. */
export const listReplyAlerts = async (
  database: PlatformDatabase,
  limit: number,
): Promise<readonly ReplyAlert[]> => {
  const { rows } = await sql<{
    kind: ReplyKind;
    kiosk_id: string;
    key: string;
    subject: string;
    opened_at: Date;
  }>`
    SELECT 'correction' AS kind, kiosk_id, key, receipt_number AS subject, opened_at
    FROM application_corrections WHERE state = 'not-opened'
    UNION ALL
    SELECT 'supplement', kiosk_id, key, receipt_number, opened_at
    FROM application_supplements WHERE state = 'not-opened'
    UNION ALL
    SELECT 'feedback', kiosk_id, key, feedback_number, opened_at FROM feedback WHERE state = 'not-opened'
    ORDER BY opened_at DESC, key LIMIT ${limit}`.execute(database);
  return rows.map(({ kind, kiosk_id: kioskId, key, subject, opened_at }) => ({
    kind,
    kioskId,
    key,
    subject,
    raisedAt: opened_at.getTime(),
  }));
};

/** Lets a reply that was tried too often wait to be opened again; false when it is none. */
export const reopenReply = (database: PlatformDatabase, { kioskId, key }: ReplyName): Promise<boolean> =>
  database.transaction().execute(async (transaction) => {
    for (const table of Object.values(replyTables)) {
      const { rows } = await sql`
        UPDATE ${sql.table(table)} SET state = 'waiting', opened_at = NULL
        WHERE kiosk_id = ${kioskId} AND key = ${key}::uuid AND state = 'not-opened'
        RETURNING key`.execute(transaction);
      if (rows.length > 0) {
        return true;
      }
    }
    return false;
  });
