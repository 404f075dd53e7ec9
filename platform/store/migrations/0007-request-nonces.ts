import { type Kysely, sql } from 'kysely';

/** Parts of the table by the time of the signature; kiosks/nonce-store.ts says how many are in use at a time. */
const slots = [0, 1, 2, 3];

/**
 * Requests that were taken, so that none is taken twice. Logged like every other table: an unlogged one is emptied when
 * the server recovers from a crash, and everything signed in the minutes before could be played again.
 *
 * Partitioned by `slot`, so that what has run out goes by emptying a partition: deleting row by row would leave as many
 * dead rows, which the embedded PostgreSQL has no autovacuum to clear.
 */
export const requestNonces = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE request_nonces (
        slot smallint NOT NULL,
        key_id text NOT NULL,
        nonce text NOT NULL,
        created bigint NOT NULL,
        PRIMARY KEY (slot, key_id, nonce)
      ) PARTITION BY LIST (slot)`.execute(database);
    for (const slot of slots) {
      await sql`
        CREATE TABLE ${sql.table(`request_nonces_${slot}`)}
        PARTITION OF request_nonces FOR VALUES IN (${sql.lit(slot)})`.execute(database);
    }
  },
};
