import type { Migration } from './migration.ts';

/**
 * An attempt to print a certificate, recorded before its first byte goes out. The partial unique index is the rule "one
 * print an issue; another only after a recorded fault": of one certificate, one job at most is not failed.
 */
export const printJob: Migration = {
  name: '0003-print-job',
  sql: `
    CREATE TABLE print_job (
      id                  TEXT    NOT NULL PRIMARY KEY
                          CHECK (length(id) = 36 AND substr(id, 15, 1) = '7' AND id NOT GLOB '*[^0-9a-f-]*'),
      visit_id            TEXT    NOT NULL REFERENCES visit (id),
      certificate_number  TEXT    NOT NULL REFERENCES certificate_issue (certificate_number),
      attempt             INTEGER NOT NULL CHECK (attempt >= 1),
      pages               INTEGER NOT NULL CHECK (pages >= 1),
      state               TEXT    NOT NULL CHECK (state IN ('intended', 'sent', 'completed', 'failed', 'unknown')),
      printer_uri         TEXT    NOT NULL CHECK (length(printer_uri) >= 1),
      job_uri             TEXT,
      job_id              INTEGER,
      impressions         INTEGER CHECK (impressions >= 0),
      reason              TEXT CHECK (length(reason) BETWEEN 1 AND 100 AND reason NOT GLOB '*[^A-Za-z0-9._:/-]*'),
      intended_at         INTEGER NOT NULL,
      sent_at             INTEGER,
      settled_at          INTEGER,
      UNIQUE (certificate_number, attempt),
      CHECK ((state IN ('intended', 'sent')) = (settled_at IS NULL)),
      CHECK (state NOT IN ('failed', 'unknown') OR reason IS NOT NULL)
    ) STRICT, WITHOUT ROWID;

    CREATE UNIQUE INDEX print_job_one_an_issue ON print_job (certificate_number) WHERE state <> 'failed';
    CREATE INDEX print_job_unsettled ON print_job (intended_at) WHERE state IN ('intended', 'sent', 'unknown');
    CREATE INDEX print_job_by_visit ON print_job (visit_id);
  `,
};
