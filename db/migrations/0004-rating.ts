import type { Migration } from './migration.ts';

/** A rating (好差评): one for each piece of business (a certificate asked for, an application filed). */
export const rating: Migration = {
  name: '0004-rating',
  sql: `
    CREATE TABLE rating (
      business_id  TEXT    NOT NULL PRIMARY KEY
                   CHECK (length(business_id) BETWEEN 1 AND 41 AND business_id NOT GLOB '*[^0-9A-Za-z-]*'),
      visit_id     TEXT    NOT NULL REFERENCES visit (id),
      item_code    TEXT    NOT NULL CHECK (length(item_code) BETWEEN 1 AND 41 AND item_code NOT GLOB '*[^a-z0-9-]*'),
      level        INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
      rated_at     INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX rating_by_visit ON rating (visit_id);
  `,
};
