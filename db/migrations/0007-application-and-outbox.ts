import type { Migration } from './migration.ts';

/**
 * Applications and what waits for the platform.
 *
 * The text of a message lies in a table of its own, so that a change of state rewrites some hundred bytes and not the
 * whole message. Of a chunk, `uploaded` is 0 or 1, which take no room in a record: the row keeps its size when it
 * changes and SQLite rewrites its first page only. A chunk is TEXT because it goes out as the very text that its digest
 * was taken over; decoded it would be a quarter smaller, but then no longer be what was sealed.
 *
 * What is personal is sealed before it comes here; the checks see to it that texts are ASCII, as a JWE and its envelope
 * are, and that all else is a code, a number or a pseudonym. The counter spares `counts` a scan and keeps a sequence
 * from coming again; triggers keep it, so that it is right whoever writes the rows.
 *
 * A filing is one durable transaction, and each page that it touches is a page more to sync: hence partial indexes that
 * hold only the few rows that are asked for, and checks by `unhex`, which cost a tenth of a GLOB over 36 characters.
 */
export const applicationAndOutbox: Migration = {
  name: '0007-application-and-outbox',
  sql: `
    CREATE TABLE application (
      key               TEXT    NOT NULL PRIMARY KEY
                        CHECK (length(key) = 36 AND substr(key, 15, 1) = '7' AND unhex(key, '-') IS NOT NULL AND key = lower(key)),
      receipt_number    TEXT    NOT NULL UNIQUE
                        CHECK (length(receipt_number) BETWEEN 8 AND 80 AND receipt_number NOT GLOB '*[^0-9A-Z-]*'),
      visit_id          TEXT    NOT NULL REFERENCES visit (id),
      item              TEXT    NOT NULL CHECK (length(item) BETWEEN 1 AND 41 AND item NOT GLOB '*[^a-z0-9-]*'),
      form_version      INTEGER NOT NULL CHECK (form_version >= 1),
      holder_pseudonym  TEXT    NOT NULL
                        CHECK (length(holder_pseudonym) = 64 AND holder_pseudonym = lower(holder_pseudonym)
                           AND unhex(holder_pseudonym) IS NOT NULL),
      state             TEXT    NOT NULL CHECK (state IN ('filed', 'received', 'refused', 'settled')),
      filed_at          INTEGER NOT NULL,
      settled_at        INTEGER,
      CHECK ((state = 'filed') = (settled_at IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX application_by_holder ON application (holder_pseudonym, filed_at);

    CREATE TABLE outbox (
      sequence        INTEGER NOT NULL PRIMARY KEY CHECK (sequence >= 1),
      key             TEXT    NOT NULL UNIQUE
                      CHECK (length(key) = 36 AND substr(key, 15, 1) = '7' AND unhex(key, '-') IS NOT NULL AND key = lower(key)),
      kind            TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 41 AND kind NOT GLOB '*[^a-z0-9-]*'),
      group_id        TEXT    NOT NULL
                      CHECK (length(group_id) BETWEEN 1 AND 80 AND group_id NOT GLOB '*[^0-9A-Za-z-]*'),
      priority        INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 9),
      state           TEXT    NOT NULL CHECK (state IN ('pending', 'acknowledged', 'refused', 'settled')),
      reason          TEXT CHECK (length(reason) BETWEEN 1 AND 100 AND reason NOT GLOB '*[^A-Za-z0-9._:/-]*'),
      -- 1 when no message of its group before it is pending or refused.
      leads           INTEGER NOT NULL CHECK (leads IN (0, 1)),
      missing_chunks  INTEGER NOT NULL CHECK (missing_chunks >= 0),
      attempts        INTEGER NOT NULL CHECK (attempts >= 0),
      not_before      INTEGER,
      created_at      INTEGER NOT NULL,
      settled_at      INTEGER,
      CHECK ((state = 'pending') = (settled_at IS NULL)),
      CHECK ((state IN ('refused', 'settled')) = (reason IS NOT NULL))
    ) STRICT;

    CREATE INDEX outbox_ready ON outbox (priority, sequence, not_before)
      WHERE state = 'pending' AND leads = 1 AND missing_chunks = 0;
    CREATE INDEX outbox_uploads ON outbox (sequence, not_before)
      WHERE state = 'pending' AND leads = 1 AND missing_chunks > 0;
    CREATE INDEX outbox_postponed ON outbox (not_before)
      WHERE state = 'pending' AND leads = 1 AND not_before IS NOT NULL;
    CREATE INDEX outbox_held_back ON outbox (sequence) WHERE state = 'pending' AND leads = 0;
    CREATE INDEX outbox_open_follower ON outbox (group_id, sequence)
      WHERE (state = 'pending' OR state = 'refused') AND group_id <> key;
    CREATE INDEX outbox_refused ON outbox (sequence) WHERE state = 'refused';
    CREATE INDEX outbox_final ON outbox (settled_at) WHERE state = 'acknowledged' OR state = 'settled';

    CREATE TABLE outbox_body (
      sequence  INTEGER NOT NULL PRIMARY KEY REFERENCES outbox (sequence),
      body      TEXT    NOT NULL CHECK (octet_length(body) >= 2 AND octet_length(body) = length(body))
    ) STRICT;

    CREATE TABLE outbox_counter (
      id             INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      last_sequence  INTEGER NOT NULL CHECK (last_sequence >= 0),
      pending        INTEGER NOT NULL CHECK (pending >= 0),
      refused        INTEGER NOT NULL CHECK (refused >= 0)
    ) STRICT;
    INSERT INTO outbox_counter VALUES (1, 0, 0, 0);

    CREATE TRIGGER outbox_counts_what_comes AFTER INSERT ON outbox
    BEGIN
      UPDATE outbox_counter SET last_sequence = max(last_sequence, NEW.sequence),
        pending = pending + (NEW.state = 'pending'), refused = refused + (NEW.state = 'refused');
    END;

    CREATE TRIGGER outbox_counts_what_changes AFTER UPDATE OF state ON outbox
    BEGIN
      UPDATE outbox_counter SET pending = pending + (NEW.state = 'pending') - (OLD.state = 'pending'),
        refused = refused + (NEW.state = 'refused') - (OLD.state = 'refused');
    END;

    CREATE TRIGGER outbox_keeps_what_is_open BEFORE DELETE ON outbox WHEN OLD.state IN ('pending', 'refused')
    BEGIN
      SELECT raise(ABORT, 'a message without a final word is never deleted');
    END;

    CREATE TABLE sealed_material (
      number       INTEGER NOT NULL PRIMARY KEY,
      material_id  TEXT    NOT NULL UNIQUE
                   CHECK (length(material_id) = 36 AND substr(material_id, 15, 1) = '7'
                      AND unhex(material_id, '-') IS NOT NULL AND material_id = lower(material_id)),
      message      INTEGER NOT NULL REFERENCES outbox (sequence)
    ) STRICT;

    CREATE INDEX sealed_material_by_message ON sealed_material (message, number);

    CREATE TABLE sealed_chunk (
      material  INTEGER NOT NULL REFERENCES sealed_material (number),
      position  INTEGER NOT NULL CHECK (position >= 0),
      uploaded  INTEGER NOT NULL CHECK (uploaded IN (0, 1)),
      digest    TEXT    NOT NULL CHECK (length(digest) = 43 AND digest NOT GLOB '*[^A-Za-z0-9_-]*'),
      sealed    TEXT    NOT NULL CHECK (octet_length(sealed) >= 1 AND octet_length(sealed) = length(sealed)),
      PRIMARY KEY (material, position)
    ) STRICT;

    CREATE INDEX sealed_chunk_waiting ON sealed_chunk (material, position) WHERE uploaded = 0;
  `,
};
