import { toRecordedCode } from '../recorded-code.ts';
import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';
import type { CertificateIssueReader } from './certificate-issues.ts';
import { mayFollow, type PrintJobState, type PrintJobWitness } from './print-job-transitions.ts';

/** Times are milliseconds since the Unix epoch. */
export interface PrintJob {
  readonly id: string;
  readonly visitId: string;
  readonly certificateNumber: string;
  /** 1 for the first print of a certificate; each further one follows a recorded fault. */
  readonly attempt: number;
  readonly pages: number;
  readonly state: PrintJobState;
  readonly printerUri: string;
  /** `job-uri` and `job-id` (RFC 8011 §5.3) once the printer has taken the job. */
  readonly jobUri: string | null;
  readonly jobId: number | null;
  /** Sides that the printer counted (`job-impressions-completed`); null where it did not say. */
  readonly impressions: number | null;
  /** Why it failed or is unknown, or what staff gave as reason. */
  readonly reason: string | null;
  readonly intendedAt: number;
  readonly sentAt: number | null;
  readonly settledAt: number | null;
  /** Id of the job whose id names the printer's job, where several certificates went out as one; null where alone. */
  readonly sharedJob: string | null;
  /** Pages of the shared job before this certificate; null where it was printed alone. */
  readonly pagesBefore: number | null;
}

/** The move that was asked for is not a legal one; nothing was written. */
export type PrintJobRefusal =
  | { readonly ok: false; readonly reason: 'print-job-not-found' }
  | { readonly ok: false; readonly reason: 'illegal-transition'; readonly from: PrintJobState };

type Moved = { readonly ok: true } | PrintJobRefusal;

export interface PrintJobReader {
  find(id: string): PrintJob | undefined;
  /** All attempts for one certificate, first to last. */
  ofCertificate(certificateNumber: string): readonly PrintJob[];
  /**
   * Jobs in `intended`, `sent` or `unknown`, oldest first. After a crash: one that was only intended has failed, the
   * printer is asked about the others, and what stays unknown is left to staff.
   */
  unsettled(): readonly PrintJob[];
  /**
   * How many certificates of each kind were printed for somebody since `since` (milliseconds since the Unix epoch), or
   * may have been: what was recorded as failed does not count.
   */
  printedSince(holderPseudonym: string, since: number): ReadonlyMap<string, number>;
  /** The newest that came out, newest first. */
  latestCompleted(limit: number): readonly PrintJob[];
}

export interface PrintJobStore extends PrintJobReader {
  /**
   * Records, before the first byte goes out, that a certificate is about to be printed. `id` is a new UUIDv7 in lower
   * case. One print an issue: refused with the job that stands in the way unless every earlier one has failed.
   */
  intend(job: {
    readonly id: string;
    readonly visitId: string;
    readonly certificateNumber: string;
    readonly pages: number;
    readonly printerUri: string;
    /** The place in a job of the printer that several certificates share. */
    readonly shared?: { readonly job: string; readonly pagesBefore: number };
  }):
    | { readonly ok: true; readonly attempt: number }
    | { readonly ok: false; readonly reason: 'certificate-not-issued' }
    | { readonly ok: false; readonly reason: 'already-printed'; readonly standing: PrintJob };
  /** The printer has taken the job. */
  markSent(job: { readonly id: string; readonly jobUri: string; readonly jobId: number }): Moved;
  /** The printer said that the job is completed; `impressions` null where it does not count. */
  markCompleted(job: { readonly id: string; readonly impressions: number | null }): Moved;
  /** The printer said that nothing usable came out, or it never took the job. `reason` is kept as a code. */
  markFailed(job: {
    readonly id: string;
    readonly reason: string;
    readonly impressions: number | null;
  }): Moved;
  /** Nobody can tell whether paper came out. `reason` is kept as a code. */
  markUnknown(job: { readonly id: string; readonly reason: string }): Moved;
  /** A member of staff has looked: an unknown job is completed or failed, a completed one was a misprint. */
  settleByStaff(job: {
    readonly id: string;
    readonly outcome: 'completed' | 'failed';
    readonly reason: string;
  }): Moved;
}

interface Change {
  readonly state: PrintJobState;
  readonly witness: PrintJobWitness;
  readonly jobUri?: string;
  readonly jobId?: number;
  readonly impressions?: number | null;
  readonly reason?: string;
}

const columns = `id, visit_id AS visitId, certificate_number AS certificateNumber, attempt, pages, state,
  printer_uri AS printerUri, job_uri AS jobUri, job_id AS jobId, impressions, reason, intended_at AS intendedAt,
  sent_at AS sentAt, settled_at AS settledAt,
  printer_job AS sharedJob, pages_before AS pagesBefore`;

const rows = 'print_job LEFT JOIN shared_print_job ON print_job_id = id';

/** The prints of this kiosk, each recorded before it is sent. */
export const createPrintJobStore = (
  connection: Connection,
  now: () => number,
  certificateIssues: CertificateIssueReader,
): PrintJobStore => {
  const selectOne = prepareGet<{ id: string }, PrintJob>(
    connection,
    `SELECT ${columns} FROM ${rows} WHERE id = @id`,
  );
  const selectOfCertificate = prepareAll<{ certificateNumber: string }, PrintJob>(
    connection,
    `SELECT ${columns} FROM ${rows} WHERE certificate_number = @certificateNumber ORDER BY attempt`,
  );
  const selectUnsettled = prepareAll<Record<string, never>, PrintJob>(
    connection,
    `SELECT ${columns} FROM ${rows} WHERE state IN ('intended', 'sent', 'unknown') ORDER BY intended_at, id`,
  );
  const selectPrinted = prepareAll<
    { holderPseudonym: string; since: number },
    { kind: string; prints: number }
  >(
    connection,
    `SELECT issue.kind, count(*) AS prints FROM certificate_issue AS issue
     JOIN print_job AS job ON job.certificate_number = issue.certificate_number
     WHERE issue.holder_pseudonym = @holderPseudonym AND job.state <> 'failed' AND job.intended_at >= @since
     GROUP BY issue.kind`,
  );
  const selectCompleted = prepareAll<{ limit: number }, PrintJob>(
    connection,
    `SELECT ${columns} FROM ${rows} WHERE state = 'completed' ORDER BY id DESC LIMIT @limit`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO print_job (id, visit_id, certificate_number, attempt, pages, state, printer_uri, intended_at)
     VALUES (@id, @visitId, @certificateNumber, @attempt, @pages, 'intended', @printerUri, @at)`,
  );
  const insertPlace = prepareWrite(
    connection,
    'INSERT INTO shared_print_job (print_job_id, printer_job, pages_before) VALUES (@id, @job, @pagesBefore)',
  );
  const update = prepareWrite(
    connection,
    `UPDATE print_job SET state = @state, job_uri = @jobUri, job_id = @jobId, impressions = @impressions,
       reason = @reason, sent_at = @sentAt, settled_at = @settledAt WHERE id = @id`,
  );

  const move = (id: string, change: Change): Moved => {
    const job = selectOne({ id });
    if (job === undefined) return { ok: false, reason: 'print-job-not-found' };
    if (!mayFollow(job.state, change.state, change.witness)) {
      return { ok: false, reason: 'illegal-transition', from: job.state };
    }
    const at = now();
    update({
      id,
      state: change.state,
      jobUri: change.jobUri ?? job.jobUri,
      jobId: change.jobId ?? job.jobId,
      impressions: change.impressions ?? job.impressions,
      reason: change.reason === undefined ? job.reason : toRecordedCode(change.reason),
      sentAt: change.state === 'sent' ? at : job.sentAt,
      settledAt: change.state === 'sent' ? null : at,
    });
    return { ok: true };
  };

  return {
    find: (id) => selectOne({ id }),
    ofCertificate: (certificateNumber) => selectOfCertificate({ certificateNumber }),
    unsettled: () => selectUnsettled({}),
    printedSince: (holderPseudonym, since) =>
      new Map(selectPrinted({ holderPseudonym, since }).map(({ kind, prints }) => [kind, prints])),
    latestCompleted: (limit) => selectCompleted({ limit }),
    intend: (job) => {
      const issue = certificateIssues.byCertificateNumber(job.certificateNumber);
      if (issue === undefined) return { ok: false, reason: 'certificate-not-issued' };
      const earlier = selectOfCertificate({ certificateNumber: job.certificateNumber });
      const standing = earlier.find(({ state }) => state !== 'failed');
      if (standing) return { ok: false, reason: 'already-printed', standing };
      const attempt = (earlier.at(-1)?.attempt ?? 0) + 1;
      const { shared, ...row } = job;
      insert({ ...row, attempt, at: now() });
      if (shared) insertPlace({ id: job.id, ...shared });
      return { ok: true, attempt };
    },
    markSent: ({ id, jobUri, jobId }) => move(id, { state: 'sent', witness: 'printer', jobUri, jobId }),
    markCompleted: ({ id, impressions }) => move(id, { state: 'completed', witness: 'printer', impressions }),
    markFailed: ({ id, reason, impressions }) =>
      move(id, { state: 'failed', witness: 'printer', reason, impressions }),
    markUnknown: ({ id, reason }) => move(id, { state: 'unknown', witness: 'printer', reason }),
    settleByStaff: ({ id, outcome, reason }) => move(id, { state: outcome, witness: 'staff', reason }),
  };
};
