import type { Migration } from './migration.ts';

/**
 * Who works at the station: a pseudonym of the ID card, a label that is no name, a role, the hash of the PIN and how often
 * it was wrong. Times are milliseconds since the Unix epoch.
 */
export const staffMember: Migration = {
  name: '0011-staff-member',
  sql: `
    CREATE TABLE staff_member (
      pseudonym     TEXT    NOT NULL PRIMARY KEY
                    CHECK (length(pseudonym) = 64 AND pseudonym NOT GLOB '*[^0-9a-f]*'),
      label         TEXT    NOT NULL UNIQUE
                    CHECK (length(label) BETWEEN 2 AND 20 AND label NOT GLOB '*[^A-Z0-9-]*'),
      role          TEXT    NOT NULL CHECK (role IN ('staff', 'supervisor', 'technician')),
      pin_hash      TEXT    NOT NULL CHECK (pin_hash GLOB '$argon2id$*' AND length(pin_hash) <= 140),
      added_at      INTEGER NOT NULL,
      disabled_at   INTEGER,
      failures      INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
      locked_until  INTEGER
    ) STRICT, WITHOUT ROWID;
  `,
};
