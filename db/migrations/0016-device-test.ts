import type { Migration } from './migration.ts';

/**
 * What technicians have tested at the devices of this kiosk, and how it went: codes and figures, nothing that a card or a
 * code said. `by_pseudonym` is that of a member of staff. Times are milliseconds since the Unix epoch.
 */
export const deviceTest: Migration = {
  name: '0016-device-test',
  sql: `
    CREATE TABLE device_test (
      id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
      device        TEXT    NOT NULL CHECK (length(device) BETWEEN 1 AND 40 AND device NOT GLOB '*[^A-Za-z-]*'),
      test          TEXT    NOT NULL CHECK (length(test) BETWEEN 1 AND 40 AND test NOT GLOB '*[^a-z-]*'),
      outcome       TEXT    NOT NULL CHECK (outcome IN ('passed', 'failed', 'unknown')),
      detail        TEXT    NOT NULL CHECK (length(detail) <= 200),
      at            INTEGER NOT NULL,
      by_pseudonym  TEXT    NOT NULL CHECK (length(by_pseudonym) = 64 AND by_pseudonym NOT GLOB '*[^0-9a-f]*')
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX device_test_by_test ON device_test (test, id);
  `,
};
