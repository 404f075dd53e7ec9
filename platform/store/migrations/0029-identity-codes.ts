import { type Kysely, sql } from 'kysely';

/**
 * Identity codes that were given out, so that each is taken once. Nothing tells whose they were, and a row goes an hour
 * after its code has ended.
 */
export const identityCodes = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE identity_codes (
        code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
        key_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        redeemed_at timestamptz,
        redemption_id uuid,
        kiosk_id text,
        CHECK ((redeemed_at IS NULL) = (redemption_id IS NULL) AND (redeemed_at IS NULL) = (kiosk_id IS NULL))
      )`.execute(database);
    await sql`CREATE INDEX identity_codes_by_end ON identity_codes (expires_at)`.execute(database);
  },
};
