import { type Kysely, sql } from 'kysely';

/**
 * An answer that was set aside leaves its question open: it may be answered again, and what came before stays. Every answer that
 * came is a row of its own; of those to one question at most one waits or was taken.
 */
export const correctionsAgain = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      ALTER TABLE application_corrections
        DROP CONSTRAINT application_corrections_pkey,
        ADD PRIMARY KEY (kiosk_id, key)`.execute(database);
    await sql`
      CREATE UNIQUE INDEX application_corrections_once
      ON application_corrections (receipt_number, position) WHERE state <> 'set-aside'`.execute(database);
    // The key found all of an application before; progress and time-outs look for those that wait.
    await sql`
      CREATE INDEX application_corrections_by_application
      ON application_corrections (receipt_number, position)`.execute(database);
  },
};
