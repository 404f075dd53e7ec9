import type { Migration } from './migration.ts';

/** A certificate asked from the platform. The row exists before the request goes out; what the certificate says is never kept. */
export const certificateIssue: Migration = {
  name: '0002-certificate-issue',
  sql: `
    CREATE TABLE certificate_issue (
      request_id          TEXT    NOT NULL PRIMARY KEY
                          CHECK (length(request_id) = 36 AND request_id NOT GLOB '*[^0-9a-f-]*'),
      visit_id            TEXT    NOT NULL REFERENCES visit (id),
      kind                TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 41 AND kind NOT GLOB '*[^a-z0-9-]*'),
      purpose_code        TEXT    NOT NULL
                          CHECK (length(purpose_code) BETWEEN 1 AND 41 AND purpose_code NOT GLOB '*[^a-z0-9-]*'),
      holder_pseudonym    TEXT    NOT NULL
                          CHECK (length(holder_pseudonym) = 64 AND holder_pseudonym NOT GLOB '*[^0-9a-f]*'),
      state               TEXT    NOT NULL
                          CHECK (state IN ('requested', 'issued', 'refused', 'not-genuine', 'unanswered')),
      reason              TEXT CHECK (length(reason) BETWEEN 1 AND 100 AND reason NOT GLOB '*[^A-Za-z0-9._:/-]*'),
      requested_at        INTEGER NOT NULL,
      settled_at          INTEGER,
      certificate_number  TEXT UNIQUE
                          CHECK (length(certificate_number) BETWEEN 8 AND 40
                             AND certificate_number NOT GLOB '*[^0-9A-Z-]*'),
      claims_hash         TEXT CHECK (length(claims_hash) = 64 AND claims_hash NOT GLOB '*[^0-9a-f]*'),
      CHECK ((state = 'requested') = (settled_at IS NULL)),
      CHECK ((state = 'issued') = (certificate_number IS NOT NULL)),
      CHECK ((state = 'issued') = (claims_hash IS NOT NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX certificate_issue_by_visit ON certificate_issue (visit_id);
    CREATE INDEX certificate_issue_requested ON certificate_issue (requested_at) WHERE state = 'requested';
  `,
};
