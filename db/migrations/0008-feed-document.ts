import type { Migration } from './migration.ts';

/**
 * What the platform publishes: in place, and arriving. A document that was withdrawn keeps its row without its text, so
 * that an older version of it, genuinely signed once, cannot come back. The rest of the synchronisation's memory is a
 * handful of small values.
 */
export const feedDocument: Migration = {
  name: '0008-feed-document',
  sql: `
    CREATE TABLE feed_document (
      collection  TEXT    NOT NULL
                  CHECK (length(collection) BETWEEN 1 AND 41 AND collection NOT GLOB '*[^a-z0-9-]*'),
      id          TEXT    NOT NULL CHECK (length(id) BETWEEN 1 AND 80 AND id NOT GLOB '*[^A-Za-z0-9_.-]*'),
      version     INTEGER NOT NULL CHECK (version >= 1),
      applied_at  INTEGER NOT NULL,
      jws         TEXT CHECK (length(jws) >= 1 AND length(jws) = octet_length(jws)),
      PRIMARY KEY (collection, id)
    ) STRICT;

    CREATE TABLE staged_feed_document (
      collection  TEXT    NOT NULL
                  CHECK (length(collection) BETWEEN 1 AND 41 AND collection NOT GLOB '*[^a-z0-9-]*'),
      id          TEXT    NOT NULL CHECK (length(id) BETWEEN 1 AND 80 AND id NOT GLOB '*[^A-Za-z0-9_.-]*'),
      version     INTEGER NOT NULL CHECK (version >= 1),
      removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
      jws         TEXT    NOT NULL CHECK (length(jws) >= 1 AND length(jws) = octet_length(jws)),
      PRIMARY KEY (collection, id)
    ) STRICT;

    CREATE TABLE sync_state (
      name        TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 41 AND name NOT GLOB '*[^a-z0-9-]*'),
      value       TEXT    NOT NULL CHECK (length(value) <= 100000 AND json_valid(value)),
      changed_at  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
