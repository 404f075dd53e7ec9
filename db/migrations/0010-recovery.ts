import type { Migration } from './migration.ts';

/**
 * What was done about damaged databases. `report` is a `RecoveryReport` (db/recovery/recovery-report.ts): counts, names
 * of files, receipt and certificate numbers, never data of a person. Audit entries that were read from a damaged file
 * but do not continue the chain are kept beside it.
 */
export const recovery: Migration = {
  name: '0010-recovery',
  sql: `
    CREATE TABLE recovery (
      id           INTEGER NOT NULL PRIMARY KEY,
      finished_at  INTEGER NOT NULL,
      set_aside    TEXT    NOT NULL UNIQUE
                   CHECK (length(set_aside) BETWEEN 1 AND 80 AND set_aside NOT GLOB '*[^A-Za-z0-9.-]*'),
      report       TEXT    NOT NULL CHECK (json_valid(report) AND json_type(report) = 'object'),
      -- When staff said that they have read it.
      seen_at      INTEGER
    ) STRICT;

    CREATE TABLE unlinked_audit_entry (
      recovery         INTEGER NOT NULL REFERENCES recovery (id),
      sequence         INTEGER NOT NULL,
      time             INTEGER NOT NULL,
      actor_kind       TEXT    NOT NULL,
      actor_pseudonym  TEXT CHECK (length(actor_pseudonym) = 64 AND actor_pseudonym NOT GLOB '*[^0-9a-f]*'),
      action           TEXT    NOT NULL,
      subject          TEXT,
      reason           TEXT,
      details          TEXT    NOT NULL,
      previous_hash    TEXT    NOT NULL,
      hash             TEXT    NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
      PRIMARY KEY (recovery, sequence, hash)
    ) STRICT, WITHOUT ROWID;
  `,
};
