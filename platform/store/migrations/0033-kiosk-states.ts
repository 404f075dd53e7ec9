import { type Kysely, sql } from 'kysely';

/**
 * How each kiosk was when it last reported, one row a kiosk: what the console lists must not search a week of reports.
 * `severity` is what the report itself gives (kiosks/kiosk-light.ts): 0 green, 1 amber, 2 red.
 */
export const kioskStates = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE kiosk_states (
        kiosk_id text PRIMARY KEY REFERENCES kiosks (kiosk_id),
        received_at timestamptz NOT NULL,
        severity smallint NOT NULL CHECK (severity BETWEEN 0 AND 2),
        report jsonb NOT NULL
      )`.execute(database);
  },
};
