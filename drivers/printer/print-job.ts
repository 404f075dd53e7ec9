import type { Clock } from '../device/clock.ts';
import { followJob } from './follow-job.ts';
import type { IppClient } from './ipp/operations.ts';
import type { PrintLimits, PrintListener, PrintOutcome } from './print-outcome.ts';
import { submitJob } from './submit-job.ts';

/** What is to be printed. */
export interface PrintRequest {
  /** PDFs, held in memory only, printed one after the other as one job; several only where the printer takes them. */
  readonly documents: readonly Uint8Array[];
  /**
   * The caller's own number of this print, unique for ever: letters, digits, `.`, `_` and `-`, at most 64. It shows
   * on the printer's panel and in its log, so that it must not tell anything about a person.
   */
  readonly jobName: string;
  readonly copies: number;
  /** Pages of all documents together. */
  readonly pages: number;
  /** Aborted to cancel the job; the outcome still says what became of it. */
  readonly signal?: AbortSignal;
}

export interface PrintJobOptions {
  readonly client: IppClient;
  readonly clock: Clock;
  readonly limits: PrintLimits;
  readonly release: AbortSignal;
}

/** Job names that cannot hold a person's name or number in words. */
const jobNamePattern = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Sends the documents and follows them to their end. Never rejects for what a printer does. Throws a TypeError for a
 * request that could never be right (job name, copies, pages, no PDF): a mistake of the caller.
 */
export const runPrintJob = async (
  { client, clock, limits, release }: PrintJobOptions,
  request: PrintRequest,
  listener: PrintListener,
): Promise<PrintOutcome> => {
  requireSound(request);
  const cancel = request.signal ?? new AbortController().signal;
  const submission = await submitJob({
    client,
    clock,
    limits,
    listener,
    cancel,
    release,
    documents: request.documents,
    jobName: request.jobName,
    copies: request.copies,
  });
  if (submission.stage === 'ended') {
    return submission.outcome;
  }
  return followJob({
    client,
    clock,
    limits,
    listener,
    cancel,
    release,
    job: submission.job,
    expected: request.pages * request.copies,
  });
};

const requireSound = ({ documents, jobName, copies, pages }: PrintRequest): void => {
  if (!jobNamePattern.test(jobName)) {
    throw new TypeError('a job name has 1 to 64 letters, digits, dots, underscores or hyphens');
  }
  if (![copies, pages].every((count) => Number.isInteger(count) && count >= 1)) {
    throw new TypeError('copies and pages are positive integers');
  }
  // "%PDF-" (ISO 32000-1 §7.5.2).
  const isPdf = (document: Uint8Array): boolean =>
    Buffer.from(document.subarray(0, 5)).equals(Buffer.from('%PDF-'));
  if (documents.length === 0 || !documents.every(isPdf)) {
    throw new TypeError('a document is not a PDF, or there is none');
  }
};
