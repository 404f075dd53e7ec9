import { type Kysely, sql } from 'kysely';

/**
 * Materials that were promised with an application 容缺受理, written down when it is opened, and what came of them later at
 * any kiosk: sealed as it came, then opened. `waiting` until a worker has opened it, and as long as the application itself
 * is not opened; `taken` when it closed the promise; `set-aside` when it cannot be read, comes from somebody else, or
 * nothing of the kind is owed any more.
 *
 * `due_on` is text, YYYY-MM-DD in China, as it was agreed. The content is `json`, not `jsonb`, as that of the application
 * (0014).
 *
 * For a city: both PARTITION BY RANGE over the month of filing, as `applications`.
 */
export const applicationPromises = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE application_promises (
        receipt_number text NOT NULL REFERENCES applications (receipt_number),
        material text NOT NULL,
        working_days smallint NOT NULL CHECK (working_days > 0),
        due_on text NOT NULL CHECK (due_on ~ '^\\d{4}-\\d{2}-\\d{2}$'),
        handed_in_at timestamptz,
        PRIMARY KEY (receipt_number, material)
      )`.execute(database);
    await sql`
      CREATE INDEX application_promises_owed ON application_promises (due_on) WHERE handed_in_at IS NULL`.execute(
      database,
    );
    await sql`
      CREATE TABLE application_supplements (
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        receipt_number text NOT NULL,
        material text NOT NULL,
        assurance_level smallint NOT NULL CHECK (assurance_level BETWEEN 1 AND 3),
        filed_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        sealed text NOT NULL,
        materials jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'taken', 'set-aside')),
        reason text,
        content json,
        opened_at timestamptz,
        PRIMARY KEY (kiosk_id, key)
      )`.execute(database);
    await sql`
      CREATE INDEX application_supplements_waiting ON application_supplements (received_at) WHERE state = 'waiting'`.execute(
      database,
    );
    await sql`
      CREATE INDEX application_supplements_by_application
      ON application_supplements (receipt_number, material)`.execute(database);
  },
};
