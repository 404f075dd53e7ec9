import { firstNumber, firstText, texts } from './ipp/attribute-reader.ts';
import { jobStates } from './ipp/codes.ts';
import type { IppAttributes } from './ipp/message.ts';
import type { PrintFailure, PrintJobReference, PrintOutcome } from './print-outcome.ts';

/** Job attributes that are asked for in one look at a job. */
export const jobAttributeNames = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-state-message',
  'job-impressions-completed',
] as const;

export type JobPhase = 'waiting' | 'printing' | 'stopped' | 'cancelled' | 'aborted' | 'completed';

/** One look at a job. */
export interface JobObservation {
  readonly phase: JobPhase;
  /** Null where the printer does not count. */
  readonly impressions: number | null;
  readonly reasons: readonly string[];
  readonly message: string;
}

export type JobReading =
  | { readonly kind: 'ours'; readonly observation: JobObservation }
  /** The id now belongs to another job: the printer has started anew and counts from the beginning. */
  | { readonly kind: 'another' }
  | { readonly kind: 'unreadable' };

/** Reads job attributes (RFC 8011 §5.3) and checks by name that they are of the job that we sent. */
export const readJob = (attributes: IppAttributes, job: PrintJobReference): JobReading => {
  const jobName = firstText(attributes, 'job-name');
  const phase = phaseOf(firstNumber(attributes, 'job-state'));
  // A printer that does not repeat the name is believed on the id alone.
  if (jobName !== null && jobName !== job.jobName) {
    return { kind: 'another' };
  }
  if (phase === null) {
    return { kind: 'unreadable' };
  }
  const impressions = firstNumber(attributes, 'job-impressions-completed');
  return {
    kind: 'ours',
    observation: {
      phase,
      impressions: impressions !== null && impressions >= 0 ? impressions : null,
      reasons: texts(attributes, 'job-state-reasons').filter((reason) => reason !== 'none'),
      message: (firstText(attributes, 'job-state-message') ?? '').slice(0, 200),
    },
  };
};

const phaseOf = (jobState: number | null): JobPhase | null => {
  switch (jobState) {
    case jobStates.pending:
    case jobStates.pendingHeld:
      return 'waiting';
    case jobStates.processing:
      return 'printing';
    case jobStates.processingStopped:
      return 'stopped';
    case jobStates.canceled:
      return 'cancelled';
    case jobStates.aborted:
      return 'aborted';
    case jobStates.completed:
      return 'completed';
    default:
      return null;
  }
};

/**
 * The outcome that an observation means, or null while the job goes on. `expected` is the number of impressions of
 * the whole job, null where it is not known; `cancelledBy` says why we have asked the printer to cancel, if we have.
 */
export const outcomeOf = (
  observation: JobObservation,
  expected: number | null,
  cancelledBy: PrintFailure | null,
): PrintOutcome | null => {
  const said = [...observation.reasons, observation.message].filter((word) => word !== '').join(', ');
  switch (observation.phase) {
    case 'waiting':
    case 'printing':
    case 'stopped':
      return null;
    case 'completed':
      return observation.reasons.includes('job-completed-with-errors')
        ? { outcome: 'unknown', detail: `completed with errors: ${said}` }
        : { outcome: 'completed', impressions: observation.impressions };
    case 'cancelled':
    case 'aborted': {
      const printed = observation.impressions ?? 0;
      if (expected !== null && printed >= expected) {
        return {
          outcome: 'unknown',
          detail: `${observation.phase} after all ${printed} impressions: ${said}`,
        };
      }
      return {
        outcome: 'failed',
        reason: endedBy(observation, cancelledBy),
        ...(observation.impressions === 0 ? {} : { impressions: observation.impressions }),
        detail: `${observation.phase} after ${observation.impressions ?? 'an unknown number of'} impressions: ${said}`,
      };
    }
  }
};

const endedBy = (observation: JobObservation, cancelledBy: PrintFailure | null): PrintFailure => {
  // CUPS shows a job that its printer aborted as cancelled, with this reason.
  if (observation.phase === 'aborted' || observation.reasons.includes('aborted-by-system')) {
    return 'aborted-by-printer';
  }
  return cancelledBy ?? 'cancelled-at-printer';
};
