import { type Kysely, sql } from 'kysely';

/** What the administration did, and what its acts need of the keys. */
export const administration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE admin_audit (
        entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        acted_at timestamptz NOT NULL,
        actor text NOT NULL,
        act text NOT NULL,
        subject text NOT NULL,
        detail jsonb NOT NULL
      )`.execute(database);
    // A key's private part, encrypted; then `jwk` holds the public part alone.
    await sql`ALTER TABLE signing_keys ADD COLUMN encrypted_private text`.execute(database);
    // When the row last changed: the key set is as new as its newest row.
    await sql`ALTER TABLE signing_keys ADD COLUMN changed_at timestamptz`.execute(database);
    await sql`UPDATE signing_keys SET changed_at = not_before`.execute(database);
    await sql`ALTER TABLE signing_keys ALTER COLUMN changed_at SET NOT NULL`.execute(database);
    // Revoking a key brings its end forward, to its beginning at the earliest.
    await sql`ALTER TABLE signing_keys DROP CONSTRAINT signing_keys_check`.execute(database);
    await sql`
      ALTER TABLE signing_keys ADD CONSTRAINT signing_keys_period CHECK (not_after >= not_before)`.execute(
      database,
    );
  },
};
