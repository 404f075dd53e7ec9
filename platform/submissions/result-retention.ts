import { sql } from 'kysely';
import type { PlatformDatabase } from '../store/open-store.ts';

const day = 86_400_000;

/**
 * How long the word on a message is kept for repetition, milliseconds: a year, and the 184 days for which a kiosk keeps
 * its own records. A kiosk never stops asking by itself, so no number is long enough for certain; but what can come
 * later than this has lain for a year and a half – a kiosk that was in a store-room, or was set up from an old backup.
 * Even then nothing is filed twice: an application is recognised by its receipt number, a rating by its key.
 */
export const resultRetention = (365 + 184) * day;

/** Rows that one statement deletes: a purge never holds many locks. */
const purgeAtOnce = 1_000;

/** Deletes results that are older than `resultRetention`; tells how many. */
export const purgeResults = async (database: PlatformDatabase, now: number): Promise<number> => {
  const before = new Date(now - resultRetention);
  for (let purged = 0; ; ) {
    const { rows } = await sql`
      WITH expired AS (
        SELECT kiosk_id, key FROM submission_results WHERE decided_at < ${before}::timestamptz
        LIMIT ${purgeAtOnce} FOR UPDATE SKIP LOCKED)
      DELETE FROM submission_results r USING expired e
      WHERE r.kiosk_id = e.kiosk_id AND r.key = e.key
      RETURNING r.key`.execute(database);
    purged += rows.length;
    if (rows.length < purgeAtOnce) {
      return purged;
    }
  }
};
