import { type Kysely, sql } from 'kysely';

/**
 * Sealed chunks of materials as they were uploaded, each owned by the kiosk that put it. `receipt_number` is set when
 * an application that names the chunk is received; chunks without one are orphans, which expire.
 *
 * For a city: PARTITION BY HASH (kiosk_id), which each statement names, and the chunks themselves in an object store
 * under kiosk, material and index, with `sealed` replaced by the address: 10,000 kiosks with 20 photographs a day are
 * about 100 GB of ciphertext daily, which no database should carry.
 */
export const materialChunks = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE material_chunks (
        kiosk_id text NOT NULL,
        material_id uuid NOT NULL,
        chunk_index smallint NOT NULL CHECK (chunk_index >= 0),
        chunk_count smallint NOT NULL CHECK (chunk_count > chunk_index),
        application_key uuid NOT NULL,
        digest bytea NOT NULL CHECK (octet_length(digest) = 32),
        bytes integer NOT NULL CHECK (bytes > 0),
        sealed text NOT NULL,
        received_at timestamptz NOT NULL,
        receipt_number text,
        PRIMARY KEY (kiosk_id, material_id, chunk_index)
      )`.execute(database);
    await sql`ALTER TABLE material_chunks ALTER COLUMN sealed SET STORAGE EXTERNAL`.execute(database);
    await sql`
      CREATE INDEX material_chunks_orphaned ON material_chunks (kiosk_id, received_at) INCLUDE (bytes)
        WHERE receipt_number IS NULL`.execute(database);
  },
};
