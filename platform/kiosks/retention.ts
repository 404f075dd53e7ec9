import { sql } from 'kysely';
import type { PlatformDatabase } from '../store/open-store.ts';

const day = 86_400_000;

/** Heads of audit logs are kept as long as the logs themselves at least (网络安全法 Art. 21: six months), milliseconds. */
export const auditHeadRetention = 184 * day;

/** A code that ran out is kept this long, milliseconds: until then a lost answer to it is given again. */
export const codeRetention = 30 * day;

/** Rows that one statement deletes: a purge never holds many locks. */
const purgeAtOnce = 1_000;

/** Deletes heads that are older than `auditHeadRetention`. Each kiosk's newest stays, however old: the next is held against it. */
export const purgeAuditHeads = async (database: PlatformDatabase, now: number): Promise<number> => {
  const before = new Date(now - auditHeadRetention);
  for (let purged = 0; ; ) {
    const { rows } = await sql`
      WITH expired AS (
        SELECT kiosk_id, sequence FROM kiosk_audit_heads h
        WHERE received_at < ${before}::timestamptz AND EXISTS (
          SELECT FROM kiosk_audit_heads later WHERE later.kiosk_id = h.kiosk_id AND later.sequence > h.sequence)
        LIMIT ${purgeAtOnce} FOR UPDATE SKIP LOCKED)
      DELETE FROM kiosk_audit_heads h USING expired e
      WHERE h.kiosk_id = e.kiosk_id AND h.sequence = e.sequence
      RETURNING h.sequence`.execute(database);
    purged += rows.length;
    if (rows.length < purgeAtOnce) {
      return purged;
    }
  }
};

/** Deletes enrolment codes that ran out `codeRetention` ago, used or not; the kiosks stay. */
export const purgeEnrolmentCodes = async (database: PlatformDatabase, now: number): Promise<void> => {
  await database
    .deleteFrom('enrolment_codes')
    .where('expires_at', '<', new Date(now - codeRetention))
    .execute();
};
