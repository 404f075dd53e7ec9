import { type Kysely, sql } from 'kysely';

/**
 * Revoked certificates are numbered in the order in which they are published; a document of the feed names a run of
 * these numbers. The index is not unique: a city partitions certificates by the month of issue.
 */
export const revocationPlaces = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE certificates ADD COLUMN revocation_place bigint CHECK (revocation_place > 0)`.execute(
      database,
    );
    await sql`
      CREATE INDEX certificates_by_revocation_place ON certificates (revocation_place)
      WHERE revocation_place IS NOT NULL`.execute(database);
    await sql`
      CREATE INDEX certificates_to_be_named ON certificates (revoked_at)
      WHERE revoked_at IS NOT NULL AND revocation_place IS NULL`.execute(database);
  },
};
