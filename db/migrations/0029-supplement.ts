import type { Migration } from './migration.ts';

/**
 * Materials that were promised 容缺受理 and handed in at this kiosk later: that they were, nothing of them. The pages are
 * sealed in the outbox. One at a time goes for each promise; another only once the platform has told what became of the
 * first, or staff have settled it. Times are milliseconds since the Unix epoch.
 *
 * `collectable_certificate.receipt_number`: of the application whose result the certificate is, for which the platform hears
 * that it was printed; null of proofs and of what was delivered in advance.
 */
export const supplement: Migration = {
  name: '0029-supplement',
  sql: `
    CREATE TABLE supplement (
      key             TEXT    NOT NULL PRIMARY KEY
                      CHECK (length(key) = 36 AND substr(key, 15, 1) = '7' AND unhex(key, '-') IS NOT NULL AND key = lower(key)),
      receipt_number  TEXT    NOT NULL
                      CHECK (length(receipt_number) BETWEEN 8 AND 80 AND receipt_number NOT GLOB '*[^0-9A-Z-]*'),
      material        TEXT    NOT NULL CHECK (length(material) BETWEEN 1 AND 41 AND material NOT GLOB '*[^a-z0-9-]*'),
      state           TEXT    NOT NULL CHECK (state IN ('filed', 'received', 'refused', 'settled')),
      filed_at        INTEGER NOT NULL,
      settled_at      INTEGER,
      CHECK ((state = 'filed') = (settled_at IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE UNIQUE INDEX supplement_once ON supplement (receipt_number, material) WHERE state IN ('filed', 'refused');

    ALTER TABLE collectable_certificate ADD COLUMN receipt_number TEXT
      CHECK (length(receipt_number) BETWEEN 8 AND 80 AND receipt_number NOT GLOB '*[^0-9A-Z-]*');
  `,
};
