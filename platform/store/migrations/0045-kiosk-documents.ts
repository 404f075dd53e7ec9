import { type Kysely, sql } from 'kysely';

/**
 * What kiosks hand in of themselves: logs and readiness reports, sealed as they came. Their chunks move here from
 * `material_chunks` when the message that names them is received, and are opened when somebody at the centre asks.
 */
export const kioskDocuments = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE kiosk_documents (
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        document text NOT NULL,
        made_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        command_number bigint,
        bytes integer NOT NULL CHECK (bytes > 0),
        digest text NOT NULL,
        chunk_count smallint NOT NULL CHECK (chunk_count > 0),
        PRIMARY KEY (kiosk_id, key)
      )`.execute(database);
    await sql`
      CREATE INDEX kiosk_documents_newest ON kiosk_documents (kiosk_id, document, received_at DESC)`.execute(
      database,
    );
    await sql`
      CREATE TABLE kiosk_document_chunks (
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        chunk_index smallint NOT NULL,
        sealed text NOT NULL,
        PRIMARY KEY (kiosk_id, key, chunk_index)
      )`.execute(database);
    await sql`ALTER TABLE kiosk_document_chunks ALTER COLUMN sealed SET STORAGE EXTERNAL`.execute(database);
  },
};
