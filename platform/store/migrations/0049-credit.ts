import { type Kysely, sql } from 'kysely';

/**
 * Who is on the list of dishonest judgment debtors 失信被执行人, and who is of exemplary standing; everybody else has no row. What a
 * city gets from the courts and its credit office; nothing is decided here.
 */
export const credit = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE credit_listings (
        id_number text NOT NULL,
        case_number text NOT NULL CHECK (length(case_number) BETWEEN 1 AND 60),
        authority jsonb NOT NULL,
        way_out jsonb NOT NULL,
        telephone text NOT NULL,
        listed_on date NOT NULL,
        lifted_on date CHECK (lifted_on >= listed_on),
        PRIMARY KEY (id_number, case_number)
      )`.execute(database);
    await sql`
      CREATE TABLE credit_honours (
        id_number text PRIMARY KEY,
        since date NOT NULL,
        until date NOT NULL CHECK (until >= since)
      )`.execute(database);
    await sql`
      ALTER TABLE accepted_forms ADD COLUMN credit text CHECK (credit IN ('limits-promises', 'locks-filing'))`.execute(
      database,
    );
  },
};
