import { type Kysely, sql } from 'kysely';

/**
 * What each version of a form asks for, as it was published: applications are held against the version that they were filed
 * for, also when a newer one has been published since. At most a few thousand rows.
 */
export const formDefinitions = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE form_definitions (
        item text NOT NULL,
        form_version integer NOT NULL CHECK (form_version > 0),
        definition jsonb NOT NULL,
        PRIMARY KEY (item, form_version)
      )`.execute(database);
  },
};
