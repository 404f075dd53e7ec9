import type { Migration } from './migration.ts';

/**
 * Lets the oldest audit entries go and nothing else. `reported` is the newest head that the platform has confirmed;
 * `retired` is the last entry that was let go, from which the chain is followed ever after. `retired` moves forward
 * only, to an entry that is there; no entry up to it may be less than 184 days older than the reported one
 * (Cybersecurity Law art. 21: six months), measured between the entries and not on a clock that may be wrong now. Only
 * what lies at or before it can be deleted. An anchor is replaced with INSERT OR REPLACE, for which SQLite fires no
 * delete trigger (recursive_triggers is off).
 */
export const auditRetention: Migration = {
  name: '0009-audit-retention',
  sql: `
    CREATE TABLE audit_anchor (
      kind      TEXT    NOT NULL PRIMARY KEY CHECK (kind IN ('reported', 'retired')),
      sequence  INTEGER NOT NULL CHECK (sequence >= 1),
      hash      TEXT    NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER audit_anchor_is_an_entry BEFORE INSERT ON audit_anchor
    WHEN NOT EXISTS (SELECT 1 FROM audit_entry WHERE sequence = NEW.sequence AND hash = NEW.hash)
    BEGIN
      SELECT raise(ABORT, 'an audit anchor is an entry of the log');
    END;

    CREATE TRIGGER audit_anchor_moves_forward BEFORE INSERT ON audit_anchor
    WHEN EXISTS (SELECT 1 FROM audit_anchor WHERE kind = NEW.kind AND sequence >= NEW.sequence)
    BEGIN
      SELECT raise(ABORT, 'an audit anchor moves forward only');
    END;

    CREATE TRIGGER audit_anchor_keeps_half_a_year BEFORE INSERT ON audit_anchor
    WHEN NEW.kind = 'retired' AND NOT EXISTS (
      SELECT 1 FROM audit_anchor JOIN audit_entry AS newest ON newest.sequence = audit_anchor.sequence
      WHERE audit_anchor.kind = 'reported' AND newest.sequence > NEW.sequence AND NOT EXISTS (
        SELECT 1 FROM audit_entry AS leaving
        WHERE leaving.sequence <= NEW.sequence AND leaving.time > newest.time - 184 * 86400000))
    BEGIN
      SELECT raise(ABORT, 'an audit entry is kept for 184 days and until a newer one has been reported');
    END;

    CREATE TRIGGER audit_anchor_is_never_edited BEFORE UPDATE ON audit_anchor
    BEGIN
      SELECT raise(ABORT, 'an audit anchor is replaced, not edited');
    END;

    CREATE TRIGGER audit_anchor_is_never_deleted BEFORE DELETE ON audit_anchor
    BEGIN
      SELECT raise(ABORT, 'an audit anchor is replaced, not deleted');
    END;

    DROP TRIGGER audit_entry_is_never_deleted;

    CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
    WHEN OLD.sequence > coalesce((SELECT sequence FROM audit_anchor WHERE kind = 'retired'), 0)
    BEGIN
      SELECT raise(ABORT, 'an audit entry is never deleted');
    END;
  `,
};
