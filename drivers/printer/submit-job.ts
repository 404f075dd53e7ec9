import type { Clock } from '../device/clock.ts';
import {
  capabilityAttributeNames,
  certificateFormat,
  indispensableAttributes,
  readCapabilities,
  templateOf,
} from './capabilities.ts';
import { interruptiblePause } from './interruptible-pause.ts';
import { firstBoolean } from './ipp/attribute-reader.ts';
import { statusCodes } from './ipp/codes.ts';
import type { IppAttributes } from './ipp/message.ts';
import {
  type CreatedJob,
  type IppClient,
  type IppFailure,
  type IppOutcome,
  isTemporaryRefusal,
  type JobTicket,
} from './ipp/operations.ts';
import type {
  PrintFailure,
  PrintJobReference,
  PrintLimits,
  PrintListener,
  PrintOutcome,
} from './print-outcome.ts';

export interface SubmitOptions {
  readonly client: Pick<
    IppClient,
    'getPrinterAttributes' | 'validateJob' | 'createJob' | 'sendDocument' | 'cancelJob'
  >;
  readonly clock: Clock;
  readonly limits: PrintLimits;
  readonly documents: readonly Uint8Array[];
  readonly jobName: string;
  readonly copies: number;
  readonly listener: PrintListener;
  readonly cancel: AbortSignal;
  readonly release: AbortSignal;
}

/** Either a job that must be followed, or an outcome because there is none. */
export type Submission =
  | { readonly stage: 'submitted'; readonly job: PrintJobReference }
  | { readonly stage: 'ended'; readonly outcome: PrintOutcome };

const failed = (reason: PrintFailure, detail: string): Submission => ({
  stage: 'ended',
  outcome: { outcome: 'failed', reason, detail },
});

/** Between two attempts to reach a printer or to be taken by a busy one, in milliseconds. */
const retryPause = 1_000;

/**
 * Brings the documents to the printer, by Create-Job and Send-Document: so every failure before the document leaves is
 * certain (`failed`), and a document that was sent but not confirmed has a job that can be asked about. Print-Job
 * would leave both open, so a printer that knows nothing else is not used (PWG 5100.14 asks for the two).
 */
export const submitJob = async (options: SubmitOptions): Promise<Submission> => {
  const reached = await reachPrinter(options);
  if (!reached.ok) {
    return failed(failureOf(reached), reached.detail);
  }
  const prepared = await prepareTicket(options, reached.value);
  if (prepared.stage === 'ended') {
    return prepared;
  }
  if (options.cancel.aborted || options.release.aborted) {
    return failed('cancelled', 'before anything was sent');
  }
  return createAndSend(options, prepared.ticket);
};

/** Asks for the capabilities until the printer answers: one that sleeps may need several attempts. */
const reachPrinter = async ({
  client,
  clock,
  limits,
  cancel,
  release,
}: SubmitOptions): Promise<IppOutcome<IppAttributes>> => {
  const start = clock.monotonic();
  for (;;) {
    const answer = await client.getPrinterAttributes([
      ...capabilityAttributeNames,
      'printer-is-accepting-jobs',
    ]);
    const givenUp = cancel.aborted || release.aborted || clock.monotonic() - start >= limits.reach;
    if (answer.ok || givenUp || !mayPass(answer)) {
      return answer;
    }
    await interruptiblePause(clock, retryPause, [cancel, release]);
  }
};

/** Whether waiting may help; a wrong path, a wrong certificate or a missing right stay wrong. */
const mayPass = (failure: IppFailure): boolean => {
  switch (failure.reason) {
    case 'not-trusted':
    case 'access-denied':
    case 'no-such-path':
      return false;
    case 'refused':
      return isTemporaryRefusal(failure.status);
    default:
      return true;
  }
};

type Preparation =
  | { readonly stage: 'prepared'; readonly ticket: JobTicket }
  | Extract<Submission, { stage: 'ended' }>;

/** Checks what is asked against what the printer says it can do, then asks the printer itself (Validate-Job). */
const prepareTicket = async (options: SubmitOptions, attributes: IppAttributes): Promise<Preparation> => {
  const ended = (reason: PrintFailure, detail: string): Preparation => ({
    stage: 'ended',
    outcome: { outcome: 'failed', reason, detail },
  });
  if (firstBoolean(attributes, 'printer-is-accepting-jobs') === false) {
    return ended('not-accepting-jobs', 'printer-is-accepting-jobs is false');
  }
  const template = templateOf(readCapabilities(attributes), {
    copies: options.copies,
    documents: options.documents.length,
  });
  if (!template.ok) {
    return ended(template.reason, template.detail);
  }
  const ticket: JobTicket = {
    jobName: options.jobName,
    documentFormat: certificateFormat,
    template: template.template,
  };
  const validated = await options.client.validateJob(ticket);
  const ignored = validated.ok
    ? [...indispensableAttributes].find(([attributeName]) => validated.value.includes(attributeName))
    : undefined;
  if (ignored !== undefined) {
    return ended(ignored[1], `the printer would ignore ${ignored[0]}`);
  }
  // Anything else but a plain no (busy, unknown operation, no answer) shows itself at Create-Job.
  const refused =
    !validated.ok &&
    validated.reason === 'refused' &&
    validated.status !== statusCodes.serverErrorOperationNotSupported &&
    !isTemporaryRefusal(validated.status);
  return refused ? ended(failureOf(validated), validated.detail) : { stage: 'prepared', ticket };
};

const createAndSend = async (options: SubmitOptions, ticket: JobTicket): Promise<Submission> => {
  const { client, listener, documents } = options;
  const created = await untilTaken(options, () => client.createJob(ticket));
  if (!created.ok) {
    return failed(failureOf(created), created.detail);
  }
  const job = { jobUri: created.value.jobUri, jobId: created.value.jobId, jobName: ticket.jobName };
  listener({ type: 'created', job });
  if (options.cancel.aborted || options.release.aborted) {
    // An empty job would block a printer that takes one at a time.
    await client.cancelJob(job.jobId);
    return failed('cancelled', 'before the document was sent');
  }
  for (const [index, document] of documents.entries()) {
    const isLast = index === documents.length - 1;
    const sent = await client.sendDocument(job.jobId, ticket.documentFormat, document, isLast);
    if (sent.ok) continue;
    const mayHaveArrived = sent.reason !== 'refused' && sent.mayHaveArrived;
    if (mayHaveArrived && isLast) return { stage: 'submitted', job };
    await client.cancelJob(job.jobId);
    // A printer may begin with the first document before it has the last: then the job says what came out.
    return index > 0 || mayHaveArrived ? { stage: 'submitted', job } : failed(failureOf(sent), sent.detail);
  }
  listener({ type: 'sent', jobUri: job.jobUri, jobId: job.jobId });
  return { stage: 'submitted', job };
};

/** Repeats an operation that the printer refuses because it is busy with another job. */
const untilTaken = async (
  { clock, limits, cancel, release }: SubmitOptions,
  operation: () => Promise<IppOutcome<CreatedJob>>,
): Promise<IppOutcome<CreatedJob>> => {
  const start = clock.monotonic();
  for (;;) {
    const answer = await operation();
    const busy = !answer.ok && answer.reason === 'refused' && isTemporaryRefusal(answer.status);
    if (!busy || cancel.aborted || release.aborted || clock.monotonic() - start >= limits.wait) {
      return answer;
    }
    await interruptiblePause(clock, retryPause, [cancel, release]);
  }
};

const failureOf = (failure: IppFailure): PrintFailure => {
  switch (failure.reason) {
    case 'refused':
      return failureOfStatus(failure.status);
    case 'malformed-reply':
    case 'reply-too-large':
    case 'not-ipp':
      return 'malformed-reply';
    default:
      return 'printer-unreachable';
  }
};

const failureOfStatus = (status: number): PrintFailure => {
  if (isTemporaryRefusal(status)) {
    return 'printer-busy';
  }
  switch (status) {
    case statusCodes.serverErrorNotAcceptingJobs:
      return 'not-accepting-jobs';
    case statusCodes.clientErrorDocumentFormatNotSupported:
      return 'document-format-unsupported';
    default:
      return 'refused';
  }
};
