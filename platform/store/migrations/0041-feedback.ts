import { type Kysely, sql } from 'kysely';

/**
 * Complaints and suggestions 投诉建议, sealed as they came, then opened for whoever sees to them at the centre.
 *
 * For a city: PARTITION BY RANGE (received_at) by month.
 */
export const feedback = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE feedback (
        feedback_number text PRIMARY KEY,
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        station_code text NOT NULL,
        filed_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        sealed text NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'opened', 'unreadable')),
        content json,
        opened_at timestamptz
      )`.execute(database);
    await sql`CREATE INDEX feedback_waiting ON feedback (received_at) WHERE state = 'waiting'`.execute(
      database,
    );
    await sql`CREATE INDEX feedback_by_time ON feedback (received_at)`.execute(database);
  },
};
