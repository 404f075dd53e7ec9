import { fullJitter } from './back-off.ts';
import {
  failuresToOpen,
  firstBatchMessages,
  largestBatchMessages,
  maximumBatchesInFlight,
  quickExchangeMilliseconds,
  slowExchangeMilliseconds,
} from './limits.ts';

/** Batches and chunks of materials go side by side, so that a large upload never holds up a small application. */
export type Lane = 'batch' | 'chunk';

/** `closed`: everything goes. `open`: nothing goes before the wait is over. `half-open`: one exchange tries the line. */
export type Breaker = 'closed' | 'open' | 'half-open';

/** When and how much may be sent; what is sent is the runner's affair. Times are monotonic milliseconds. */
export interface PumpState {
  readonly breaker: Breaker;
  /** Exchanges in a row without an answer that counts. */
  readonly failures: number;
  /** Counts failures up. What was under way when one failed does not fail again: it is the same break. */
  readonly epoch: number;
  readonly inFlight: Readonly<Record<Lane, number>>;
  /** Nothing goes before it; from the back-off. */
  readonly backOffUntil: number | null;
  /** Nothing goes before it; from the platform's Retry-After, which no success elsewhere takes back. */
  readonly askedToWaitUntil: number | null;
  /** Messages in the next batch at most. */
  readonly batchLimit: number;
  /** Messages at the head of the queue one of which failed its batch: they go one batch at a time, ever fewer of them. */
  readonly suspects: number;
  /** Why the last exchange failed, as a code; null since one was answered. */
  readonly problem: string | null;
}

export const initialPumpState: PumpState = {
  breaker: 'closed',
  failures: 0,
  epoch: 0,
  inFlight: { batch: 0, chunk: 0 },
  backOffUntil: null,
  askedToWaitUntil: null,
  batchLimit: firstBatchMessages,
  suspects: 0,
  problem: null,
};

export type PumpEvent =
  | { readonly type: 'started'; readonly lane: Lane }
  /** A genuine answer that says what became of each part. */
  | {
      readonly type: 'answered';
      readonly lane: Lane;
      /** Messages of the batch; 0 for a chunk. */
      readonly messages: number;
      readonly milliseconds: number;
    }
  /** A genuine answer that takes nothing of the batch because of something in it. */
  | { readonly type: 'rejected'; readonly lane: Lane; readonly messages: number }
  /** No answer, none that counts, or one that says that the platform cannot now. */
  | {
      readonly type: 'failed';
      readonly lane: Lane;
      readonly messages: number;
      /** `epoch` of the state when the exchange started. */
      readonly epoch: number;
      readonly now: number;
      /** Random, at least 0 and less than 1. */
      readonly chance: number;
      readonly retryAfterMilliseconds: number | null;
      /** The line carries other things: the fault may be in what was sent. */
      readonly alone: boolean;
      readonly problem: string;
    }
  /** The kiosk's own store did not do what was asked. */
  | {
      readonly type: 'store-failed';
      /** The exchange whose answer could not be written down; null: nothing could be read. */
      readonly lane: Lane | null;
      readonly now: number;
      readonly chance: number;
      readonly problem: string;
    }
  /** Somebody else found the line in order. */
  | { readonly type: 'line-online' };

const half = (messages: number): number => Math.max(1, Math.floor(messages / 2));

const ended = (state: PumpState, lane: Lane): PumpState => ({
  ...state,
  inFlight: { ...state.inFlight, [lane]: state.inFlight[lane] - 1 },
});

const lineWorks = (state: PumpState): PumpState => ({
  ...state,
  breaker: 'closed',
  failures: 0,
  backOffUntil: null,
  problem: null,
});

/** Smaller batches until the one message at fault is alone. */
const suspecting = (state: PumpState, messages: number): PumpState =>
  messages > 1
    ? { ...state, batchLimit: half(messages), suspects: messages }
    : { ...state, suspects: Math.max(0, state.suspects - messages) };

const batchAnswered = (state: PumpState, messages: number, milliseconds: number): PumpState => {
  if (state.suspects > 0) {
    const suspects = Math.max(0, state.suspects - messages);
    return { ...state, suspects, batchLimit: suspects > 0 ? half(state.batchLimit) : state.batchLimit };
  }
  if (milliseconds > slowExchangeMilliseconds) return { ...state, batchLimit: half(messages) };
  const grows = milliseconds < quickExchangeMilliseconds && messages >= state.batchLimit;
  return grows ? { ...state, batchLimit: Math.min(largestBatchMessages, state.batchLimit * 2) } : state;
};

const backingOff = (
  state: PumpState,
  { now, chance, problem }: { readonly now: number; readonly chance: number; readonly problem: string },
): PumpState => {
  const failures = state.failures + 1;
  return {
    ...state,
    failures,
    epoch: state.epoch + 1,
    problem,
    breaker: state.breaker === 'half-open' || failures >= failuresToOpen ? 'open' : state.breaker,
    backOffUntil: now + fullJitter(state.failures, chance),
  };
};

const failed = (state: PumpState, event: Extract<PumpEvent, { type: 'failed' }>): PumpState => {
  const counted = event.epoch < state.epoch ? state : backingOff(state, event);
  const smaller =
    event.lane === 'batch' && event.alone
      ? suspecting(counted, event.messages)
      : { ...counted, batchLimit: event.lane === 'batch' ? half(counted.batchLimit) : counted.batchLimit };
  if (event.retryAfterMilliseconds === null) return smaller;
  const asked = event.now + event.retryAfterMilliseconds;
  return { ...smaller, askedToWaitUntil: Math.max(asked, smaller.askedToWaitUntil ?? 0) };
};

/** What an event makes of the state. */
export const nextPumpState = (state: PumpState, event: PumpEvent): PumpState => {
  switch (event.type) {
    case 'started':
      return {
        ...state,
        breaker: state.breaker === 'open' ? 'half-open' : state.breaker,
        inFlight: { ...state.inFlight, [event.lane]: state.inFlight[event.lane] + 1 },
      };
    case 'answered': {
      const works = lineWorks(ended(state, event.lane));
      return event.lane === 'batch' ? batchAnswered(works, event.messages, event.milliseconds) : works;
    }
    case 'rejected': {
      const works = lineWorks(ended(state, event.lane));
      return event.lane === 'batch' ? suspecting(works, event.messages) : works;
    }
    case 'failed':
      return failed(ended(state, event.lane), event);
    case 'store-failed':
      return backingOff(event.lane ? ended(state, event.lane) : state, event);
    case 'line-online':
      // One exchange tries it: what was backed off from may be something else than the line.
      return {
        ...state,
        breaker: state.failures > 0 ? 'half-open' : state.breaker,
        backOffUntil: null,
      };
  }
};

/** When something may go again; null when it may go now. */
export const waitingUntil = (state: PumpState, now: number): number | null => {
  const until = Math.max(state.backOffUntil ?? 0, state.askedToWaitUntil ?? 0);
  return until > now ? until : null;
};

/** How many exchanges of each lane may start now. With the breaker open or half-open it is one in all. */
export const allowance = (
  state: PumpState,
  now: number,
): { readonly batches: number; readonly messages: number; readonly chunks: number } => {
  if (waitingUntil(state, now) !== null) return { batches: 0, messages: 0, chunks: 0 };
  const { batch, chunk } = state.inFlight;
  if (state.breaker !== 'closed') {
    const probes = batch + chunk === 0 ? 1 : 0;
    // A single message: if it is the one that no platform can take, the next attempt is made with another.
    return { batches: probes, messages: 1, chunks: probes };
  }
  const batches = (state.suspects > 0 ? 1 : maximumBatchesInFlight) - batch;
  return { batches: Math.max(0, batches), messages: state.batchLimit, chunks: 1 - chunk };
};
