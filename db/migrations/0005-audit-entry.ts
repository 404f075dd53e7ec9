import type { Migration } from './migration.ts';

/**
 * The audit log. Each row carries the hash of the one before it (see audit-log.ts). The triggers hold back slips of our
 * own code; against someone who edits the file, the chain and its reported head stand.
 */
export const auditEntry: Migration = {
  name: '0005-audit-entry',
  sql: `
    CREATE TABLE audit_entry (
      sequence         INTEGER NOT NULL PRIMARY KEY CHECK (sequence >= 1),
      time             INTEGER NOT NULL,
      actor_kind       TEXT    NOT NULL CHECK (length(actor_kind) BETWEEN 1 AND 41 AND actor_kind NOT GLOB '*[^a-z-]*'),
      actor_pseudonym  TEXT CHECK (length(actor_pseudonym) = 64 AND actor_pseudonym NOT GLOB '*[^0-9a-f]*'),
      action           TEXT    NOT NULL CHECK (length(action) BETWEEN 1 AND 80 AND action NOT GLOB '*[^a-z0-9.-]*'),
      subject          TEXT CHECK (length(subject) BETWEEN 1 AND 80 AND subject NOT GLOB '*[^A-Za-z0-9._:-]*'),
      reason           TEXT CHECK (length(reason) BETWEEN 1 AND 100 AND reason NOT GLOB '*[^A-Za-z0-9._:/-]*'),
      details          TEXT    NOT NULL CHECK (json_valid(details) AND json_type(details) = 'object'),
      previous_hash    TEXT    NOT NULL CHECK (length(previous_hash) = 64 AND previous_hash NOT GLOB '*[^0-9a-f]*'),
      hash             TEXT    NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
    ) STRICT;

    CREATE TRIGGER audit_entry_is_never_edited BEFORE UPDATE ON audit_entry
    BEGIN
      SELECT raise(ABORT, 'an audit entry is never edited');
    END;

    CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
    BEGIN
      SELECT raise(ABORT, 'an audit entry is never deleted');
    END;
  `,
};
