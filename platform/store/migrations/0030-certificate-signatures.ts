import { type Kysely, sql } from 'kysely';

/**
 * The one signature of each certificate's document, which kiosk asked for the certificate, and the root's own X.509
 * certificate, so that every instance and every start hands out the same one. None of the three names a person.
 */
export const certificateSignatures = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE certificate_requests ADD COLUMN kiosk_id text`.execute(database);
    await sql`
      CREATE TABLE certificate_signatures (
        certificate_number text PRIMARY KEY REFERENCES certificates (certificate_number),
        kiosk_id text NOT NULL,
        digest bytea NOT NULL CHECK (octet_length(digest) = 32),
        signature bytea NOT NULL,
        signed_at timestamptz NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE root_certificates (
        key_id text PRIMARY KEY REFERENCES signing_keys (key_id),
        certificate bytea NOT NULL
      )`.execute(database);
  },
};
