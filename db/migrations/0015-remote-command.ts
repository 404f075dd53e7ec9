import type { Migration } from './migration.ts';

/**
 * Commands of the centre that came here, so that none is begun twice: a new one has a higher number than all of them.
 * `content` is the notice of a message, which everybody reads at the kiosk; nothing of any resident is here. An `ended_at`
 * of null: begun, and not yet through. Times are milliseconds since the Unix epoch, by the platform's clock.
 */
export const remoteCommand: Migration = {
  name: '0015-remote-command',
  sql: `
    CREATE TABLE remote_command (
      number      INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
      kind        TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 40 AND kind NOT GLOB '*[^a-z-]*'),
      content     TEXT    CHECK (length(content) <= 2000),
      expires_at  INTEGER NOT NULL,
      outcome     TEXT    CHECK (outcome IN ('done', 'refused')),
      reason      TEXT    CHECK (length(reason) BETWEEN 1 AND 40),
      ended_at    INTEGER,
      reported    INTEGER NOT NULL DEFAULT 0 CHECK (reported IN (0, 1)),
      CHECK ((outcome IS NULL) = (ended_at IS NULL)),
      CHECK ((outcome IS 'refused') = (reason IS NOT NULL))
    ) STRICT;
  `,
};
