import { type Kysely, sql } from 'kysely';

/**
 * What has run out is found by its time. Rows come in the order of their times, so an index by blocks (BRIN) is enough: a
 * few pages for hundreds of millions of rows, and next to nothing at each insert.
 */
export const retentionIndexes = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE INDEX submission_results_by_time ON submission_results USING brin (decided_at)
      WITH (autosummarize = on)`.execute(database);
    await sql`
      CREATE INDEX kiosk_audit_heads_by_time ON kiosk_audit_heads USING brin (received_at)
      WITH (autosummarize = on)`.execute(database);
    await sql`CREATE INDEX enrolment_codes_by_end ON enrolment_codes (expires_at)`.execute(database);
    await sql`CREATE INDEX enrolment_failures_by_time ON enrolment_failures (failed_at)`.execute(database);
  },
};
