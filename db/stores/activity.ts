import { type Connection, prepareAll, prepareGet } from '../statements.ts';
import type { CertificateIssueState } from './certificate-issues.ts';
import type { PrintJobState } from './print-job-transitions.ts';
import type { VisitOutcome } from './visits.ts';

/** What happened at this kiosk since an instant: counts and codes, nothing of any person. */
export interface Activity {
  readonly visits: readonly { readonly outcome: VisitOutcome | null; readonly count: number }[];
  /** Certificates that came out of the printer, by kind, most first. */
  readonly printed: readonly { readonly kind: string; readonly count: number }[];
  /** Requests that came to no certificate, by state and reason, most first. */
  readonly refused: readonly {
    readonly state: Extract<CertificateIssueState, 'refused' | 'not-genuine' | 'unanswered'>;
    readonly reason: string;
    readonly count: number;
  }[];
  readonly prints: readonly { readonly state: PrintJobState; readonly count: number }[];
  readonly applications: number;
  readonly receipts: number;
}

export interface ActivityReader {
  /** `since`: milliseconds since the Unix epoch. Costs as much as happened since. */
  since(since: number): Activity;
  /**
   * Sheets that came out since, misprints among them: as the printer counted them, or else as many as the document has
   * pages, unless the print failed.
   */
  sheetsSince(since: number): number;
  /**
   * How often since a card lay on the reader for so many seconds or more after its visit, until it was lifted or until now; one
   * that nobody saw lifted counts. The audit log is read from its end.
   */
  cardsLeftSince(since: number, range: { readonly forSeconds: number; readonly now: number }): number;
  /** When the kiosk was started since, and after what, newest first. The audit log is read from its end. */
  startsSince(since: number): readonly { readonly time: number; readonly reason: string | null }[];
}

const day = 86_400_000;

const receiptPrinted = 'receipt.print-completed';
/** Prints of one sheet without a job of their own, as the audit log names those that came out. */
const singleSheets = [receiptPrinted, 'appointment-print.completed'];

/**
 * The least UUIDv7 (RFC 9562 §5.7) of an instant. Rows lie in the order of their ids, so that those of a day are found
 * without reading the others; a day earlier than asked for, because ids are made by the machine's clock and times by the
 * platform's.
 */
const leastIdOf = (instant: number): string => {
  const time = Math.max(0, Math.round(instant - day))
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};

/** Reads what happened, over several tables. */
export const createActivityReader = (connection: Connection): ActivityReader => {
  type Since = { since: number; id: string };
  const selectVisits = prepareAll<Since, { outcome: VisitOutcome | null; count: number }>(
    connection,
    `SELECT outcome, count(*) AS count FROM visit WHERE id >= @id AND started_at >= @since
     GROUP BY outcome ORDER BY count DESC`,
  );
  const selectPrinted = prepareAll<Since, { kind: string; count: number }>(
    connection,
    `SELECT kind, count(*) AS count FROM print_job JOIN certificate_issue USING (certificate_number)
     WHERE print_job.id >= @id AND intended_at >= @since AND print_job.state = 'completed'
     GROUP BY kind ORDER BY count DESC, kind`,
  );
  const selectRefused = prepareAll<Since, Activity['refused'][number]>(
    connection,
    `SELECT state, certificate_issue.reason AS reason, count(*) AS count
     FROM visit JOIN certificate_issue ON certificate_issue.visit_id = visit.id
     WHERE visit.id >= @id AND requested_at >= @since AND state IN ('refused', 'not-genuine', 'unanswered')
     GROUP BY state, certificate_issue.reason ORDER BY count DESC, state`,
  );
  const selectPrints = prepareAll<Since, { state: PrintJobState; count: number }>(
    connection,
    `SELECT state, count(*) AS count FROM print_job WHERE id >= @id AND intended_at >= @since
     GROUP BY state ORDER BY count DESC`,
  );
  const countApplications = prepareGet<Since, { count: number }>(
    connection,
    'SELECT count(*) AS count FROM application WHERE key >= @id AND filed_at >= @since',
  );
  const sumSheets = prepareGet<Since, { sheets: number }>(
    connection,
    `SELECT ifnull(sum(ifnull(impressions, iif(state = 'failed', 0, pages))), 0) AS sheets FROM print_job
     WHERE id >= @id AND intended_at >= @since AND state IN ('completed', 'unknown', 'failed')`,
  );
  const selectEntries = connection.prepare<[], { time: number; action: string; reason: string | null }>(
    'SELECT time, action, reason FROM audit_entry ORDER BY sequence DESC',
  );

  /** The log is read from its end. */
  const countSince = (since: number, actions: readonly string[]): number => {
    let count = 0;
    for (const { time, action } of selectEntries.iterate()) {
      if (time < since) break;
      if (actions.includes(action)) count += 1;
    }
    return count;
  };

  return {
    since: (since) => {
      const range = { since, id: leastIdOf(since) };
      return {
        visits: selectVisits(range),
        printed: selectPrinted(range),
        refused: selectRefused(range),
        prints: selectPrints(range),
        applications: countApplications(range)?.count ?? 0,
        receipts: countSince(since, [receiptPrinted]),
      };
    },
    cardsLeftSince: (since, { forSeconds, now }) => {
      let count = 0;
      // From its end: until when the card lay there whose leaving is found next.
      let until = now;
      for (const { time, action } of selectEntries.iterate()) {
        if (time < since) break;
        if (action === 'card.left' && until - time >= forSeconds * 1000) count += 1;
        if (action === 'card.left' || action === 'card.taken') until = time;
      }
      return count;
    },
    startsSince: (since) => {
      const starts: { time: number; reason: string | null }[] = [];
      for (const { time, action, reason } of selectEntries.iterate()) {
        if (time < since) break;
        if (action === 'kiosk.started') starts.push({ time, reason });
      }
      return starts;
    },
    sheetsSince: (since) =>
      (sumSheets({ since, id: leastIdOf(since) })?.sheets ?? 0) + countSince(since, singleSheets),
  };
};
