import { type Kysely, sql } from 'kysely';

/**
 * A random mark for each position of the feed, part of the cursor. A store that was brought back from a backup counts its
 * positions again, and gives the new ones other marks: a cursor from the time that is lost is told from one of today.
 *
 * For a city: 50 bytes a publication. Old ones may be deleted: a cursor that nobody knows any more makes its kiosk read
 * everything once.
 */
export const feedMarks = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE feed_marks (
        sequence bigint PRIMARY KEY,
        mark uuid NOT NULL DEFAULT gen_random_uuid()
      )`.execute(database);
    await sql`INSERT INTO feed_marks (sequence) SELECT sequence FROM feed_documents`.execute(database);
  },
};
