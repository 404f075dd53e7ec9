import type { Migration } from './migration.ts';

/**
 * Certificates whose collection the platform is to hear of once: proofs that were handed over, and documents that were
 * delivered in advance, with the published document that is deleted then.
 */
export const collectableCertificate: Migration = {
  name: '0020-collectable-certificate',
  sql: `
    CREATE TABLE collectable_certificate (
      certificate_number  TEXT    NOT NULL PRIMARY KEY REFERENCES certificate_issue (certificate_number),
      document_id         TEXT CHECK (length(document_id) BETWEEN 1 AND 80 AND document_id NOT GLOB '*[^0-9A-Za-z_.-]*'),
      collected_at        INTEGER
    ) STRICT, WITHOUT ROWID;
  `,
};
