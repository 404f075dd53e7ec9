import type { Migration } from './migration.ts';

/**
 * Several certificates in one job of the printer: each keeps its own row in `print_job`, and one here that says where it
 * lies. `printer_job` is the id of the row whose id names the printer's job, `pages_before` how many pages of that job come
 * before the certificate. It refers to nothing: a recovery takes rows out and puts them back one at a time. The index
 * answers how often a kind was printed for somebody in a day.
 */
export const sharedPrintJob: Migration = {
  name: '0013-shared-print-job',
  sql: `
    CREATE TABLE shared_print_job (
      print_job_id  TEXT    NOT NULL PRIMARY KEY
                    CHECK (length(print_job_id) = 36 AND print_job_id NOT GLOB '*[^0-9a-f-]*'),
      printer_job   TEXT    NOT NULL CHECK (length(printer_job) = 36 AND printer_job NOT GLOB '*[^0-9a-f-]*'),
      pages_before  INTEGER NOT NULL CHECK (pages_before >= 0)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX certificate_issue_by_holder ON certificate_issue (holder_pseudonym, kind);
  `,
};
