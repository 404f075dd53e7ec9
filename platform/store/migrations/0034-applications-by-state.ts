import { type Kysely, sql } from 'kysely';

/** The console counts applications by their state and lists those of one, the oldest first. */
export const applicationsByState = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`CREATE INDEX applications_by_state ON applications (state, filed_at)`.execute(database);
  },
};
