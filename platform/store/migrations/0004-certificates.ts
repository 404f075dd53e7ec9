import { type Kysely, sql } from 'kysely';

/**
 * What was issued, and for which request. The request's row is written first, so that of two equal requests at the
 * same moment the second waits for the first; hence the deferred reference.
 */
export const certificates = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE certificates (
        certificate_number text PRIMARY KEY,
        kind text NOT NULL,
        department text NOT NULL,
        holder_id_number text NOT NULL REFERENCES residents (id_number),
        key_id text NOT NULL REFERENCES signing_keys (key_id),
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
        revoked_at timestamptz,
        signed bytea NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE certificate_requests (
        request_id uuid PRIMARY KEY,
        digest bytea NOT NULL CHECK (octet_length(digest) = 32),
        certificate_number text NOT NULL UNIQUE
          REFERENCES certificates (certificate_number) DEFERRABLE INITIALLY DEFERRED,
        station_code text NOT NULL,
        assurance_level smallint NOT NULL CHECK (assurance_level BETWEEN 1 AND 3),
        consented_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL
      )`.execute(database);
  },
};
