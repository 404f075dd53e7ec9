import { type Kysely, sql } from 'kysely';

/** The register of real estate 不动产登记簿, dwellings only. */
export const properties = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE properties (
        certificate_number text PRIMARY KEY,
        owner_id_number text NOT NULL REFERENCES residents (id_number),
        location text NOT NULL,
        area numeric(10, 2) NOT NULL CHECK (area > 0),
        use text NOT NULL,
        share text NOT NULL,
        registered_on date NOT NULL
      )`.execute(database);
    await sql`CREATE INDEX properties_by_owner ON properties (owner_id_number)`.execute(database);
  },
};
