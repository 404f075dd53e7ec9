import { type Kysely, sql } from 'kysely';

/**
 * Proofs that a department has approved and that wait to be collected, and what was told of their collection. A collection
 * may be told of any certificate that was delivered in advance, and twice: by two kiosks that were without a line.
 */
export const issuedProofs = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE issued_proofs (
        certificate_number text PRIMARY KEY REFERENCES certificates (certificate_number),
        purpose text NOT NULL,
        station_code text NOT NULL,
        station_name text NOT NULL,
        approved_at timestamptz NOT NULL,
        collect_until timestamptz NOT NULL CHECK (collect_until > approved_at),
        handed_to text REFERENCES kiosks (kiosk_id),
        handed_at timestamptz,
        collected_at timestamptz,
        CHECK ((handed_to IS NULL) = (handed_at IS NULL))
      )`.execute(database);
    await sql`
      CREATE TABLE collections (
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        certificate_number text NOT NULL REFERENCES certificates (certificate_number),
        collected_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (kiosk_id, key)
      )`.execute(database);
    await sql`CREATE INDEX collections_by_certificate ON collections (certificate_number)`.execute(database);
    await sql`CREATE INDEX certificates_by_holder ON certificates (holder_id_number)`.execute(database);
  },
};
