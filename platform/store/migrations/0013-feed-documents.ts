import { type Kysely, sql } from 'kysely';

/**
 * What the platform publishes, the newest version of each document. `feed_position` has one row; a publisher counts it
 * up and holds its lock until the commit, so that numbers become visible in their order: a reader that has seen number
 * n will never find a lower one later. A sequence would not promise that, and an advisory lock is not known to every
 * distributed engine.
 *
 * For a city: not partitioned. The documents for everybody are a few thousand; those for one kiosk (prepared documents)
 * are found by audience, and PARTITION BY HASH (audience) is the way once they are tens of millions.
 */
export const feedDocuments = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE feed_documents (
        collection text NOT NULL,
        id text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        sequence bigint NOT NULL UNIQUE,
        audience text NOT NULL,
        issued_at timestamptz NOT NULL,
        removed boolean NOT NULL,
        content text NOT NULL,
        digest bytea NOT NULL CHECK (octet_length(digest) = 32),
        PRIMARY KEY (collection, id)
      )`.execute(database);
    await sql`CREATE INDEX feed_documents_by_audience ON feed_documents (audience, sequence)`.execute(
      database,
    );
    await sql`
      CREATE TABLE feed_position (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        last_sequence bigint NOT NULL
      )`.execute(database);
    await sql`INSERT INTO feed_position (last_sequence) VALUES (0)`.execute(database);
  },
};
