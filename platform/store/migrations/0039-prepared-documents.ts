import { type Kysely, sql } from 'kysely';

/**
 * Which published document delivers which certificate to which kiosk, and to which of the kiosk's keys it is sealed: the
 * documents themselves do not tell. A row goes with its document.
 */
export const preparedDocuments = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE prepared_documents (
        document_id text PRIMARY KEY,
        certificate_number text NOT NULL REFERENCES certificates (certificate_number),
        kiosk_id text NOT NULL REFERENCES kiosks (kiosk_id),
        key_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        UNIQUE (certificate_number, kiosk_id)
      )`.execute(database);
  },
};
