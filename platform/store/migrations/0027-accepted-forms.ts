import { type Kysely, sql } from 'kysely';

/**
 * Versions of forms that the platform takes, as the catalogue that was published last says: every instance judges by
 * them, also one whose own catalogue is older. At most a few thousand rows.
 */
export const acceptedForms = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE accepted_forms (
        item text NOT NULL,
        form_version integer NOT NULL CHECK (form_version > 0),
        assurance_level smallint NOT NULL CHECK (assurance_level BETWEEN 1 AND 3),
        PRIMARY KEY (item, form_version)
      )`.execute(database);
  },
};
