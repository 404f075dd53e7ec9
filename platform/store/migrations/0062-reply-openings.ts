import { type Kysely, sql } from 'kysely';

const replies = ['application_corrections', 'application_supplements'] as const;

/**
 * Answers, materials and complaints that a worker is opening, and how often it was tried, as 0021 has it for applications:
 * written down before each attempt, gone when the reply was opened or set aside.
 *
 * `not-opened`: tried too often; somebody at the centre looks at it. For its applicant it waits as before.
 */
export const replyOpenings = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE reply_openings (
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        attempts smallint NOT NULL CHECK (attempts > 0),
        claimed_until timestamptz NOT NULL,
        PRIMARY KEY (kiosk_id, key)
      )`.execute(database);
    for (const table of replies) {
      await sql`
        ALTER TABLE ${sql.table(table)}
          DROP CONSTRAINT ${sql.id(`${table}_state_check`)},
          ADD CONSTRAINT ${sql.id(`${table}_state_check`)}
            CHECK (state IN ('waiting', 'not-opened', 'taken', 'set-aside'))`.execute(database);
    }
    await sql`
      ALTER TABLE feedback
        DROP CONSTRAINT feedback_state_check,
        ADD CONSTRAINT feedback_state_check
          CHECK (state IN ('waiting', 'not-opened', 'opened', 'unreadable'))`.execute(database);
    for (const table of [...replies, 'feedback']) {
      await sql`
        CREATE INDEX ${sql.id(`${table}_not_opened`)} ON ${sql.table(table)} (opened_at)
        WHERE state = 'not-opened'`.execute(database);
    }
  },
};
