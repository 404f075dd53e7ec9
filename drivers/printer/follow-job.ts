import type { Clock } from '../device/clock.ts';
import { interruptiblePause } from './interruptible-pause.ts';
import { statusCodes } from './ipp/codes.ts';
import type { IppClient, IppFailure } from './ipp/operations.ts';
import { type JobObservation, jobAttributeNames, outcomeOf, readJob } from './job-observation.ts';
import type {
  PrintFailure,
  PrintJobReference,
  PrintLimits,
  PrintListener,
  PrintOutcome,
} from './print-outcome.ts';
import { canStop, printerReason } from './printer-state-reasons.ts';
import { type PrinterReason, stateReasons } from './printer-status.ts';

export interface FollowOptions {
  readonly client: Pick<IppClient, 'getJobAttributes' | 'getPrinterAttributes' | 'cancelJob'>;
  readonly clock: Clock;
  readonly limits: PrintLimits;
  readonly job: PrintJobReference;
  /** Impressions of the whole job; null where not known. */
  readonly expected: number | null;
  readonly listener: PrintListener;
  /** Aborted by the caller: the printer is asked to cancel, and what becomes of that is the outcome. */
  readonly cancel: AbortSignal;
  /** Aborted when the driver stops: the job is left to itself, its outcome `unknown`. */
  readonly release: AbortSignal;
}

/** Between two looks: short after a change, longer while nothing happens. Milliseconds. */
const shortestPoll = 5;
const longestPoll = 1_000;
const pollGrowth = 2;

/**
 * Some printers call an empty tray a warning even while a job waits for its paper (ippeveprinter does): such a reason
 * counts as a hold-up once the job has stood still for so long. Milliseconds.
 */
const quietBeforeWarningsCount = 1_500;

/** What is asked about a printer that may hold up a job; `printer-is-accepting-jobs` is left out, because it is about new jobs only. */
const stateAttributeNames = ['printer-state', 'printer-state-reasons', 'printer-state-message'] as const;

/**
 * Follows a job to its end. Polls adaptively; tells the listener about progress and about what holds the job up;
 * cancels a job that stands still for too long; says `unknown` where the printer has forgotten the job, has taken
 * its number for another one, or no longer answers.
 */
export const followJob = async (options: FollowOptions): Promise<PrintOutcome> => {
  const { client, clock, limits, job, expected, cancel, release } = options;
  const report = createReporter(options.listener);
  let poll = shortestPoll;
  let lastAnswer = clock.monotonic();
  let lastChange = lastAnswer;
  let seen = '';
  let cancelling: { readonly by: PrintFailure; readonly since: number } | null = null;

  for (;;) {
    if (release.aborted) {
      return { outcome: 'unknown', detail: 'no longer followed' };
    }
    const answer = await client.getJobAttributes(job.jobId, jobAttributeNames);
    const reading = answer.ok ? readJob(answer.value, job) : null;
    if (reading?.kind === 'another') {
      return { outcome: 'unknown', detail: 'the printer has started anew: its number is now another job' };
    }
    if (!answer.ok && isForgotten(answer)) {
      return { outcome: 'unknown', detail: `the printer does not know the job any more: ${answer.detail}` };
    }

    let standstill: number | null = null;
    if (reading?.kind === 'ours') {
      lastAnswer = clock.monotonic();
      const { observation } = reading;
      const outcome = outcomeOf(observation, expected, cancelling?.by ?? null);
      if (outcome !== null) {
        report.progress(observation);
        return outcome;
      }
      const state = await client.getPrinterAttributes(stateAttributeNames);
      // Told together with what holds the job up, so that nobody sees it go on between the two answers.
      report.progress(observation);
      const printerReasons = state.ok ? stateReasons(state.value) : [];
      const now = JSON.stringify([observation.phase, observation.impressions, printerReasons]);
      if (now !== seen) {
        seen = now;
        lastChange = clock.monotonic();
        poll = shortestPoll;
      }
      const quiet = clock.monotonic() - lastChange >= quietBeforeWarningsCount;
      const reasons = holdUps(observation, printerReasons, quiet);
      report.heldUp(reasons);
      standstill = limitOf(observation, reasons, limits);
    }

    const monotonic = clock.monotonic();
    if (cancelling !== null && monotonic - cancelling.since >= limits.cancel) {
      return { outcome: 'unknown', detail: 'the printer did not confirm that it has cancelled the job' };
    }
    if (monotonic - lastAnswer >= limits.unreachable) {
      return {
        outcome: 'unknown',
        detail: `no usable answer any more${answer.ok ? '' : `: ${answer.detail}`}`,
      };
    }
    const tooLong = standstill !== null && monotonic - lastChange >= standstill;
    if (cancelling === null && (cancel.aborted || tooLong)) {
      cancelling = { by: cancel.aborted ? 'cancelled' : 'timed-out', since: monotonic };
      // Whether it worked shows in the state of the job, so a refusal (the job just ended) needs no handling.
      await client.cancelJob(job.jobId);
      poll = shortestPoll;
      continue;
    }
    // Once the caller's signal has been heeded, it must not cut the pauses short any more.
    await interruptiblePause(clock, poll, cancelling === null ? [cancel, release] : [release]);
    poll = Math.min(poll * pollGrowth, longestPoll);
  }
};

const isForgotten = (failure: IppFailure): boolean =>
  failure.reason === 'refused' &&
  (failure.status === statusCodes.clientErrorNotFound || failure.status === statusCodes.clientErrorGone);

/** What keeps the job from going on, highest severity first; empty while all is well or nothing is known. */
const holdUps = (
  observation: JobObservation,
  reasons: readonly PrinterReason[],
  quiet: boolean,
): readonly PrinterReason[] => {
  const stopping = reasons.filter(
    (reason) =>
      reason.severity === 'error' || (quiet && reason.severity === 'warning' && canStop(reason.code)),
  );
  if (observation.phase !== 'stopped' || stopping.length > 0) {
    return stopping;
  }
  return reasons.length > 0 ? reasons : [printerReason('stopped-without-reason', observation.message)];
};

const limitOf = (
  observation: JobObservation,
  reasons: readonly PrinterReason[],
  limits: PrintLimits,
): number => {
  if (reasons.length > 0) {
    return limits.paused;
  }
  return observation.phase === 'waiting' ? limits.wait : limits.standstill;
};

/**
 * Turns observations into events: each change once, and the last one is what holds. A page may count as printed only after
 * the empty tray behind it was seen, because job and printer are asked one after the other: then the hold-up is said again.
 */
const createReporter = (listener: PrintListener) => {
  let impressions = 0;
  let heldUpBy = '';
  let movedSince = false;
  return {
    progress(observation: JobObservation): void {
      if (observation.impressions !== null && observation.impressions > impressions) {
        impressions = observation.impressions;
        movedSince = true;
        listener({ type: 'progress', impressions });
      }
    },
    heldUp(reasons: readonly PrinterReason[]): void {
      const key = reasons.map(({ code, severity }) => `${code}-${severity}`).join(' ');
      const isSaid = key === heldUpBy && (key === '' || !movedSince);
      movedSince = false;
      if (isSaid) {
        return;
      }
      heldUpBy = key;
      listener(key === '' ? { type: 'resumed' } : { type: 'paused', reasons });
    },
  };
};
