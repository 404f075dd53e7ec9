import { type Kysely, sql } from 'kysely';

/**
 * How an opened application differs from what its form asks for, for the clerk who reviews it. Names of rules, fields and
 * materials only; what was answered stands in `application_contents`. Nothing is here of an application that fits.
 */
export const applicationFindings = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE application_findings (
        receipt_number text NOT NULL REFERENCES applications (receipt_number),
        rule text NOT NULL,
        name text NOT NULL,
        found_at timestamptz NOT NULL,
        PRIMARY KEY (receipt_number, rule, name)
      )`.execute(database);
  },
};
