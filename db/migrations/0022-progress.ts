import type { Migration } from './migration.ts';

/**
 * What residents hand in beside applications, and what this kiosk last heard of the course of those that were filed here.
 *
 * `reply`: an answer to what a department asked (`number`: the receipt of the application, `position`: the step that
 * asked) or a complaint or suggestion (`number`: its own). What they say is sealed in the outbox. To one question one
 * answer goes; another only once staff have settled that the platform did not take the first.
 *
 * `known_course`: states and times as JSON, none of the department's words. Times are milliseconds since the Unix epoch.
 */
export const progress: Migration = {
  name: '0022-progress',
  sql: `
    CREATE TABLE reply (
      key         TEXT    NOT NULL PRIMARY KEY
                  CHECK (length(key) = 36 AND substr(key, 15, 1) = '7' AND unhex(key, '-') IS NOT NULL AND key = lower(key)),
      kind        TEXT    NOT NULL CHECK (kind IN ('correction', 'feedback')),
      number      TEXT    NOT NULL CHECK (length(number) BETWEEN 8 AND 80 AND number NOT GLOB '*[^0-9A-Z-]*'),
      position    INTEGER CHECK (position >= 1),
      state       TEXT    NOT NULL CHECK (state IN ('filed', 'received', 'refused', 'settled')),
      filed_at    INTEGER NOT NULL,
      settled_at  INTEGER,
      CHECK ((kind = 'correction') = (position IS NOT NULL)),
      CHECK ((state = 'filed') = (settled_at IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE UNIQUE INDEX reply_once ON reply (number, ifnull(position, 0)) WHERE state <> 'settled';

    CREATE TABLE known_course (
      receipt_number  TEXT    NOT NULL PRIMARY KEY
                      CHECK (length(receipt_number) BETWEEN 8 AND 80 AND receipt_number NOT GLOB '*[^0-9A-Z-]*'),
      course          TEXT    NOT NULL CHECK (length(course) <= 8000 AND length(course) = octet_length(course) AND json_valid(course)),
      learned_at      INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
