import type { PrinterReason } from './printer-status.ts';

/** Why a print certainly did not come out as a whole. */
export const printFailures = [
  /** The printer could not be reached before the document was sent. */
  'printer-unreachable',
  /** The printer cannot take a job in the way that keeps the outcome certain, see submit-job.ts. */
  'operations-unsupported',
  'document-format-unsupported',
  'media-size-unsupported',
  'no-colour',
  'copies-unsupported',
  /** The printer takes one document a job. */
  'several-documents-unsupported',
  /** The printer is busy with other jobs, or does not take any. */
  'printer-busy',
  'not-accepting-jobs',
  /** The printer refused the job for another reason. */
  'refused',
  'malformed-reply',
  'aborted-by-printer',
  'cancelled-at-printer',
  /** Cancelled by the caller's signal. */
  'cancelled',
  /** Cancelled because it stood still for too long. */
  'timed-out',
  'already-printing',
] as const;
export type PrintFailure = (typeof printFailures)[number];

/**
 * How a print ended. `completed` only if the printer said so. `failed` only if not everything can have come out.
 * All else is `unknown`: staff look into the tray. `detail` is for the technician.
 */
export type PrintOutcome =
  /** `impressions` as the printer counted them; null where it does not count. */
  | { readonly outcome: 'completed'; readonly impressions: number | null }
  /** `impressions`: what came out of the job all the same, as the printer counted; null where it does not count; absent: nothing. */
  | {
      readonly outcome: 'failed';
      readonly reason: PrintFailure;
      readonly detail: string;
      readonly impressions?: number | null;
    }
  | { readonly outcome: 'unknown'; readonly detail: string };

/** A job at the printer; kept by the caller, it settles the outcome after a crash. */
export interface PrintJobReference {
  readonly jobUri: string;
  readonly jobId: number;
  /** Printers count jobs anew after a restart, so the name tells ours from another one of the same id. */
  readonly jobName: string;
}

/** What happens between the call and the outcome. */
export type PrintEvent =
  /**
   * The printer has named the job; no octet of the document has left yet. Whoever records this can always ask later
   * what became of the job, and whoever has no record of it knows that nothing was printed.
   */
  | { readonly type: 'created'; readonly job: PrintJobReference }
  /** The printer has confirmed that it has the whole document. */
  | { readonly type: 'sent'; readonly jobUri: string; readonly jobId: number }
  | { readonly type: 'progress'; readonly impressions: number }
  /** Something holds the job up; highest severity first. Sent again when the reasons change, and after progress that did not end it. */
  | { readonly type: 'paused'; readonly reasons: readonly PrinterReason[] }
  | { readonly type: 'resumed' };

export type PrintListener = (event: PrintEvent) => void;

/** How long each stage of a print may take, in milliseconds. */
export interface PrintLimits {
  /** To reach a printer that sleeps or is just starting. */
  readonly reach: number;
  /** For a busy printer to take the job, and for a taken job to begin. */
  readonly wait: number;
  /** Between two signs of progress of a job that is being printed; the first page of a cold fuser takes longest. */
  readonly standstill: number;
  /** For somebody to refill paper or clear a jam. */
  readonly paused: number;
  /** Without a usable answer about a job that has been sent. */
  readonly unreachable: number;
  /** For the printer to confirm that it has cancelled. */
  readonly cancel: number;
}

export const defaultPrintLimits: PrintLimits = {
  reach: 20_000,
  wait: 120_000,
  standstill: 180_000,
  paused: 600_000,
  unreachable: 60_000,
  cancel: 30_000,
};
