import { type Kysely, sql } from 'kysely';

/**
 * Applications that were handed in with a package 一件事, and what each of them depends on. `waiting`: opened, and not at
 * its department before all of that is granted. The indexes find what waits, what waits for an application that has just
 * been decided, and whether a rated number is a package's.
 */
export const packageParts = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE package_parts (
        receipt_number text PRIMARY KEY,
        package_code text NOT NULL,
        package_number text NOT NULL,
        depends_on text[] NOT NULL
      )`.execute(database);
    await sql`CREATE INDEX package_parts_by_number ON package_parts (package_number)`.execute(database);
    await sql`CREATE INDEX package_parts_by_dependency ON package_parts USING gin (depends_on)`.execute(
      database,
    );
    await sql`ALTER TABLE applications DROP CONSTRAINT applications_state_check`.execute(database);
    await sql`
      ALTER TABLE applications ADD CONSTRAINT applications_state_check CHECK (state IN (
        'received', 'waiting', 'not-opened', 'accepted-for-review', 'unreadable', 'corrections-asked', 'corrected',
        'accepted', 'not-accepted', 'in-review', 'decided', 'delivered', 'withdrawn', 'timed-out'))`.execute(
      database,
    );
  },
};
