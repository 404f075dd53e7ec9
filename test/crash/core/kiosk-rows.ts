import BetterSqlite3 from 'better-sqlite3';
import type { ApplicationState } from '../../../db/stores/applications.ts';
import type { OutboxState } from '../../../db/stores/outbox.ts';

/** What a kiosk has, as it lies in its tables. */
export interface KioskRows {
  readonly applications: readonly {
    readonly key: string;
    readonly receiptNumber: string;
    readonly visitId: string;
    readonly state: ApplicationState;
  }[];
  readonly messages: readonly {
    readonly key: string;
    readonly kind: 'application' | 'rating';
    readonly groupId: string;
    readonly state: OutboxState;
    readonly reason: string | null;
    readonly body: string;
  }[];
  readonly ratings: readonly { readonly businessId: string; readonly level: number }[];
  readonly prints: readonly {
    readonly id: string;
    readonly certificateNumber: string;
    readonly pages: number;
    readonly state: 'intended' | 'sent' | 'completed' | 'failed' | 'unknown';
    readonly reason: string | null;
    /** The print whose id names the printer's job: its own where it shares the job with none. */
    readonly printerJob: string;
    /** Pages of that job that come before it. */
    readonly pagesBefore: number;
  }[];
  /** Receipt numbers of the audit entries `application.filed`. */
  readonly filedSubjects: readonly string[];
}

/** Reads a closed database without the product's stores: what is compared must not be read through what is tested. */
export const readKiosk = (file: string): KioskRows => {
  const connection = new BetterSqlite3(file, { readonly: true });
  const all = <Row>(statement: string): Row[] => connection.prepare<[], Row>(statement).all();
  try {
    return {
      applications: all(
        'SELECT key, receipt_number AS receiptNumber, visit_id AS visitId, state FROM application',
      ),
      messages: all(
        'SELECT key, kind, group_id AS groupId, state, reason, body FROM outbox JOIN outbox_body ON outbox_body.sequence = outbox.sequence',
      ),
      ratings: all('SELECT business_id AS businessId, level FROM rating'),
      prints: all(
        `SELECT id, certificate_number AS certificateNumber, pages, state, reason,
           ifnull(printer_job, id) AS printerJob, ifnull(pages_before, 0) AS pagesBefore
         FROM print_job LEFT JOIN shared_print_job ON print_job_id = id ORDER BY attempt`,
      ),
      filedSubjects: all<{ subject: string }>(
        "SELECT subject FROM audit_entry WHERE action = 'application.filed'",
      ).map(({ subject }) => subject),
    };
  } finally {
    connection.close();
  }
};
