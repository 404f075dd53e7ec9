import { type Kysely, sql } from 'kysely';

/**
 * The personal part of applications once it has been opened, and those that could not be opened, for somebody at the
 * centre to look at. The content is `json`, not `jsonb`, which refuses U+0000 and unpaired surrogates: what a resident
 * wrote is kept as it was sealed.
 *
 * For a city: `application_contents` as `applications`, by month of filing, in a schema that only the departments'
 * clerks may read; the platform's own disks should be encrypted. `application_alerts` stays small: it is not
 * partitioned.
 */
export const applicationContents = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE application_contents (
        receipt_number text PRIMARY KEY REFERENCES applications (receipt_number),
        applicant_id_number text NOT NULL,
        content json NOT NULL,
        opened_at timestamptz NOT NULL
      )`.execute(database);
    await sql`
      CREATE INDEX application_contents_by_applicant ON application_contents (applicant_id_number)`.execute(
      database,
    );
    await sql`
      CREATE TABLE application_alerts (
        receipt_number text PRIMARY KEY REFERENCES applications (receipt_number),
        reason text NOT NULL,
        raised_at timestamptz NOT NULL,
        settled_at timestamptz
      )`.execute(database);
  },
};
