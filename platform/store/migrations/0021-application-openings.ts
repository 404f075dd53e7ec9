import { type Kysely, sql } from 'kysely';

/**
 * Applications that a worker is opening, and how often it was tried. Written down before each attempt: one on which a
 * worker dies is found again by its count. A row goes when its application was opened or set aside, so the table is
 * small.
 *
 * `not-opened`: tried too often; somebody at the centre looks at it. For its applicant it is `received` as before.
 */
export const applicationOpenings = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE application_openings (
        receipt_number text PRIMARY KEY,
        attempts smallint NOT NULL CHECK (attempts > 0),
        claimed_until timestamptz NOT NULL
      )`.execute(database);
    await sql`ALTER TABLE applications DROP CONSTRAINT applications_state_check`.execute(database);
    await sql`
      ALTER TABLE applications ADD CONSTRAINT applications_state_check CHECK (state IN (
        'received', 'not-opened', 'accepted-for-review', 'unreadable', 'corrections-asked', 'corrected', 'accepted',
        'not-accepted', 'in-review', 'decided', 'delivered', 'withdrawn', 'timed-out'))`.execute(database);
  },
};
