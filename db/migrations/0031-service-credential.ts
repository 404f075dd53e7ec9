import type { Migration } from './migration.ts';

/**
 * Credentials beside the own card: a slip with a code, or a file on a stick. What opens is the signature on it, which is not
 * kept here; a row says whose it is, how long it counts, and under which key it was signed. Times are milliseconds since the
 * Unix epoch.
 */
export const serviceCredential: Migration = {
  name: '0031-service-credential',
  sql: `
    CREATE TABLE service_credential (
      id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
      pseudonym   TEXT    NOT NULL CHECK (length(pseudonym) = 64 AND pseudonym NOT GLOB '*[^0-9a-f]*'),
      medium      TEXT    NOT NULL CHECK (medium IN ('slip', 'stick')),
      public_key  TEXT    NOT NULL CHECK (length(public_key) <= 300),
      issued_at   INTEGER NOT NULL,
      ends_at     INTEGER NOT NULL CHECK (ends_at > issued_at),
      revoked_at  INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX service_credential_of ON service_credential (pseudonym);
  `,
};
