import type { Migration } from './migration.ts';

/**
 * What staff have set at the kiosk and what must outlive a restart: that it is closed, how much paper was put in. JSON,
 * nothing of any person. Times are milliseconds since the Unix epoch.
 */
export const stationState: Migration = {
  name: '0014-station-state',
  sql: `
    CREATE TABLE station_state (
      name        TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 41 AND name NOT GLOB '*[^a-z0-9-]*'),
      value       TEXT    NOT NULL CHECK (json_valid(value) AND length(value) <= 2000),
      changed_at  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
