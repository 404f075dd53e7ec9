import { type Kysely, sql } from 'kysely';

/**
 * The platform's final word on each message of a kiosk's outbox, given again to the same key. Keys are unique for each
 * kiosk only: no kiosk can spoil another's.
 *
 * For a city: PARTITION BY HASH (kiosk_id), 16 parts or more; the primary key begins with the kiosk already, and each
 * statement names it. Rows may go a year after the kiosks' own retention (184 days) has run out: keys are UUIDv7, so
 * `decided_at` and key grow together and a part is cleaned from its oldest end.
 */
export const submissionResults = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE submission_results (
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        digest bytea NOT NULL CHECK (octet_length(digest) = 32),
        outcome text NOT NULL CHECK (outcome IN ('received', 'refused')),
        reason text CHECK ((outcome = 'refused') = (reason IS NOT NULL)),
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (kiosk_id, key)
      )`.execute(database);
  },
};
