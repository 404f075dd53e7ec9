import type { Migration } from './migration.ts';

/**
 * A visit: from the first touch to the goodbye. Times are milliseconds since the Unix epoch. The checks keep personal
 * values out by their shape: a pseudonym is 64 hexadecimal digits, everything else a code or a number.
 */
export const visit: Migration = {
  name: '0001-visit',
  sql: `
    CREATE TABLE visit (
      id                TEXT    NOT NULL PRIMARY KEY
                        CHECK (length(id) = 36 AND substr(id, 15, 1) = '7' AND id NOT GLOB '*[^0-9a-f-]*'),
      started_at        INTEGER NOT NULL,
      ended_at          INTEGER,
      identified_at     INTEGER,
      identified_by     TEXT CHECK (length(identified_by) BETWEEN 1 AND 41 AND identified_by NOT GLOB '*[^a-z0-9-]*'),
      assurance_level   INTEGER CHECK (assurance_level BETWEEN 1 AND 3),
      holder_pseudonym  TEXT CHECK (length(holder_pseudonym) = 64 AND holder_pseudonym NOT GLOB '*[^0-9a-f]*'),
      outcome           TEXT CHECK (length(outcome) BETWEEN 1 AND 41 AND outcome NOT GLOB '*[^a-z0-9-]*'),
      locale            TEXT    NOT NULL CHECK (length(locale) BETWEEN 2 AND 35 AND locale NOT GLOB '*[^A-Za-z0-9-]*'),
      elder_mode        INTEGER NOT NULL CHECK (elder_mode IN (0, 1)),
      CHECK ((ended_at IS NULL) = (outcome IS NULL)),
      CHECK ((identified_at IS NULL) = (identified_by IS NULL)
         AND (identified_at IS NULL) = (assurance_level IS NULL)
         AND (identified_at IS NULL) = (holder_pseudonym IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX visit_open ON visit (id) WHERE ended_at IS NULL;
  `,
};
