import { type Kysely, sql } from 'kysely';

/**
 * The course of an application 办件 beyond its opening. `limit_working_days` is the limit that was in force when the step
 * was taken: a promise does not change under an application that is under way. `detail` says what belongs to the step
 * (a reason, a decision, a way of delivery).
 */
export const applicationCourse = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE applications DROP CONSTRAINT applications_state_check`.execute(database);
    await sql`
      ALTER TABLE applications ADD CONSTRAINT applications_state_check CHECK (state IN (
        'received', 'accepted-for-review', 'unreadable', 'corrections-asked', 'corrected', 'accepted', 'not-accepted',
        'in-review', 'decided', 'delivered', 'withdrawn', 'timed-out'))`.execute(database);
    await sql`
      CREATE INDEX applications_to_be_corrected ON applications (changed_at)
      WHERE state = 'corrections-asked'`.execute(database);
    await sql`
      ALTER TABLE application_steps
        ADD COLUMN limit_working_days smallint CHECK (limit_working_days > 0),
        ADD COLUMN detail jsonb`.execute(database);
  },
};
