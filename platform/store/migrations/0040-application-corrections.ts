import { type Kysely, sql } from 'kysely';

/**
 * Answers of applicants to what a department asked in the course of an application: sealed as they came, then opened.
 * One counts for each step that asked. `waiting` until a worker has opened it; `taken` when the course went on with it;
 * `set-aside` when it cannot be read, comes from somebody else, or nobody waits for it any more.
 *
 * The content is `json`, not `jsonb`, as that of the application (0014).
 *
 * For a city: PARTITION BY RANGE over the month of filing, as `applications`.
 */
export const applicationCorrections = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE application_corrections (
        receipt_number text NOT NULL,
        position smallint NOT NULL CHECK (position > 0),
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        assurance_level smallint NOT NULL CHECK (assurance_level BETWEEN 1 AND 3),
        filed_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        sealed text NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'taken', 'set-aside')),
        reason text,
        content json,
        opened_at timestamptz,
        PRIMARY KEY (receipt_number, position)
      )`.execute(database);
    await sql`
      CREATE INDEX application_corrections_waiting ON application_corrections (received_at) WHERE state = 'waiting'`.execute(
      database,
    );
  },
};
