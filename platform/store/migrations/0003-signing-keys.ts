import { type Kysely, sql } from 'kysely';

/** Keys of the platform's root and of the departments, private parts included: they exist nowhere else. */
export const signingKeys = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE signing_keys (
        key_id text PRIMARY KEY,
        owner text NOT NULL,
        jwk jsonb NOT NULL,
        not_before timestamptz NOT NULL,
        not_after timestamptz NOT NULL CHECK (not_after > not_before)
      )`.execute(database);
    await sql`CREATE INDEX signing_keys_by_owner ON signing_keys (owner, not_after)`.execute(database);
  },
};
