import type { Migration } from './migration.ts';

/**
 * Identity codes that were taken here, until nobody can show them again: a code is taken once, also across a restart in
 * the minute that it lives. SHA-256 of the code's random id; nothing tells whose it was. Times are milliseconds since the
 * Unix epoch.
 */
export const usedIdentityCode: Migration = {
  name: '0012-used-identity-code',
  sql: `
    CREATE TABLE used_identity_code (
      code_hash  TEXT    NOT NULL PRIMARY KEY
                 CHECK (length(code_hash) = 64 AND code_hash NOT GLOB '*[^0-9a-f]*'),
      forget_at  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX used_identity_code_by_end ON used_identity_code (forget_at);
  `,
};
