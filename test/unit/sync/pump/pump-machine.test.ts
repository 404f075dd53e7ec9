import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullJitter } from '../../../../electron/sync/pump/back-off.ts';
import {
  backOffBaseMilliseconds,
  backOffCapMilliseconds,
  failuresToOpen,
  maximumBatchesInFlight,
} from '../../../../electron/sync/pump/limits.ts';
import {
  allowance,
  initialPumpState,
  nextPumpState,
  type PumpEvent,
  type PumpState,
  waitingUntil,
} from '../../../../electron/sync/pump/pump-machine.ts';

const failedBatch = (
  state: PumpState,
  changes: Partial<Extract<PumpEvent, { type: 'failed' }>> = {},
): PumpState =>
  nextPumpState(nextPumpState(state, { type: 'started', lane: 'batch' }), {
    type: 'failed',
    lane: 'batch',
    messages: 64,
    epoch: state.epoch,
    now: 0,
    chance: 0.5,
    retryAfterMilliseconds: null,
    alone: false,
    problem: 'unreachable',
    ...changes,
  });

test('a wait is random between nothing and the doubled base, and never longer than the cap', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, chance) => {
        const wait = fullJitter(attempt, chance);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(
          Math.min(backOffCapMilliseconds, backOffBaseMilliseconds * 2 ** Math.min(attempt, 60)),
        );
      },
    ),
  );
  expect(fullJitter(0, 0)).toBe(0);
  expect(fullJitter(3, 0.5)).toBe(4_000);
  expect(fullJitter(40, 0.999)).toBeGreaterThan(290_000);
});

test('the breaker opens after five failures, tries with one exchange, and closes with its answer', () => {
  let state = initialPumpState;
  for (let failure = 1; failure < failuresToOpen; failure += 1) state = failedBatch(state);
  expect(state.breaker).toBe('closed');
  state = failedBatch(state);
  expect(state.breaker).toBe('open');
  const due = waitingUntil(state, 0) ?? 0;
  expect(due).toBeGreaterThan(0);
  expect(allowance(state, due - 1)).toEqual({ batches: 0, messages: 0, chunks: 0 });
  expect(allowance(state, due)).toEqual({ batches: 1, messages: 1, chunks: 1 });
  const trying = nextPumpState(state, { type: 'started', lane: 'batch' });
  expect(trying.breaker).toBe('half-open');
  expect(allowance(trying, due)).toMatchObject({ batches: 0, chunks: 0 });
  expect(failedBatch({ ...state, breaker: 'half-open' }, { now: due }).breaker).toBe('open');
  expect(
    nextPumpState(trying, { type: 'answered', lane: 'batch', messages: 1, milliseconds: 10 }),
  ).toMatchObject({ breaker: 'closed', failures: 0, backOffUntil: null, problem: null });
});

test('exchanges that one break of the line ended count as one failure', () => {
  let state = nextPumpState(initialPumpState, { type: 'started', lane: 'batch' });
  state = nextPumpState(state, { type: 'started', lane: 'chunk' });
  state = failedBatch(state);
  state = failedBatch({ ...state, inFlight: { batch: 0, chunk: 1 } }, { epoch: 0 });
  expect(state.failures).toBe(1);
});

test('what the platform asks for is waited for, even when the line is found in order meanwhile', () => {
  const busy = failedBatch(initialPumpState, { retryAfterMilliseconds: 30_000, problem: 'busy' });
  const online = nextPumpState(busy, { type: 'line-online' });
  expect(waitingUntil(online, 0)).toBe(30_000);
  expect(waitingUntil(online, 30_000)).toBeNull();
});

test('a line that is back lets one message out, however few exchanges have failed', () => {
  const online = nextPumpState(failedBatch(initialPumpState), { type: 'line-online' });
  expect(allowance(online, 0)).toMatchObject({ batches: 1, messages: 1 });
  const trying = nextPumpState(online, { type: 'started', lane: 'batch' });
  expect(allowance(trying, 0)).toMatchObject({ batches: 0, chunks: 0 });
});

test('a slow answer makes the next batch smaller, quick full ones make it larger', () => {
  const answered = (state: PumpState, messages: number, milliseconds: number): PumpState =>
    nextPumpState(nextPumpState(state, { type: 'started', lane: 'batch' }), {
      type: 'answered',
      lane: 'batch',
      messages,
      milliseconds,
    });
  expect(answered(initialPumpState, 64, 100).batchLimit).toBe(128);
  expect(answered(initialPumpState, 10, 100).batchLimit).toBe(64);
  expect(answered(initialPumpState, 64, 2_000).batchLimit).toBe(64);
  expect(answered(initialPumpState, 64, 5_000).batchLimit).toBe(32);
});

test('whatever happens, what is on its way is bounded and counted right, and something may go again some day', () => {
  const happening = fc.constantFrom(
    'batch',
    'chunk',
    'answered',
    'rejected',
    'failed',
    'store-failed',
    'line-online',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(happening, fc.nat(1_000)), { maxLength: 200 }), (happenings) => {
      let state = initialPumpState;
      let now = 0;
      const underWay: { readonly lane: 'batch' | 'chunk'; readonly epoch: number }[] = [];
      for (const [what, number] of happenings) {
        now += number * 100;
        const may = allowance(state, now);
        if (what === 'batch' || what === 'chunk') {
          if ((what === 'batch' ? may.batches : may.chunks) < 1) continue;
          underWay.push({ lane: what, epoch: state.epoch });
          state = nextPumpState(state, { type: 'started', lane: what });
        } else if (what === 'line-online') {
          state = nextPumpState(state, { type: what });
        } else if (what === 'store-failed') {
          state = nextPumpState(state, { type: what, lane: null, now, chance: 0.9, problem: 'disk-full' });
        } else {
          const [ended] = underWay.splice(number % Math.max(1, underWay.length), 1);
          if (!ended) continue;
          const { lane, epoch } = ended;
          const messages = lane === 'batch' ? 1 + (number % state.batchLimit) : 0;
          state = nextPumpState(
            state,
            what === 'failed'
              ? {
                  ...{ type: what, lane, messages, epoch, now, chance: 0.9 },
                  ...{ retryAfterMilliseconds: null, alone: number % 2 === 0, problem: 'unreachable' },
                }
              : { type: what, lane, messages, milliseconds: number * 10 },
          );
        }
        expect(state.inFlight.batch).toBe(underWay.filter(({ lane }) => lane === 'batch').length);
        expect(state.inFlight.chunk).toBe(underWay.filter(({ lane }) => lane === 'chunk').length);
        expect(state.inFlight.batch).toBeLessThanOrEqual(maximumBatchesInFlight);
        expect(state.inFlight.chunk).toBeLessThanOrEqual(1);
        expect(state.batchLimit).toBeGreaterThanOrEqual(1);
        expect((waitingUntil(state, now) ?? now) - now).toBeLessThanOrEqual(backOffCapMilliseconds);
        if (underWay.length === 0)
          expect(allowance(state, now + backOffCapMilliseconds).batches).toBeGreaterThan(0);
      }
    }),
  );
});
