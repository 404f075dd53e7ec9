import type { Migration } from './migration.ts';

/** Public documents of the platform, as last verified, so that the kiosk works while the line is down. */
export const keptDocument: Migration = {
  name: '0006-kept-document',
  sql: `
    CREATE TABLE kept_document (
      name        TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 80 AND name NOT GLOB '*[^a-z0-9-]*'),
      body        TEXT    NOT NULL,
      fetched_at  INTEGER NOT NULL
    ) STRICT;
  `,
};
