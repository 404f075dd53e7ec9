import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { OutboxEntry } from '../../../db/stores/outbox.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { SubmissionBatchReply } from '../../../platform/contract/submissions.ts';
import type { SyncLog } from '../sync-log.ts';
import { applyAnswer, applyPostponement, applyRejection } from './apply-answer.ts';
import { type ExchangeResult, exchangeResultOf } from './exchange-result.ts';
import { backOffCapMilliseconds, largestBatchBytes } from './limits.ts';
import type { PumpLine, PumpStore } from './ports.ts';
import {
  allowance,
  initialPumpState,
  type Lane,
  nextPumpState,
  type PumpEvent,
  waitingUntil,
} from './pump-machine.ts';
import { createPumpView, type PumpView } from './pump-view.ts';
import { createUploadTurns, type UploadStep } from './upload-turns.ts';
import { type SentMessage, saysAnything, verdictsOf } from './verdicts.ts';

export interface OutboxPump {
  start(): void;
  /** Nothing new goes out; resolves when what is on its way has come back and is written down. */
  stop(): Promise<void>;
  /** Something was put into the outbox, or a dead letter was sent again. */
  wake(): void;
  /** Somebody else found the line in order: it is tried at once. */
  online(): void;
  view(): PumpView;
  onChange(listener: () => void): void;
}

type Written = { readonly ok: true } | StorageFailure;
const nothingToWrite: Written = { ok: true };

/**
 * Sends what lies in the outbox until the platform has said a final word to each message. Reads bounded pieces of the
 * queue, so that its memory does not grow with it; keeps nothing that it could not find again in the store after a
 * crash; writes each answer down in one durable transaction before it counts.
 */
export const createOutboxPump = (options: {
  readonly store: PumpStore;
  readonly line: PumpLine;
  readonly clock: Clock;
  /** Time that messages are postponed by: the best estimate of the platform's clock, milliseconds. */
  readonly now: () => number;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  readonly log: SyncLog;
  /** Whether others find the line in order: then a request that fails has itself to blame. */
  readonly lineSeemsOnline: () => boolean;
}): OutboxPump => {
  const { store, line, clock, random, log } = options;
  let state = initialPumpState;
  let running = false;
  let cancelTimer = (): void => undefined;
  /** Answers that counted: a request that fails while this moves on fails alone. */
  let answers = 0;
  let lastContactAt: number | null = null;
  const onTheirWay = new Map<string, SentMessage>();
  const exchanges = new Set<Promise<void>>();
  const turns = createUploadTurns();

  const step = (event: PumpEvent): void => {
    const before = state.breaker;
    state = nextPumpState(state, event);
    if (state.breaker !== before) log.info('pump-breaker', { state: state.breaker, problem: state.problem });
    view.changed();
  };
  const moment = () => ({ now: options.now(), chance: random });
  const view = createPumpView({
    store,
    clock,
    read: () => ({ state, inFlight: onTheirWay.size, lastContactAt, waitsUntil: nextAttempt() }),
    now: options.now,
    turns,
  });

  /** What the store did not take is sent again later; the platform knows it by its key. */
  const storeFailed = ({ reason, detail }: StorageFailure, lane: Lane | null): void => {
    log.error('pump-store-failed', { reason, detail });
    step({ type: 'store-failed', lane, now: clock.monotonic(), chance: random(), problem: reason });
  };

  /**
   * The time by which messages are due. A clock that was set back would hold up what was postponed by the old one: a
   * postponement longer than any back-off is none.
   */
  const dueTime = (nextDue: number | null, now: number): number =>
    nextDue !== null && nextDue - now > backOffCapMilliseconds ? nextDue : now;

  /** Runs an exchange of a lane: `settle` writes down what came of it before the next is considered. */
  const exchange = <Value>(
    lane: Lane,
    messages: readonly SentMessage[],
    call: () => Promise<ExchangeResult<Value>>,
    settle: {
      readonly answered: (value: Value) => Written;
      readonly rejected: (reason: string) => Written;
      readonly failedAlone: () => Written;
    },
  ): void => {
    const { epoch } = state;
    const startedAt = clock.monotonic();
    const answersBefore = answers;
    const count = lane === 'batch' ? messages.length : 0;
    if (lane === 'batch') for (const message of messages) onTheirWay.set(message.key, message);
    step({ type: 'started', lane });

    const finish = async (): Promise<void> => {
      const result = await call();
      for (const { key } of lane === 'batch' ? messages : []) onTheirWay.delete(key);
      const now = clock.monotonic();
      if (result.outcome === 'failed') {
        const { problem, retryAfterMilliseconds, blamesContent } = result;
        const lineWorks = answers > answersBefore || options.lineSeemsOnline();
        const alone = blamesContent === 'yes' || (blamesContent === 'unknown' && lineWorks);
        log.warn('pump-exchange-failed', { lane, problem, messages: count, alone });
        step({
          type: 'failed',
          lane,
          messages: count,
          epoch,
          now,
          chance: random(),
          retryAfterMilliseconds,
          alone,
          problem,
        });
        const postponed = alone ? settle.failedAlone() : nothingToWrite;
        if (!postponed.ok) storeFailed(postponed, null);
        return;
      }
      answers += 1;
      lastContactAt = options.now();
      const rejected = result.outcome === 'rejected';
      const written = rejected ? settle.rejected(result.reason) : settle.answered(result.value);
      if (!written.ok) storeFailed(written, lane);
      else if (rejected) step({ type: 'rejected', lane, messages: count });
      else step({ type: 'answered', lane, messages: count, milliseconds: now - startedAt });
    };
    const done: Promise<void> = finish().finally(() => {
      exchanges.delete(done);
      turn();
    });
    exchanges.add(done);
  };

  const startBatch = (limit: number): boolean => {
    const now = options.now();
    const read = store.read(({ outbox }) =>
      outbox.ready({
        now: dueTime(outbox.nextDue(now), now),
        limit,
        bytes: largestBatchBytes,
        except: new Set(onTheirWay.keys()),
      }),
    );
    if (!read.ok) storeFailed(read, null);
    if (!read.ok || read.value.length === 0) return false;
    const sent = read.value.map(({ key, kind, attempts }: OutboxEntry) => ({ key, kind, attempts }));
    const [first] = sent;
    const bodies = read.value.map(({ body }) => body);
    if (first && bodies.length === 1 && Buffer.byteLength(bodies[0] ?? '') > largestBatchBytes) {
      const refused = applyRejection(store, first, 'too-large');
      if (!refused.ok) storeFailed(refused, null);
      return true;
    }
    // Called here and not in a function of its own, which would keep the bodies in memory until the answer.
    const sending = line.submit(bodies);
    const submitted = async (): Promise<ExchangeResult<SubmissionBatchReply>> => {
      const result = exchangeResultOf(await sending);
      if (result.outcome !== 'answered' || saysAnything(sent, result.value)) return result;
      return { outcome: 'failed', problem: 'no-results', retryAfterMilliseconds: null, blamesContent: 'yes' };
    };
    exchange('batch', sent, submitted, {
      answered: (reply) => {
        const { verdicts, stray } = verdictsOf(sent, reply);
        const silent = verdicts.filter(({ result }) => result === null).length;
        if (stray + silent > 0) log.warn('pump-results-do-not-match', { stray, silent });
        return applyAnswer(store, verdicts, moment());
      },
      rejected: (reason) => {
        log.warn('pump-batch-rejected', { reason, messages: sent.length });
        return first && sent.length === 1 ? applyRejection(store, first, reason) : nothingToWrite;
      },
      failedAlone: () =>
        first && sent.length === 1 ? applyPostponement(store, first, moment()) : nothingToWrite,
    });
    return true;
  };

  const startUpload = (next: UploadStep): void => {
    const { message } = next;
    const settle = {
      rejected: (reason: string) => applyRejection(store, message, reason),
      failedAlone: () => applyPostponement(store, message, moment()),
    };
    const markUploaded = (materialId: string, indexes: readonly number[]): Written =>
      store.transaction(({ outbox }) => {
        for (const index of indexes) outbox.chunkUploaded({ materialId, index });
        return { ok: true };
      });
    const watched = async <Value>(call: () => Promise<ExchangeResult<Value>>) => {
      const result = await call();
      if (result.outcome === 'failed') turns.broken();
      return result;
    };
    if (next.step === 'send') {
      const { materialId, index, sealed } = next.chunk;
      exchange(
        'chunk',
        [message],
        () => watched(async () => exchangeResultOf(await line.putChunk(materialId, index, sealed))),
        { ...settle, answered: () => markUploaded(materialId, [index]) },
      );
      return;
    }
    const { materialId } = next;
    const ask = async () => {
      const outcome = await line.materialStatus(materialId);
      const unknown = !outcome.ok && outcome.reason === 'refused' && outcome.problem === 'not-found';
      return exchangeResultOf(unknown ? { ok: true, value: { received: [] } } : outcome);
    };
    exchange('chunk', [message], () => watched(ask), {
      ...settle,
      answered: (status) => {
        turns.asked(materialId);
        const indexes = turns.confirmed(message.key, materialId, status);
        return indexes.length > 0 ? markUploaded(materialId, indexes) : nothingToWrite;
      },
      // What it will not tell is found out by sending.
      rejected: () => {
        turns.asked(materialId);
        return nothingToWrite;
      },
    });
  };

  const startChunk = (): boolean => {
    const now = options.now();
    const read = store.read(({ outbox }) => turns.next(outbox, dueTime(outbox.nextDue(now), now)));
    if (!read.ok) storeFailed(read, null);
    if (!read.ok || read.value === undefined) return false;
    startUpload(read.value);
    return true;
  };

  /** When something may go that may not go now, in milliseconds from now; null when only an event changes that. */
  const nextAttempt = (): number | null => {
    const monotonic = clock.monotonic();
    const waits = waitingUntil(state, monotonic);
    if (waits !== null) return waits - monotonic;
    const now = options.now();
    const due = store.read(({ outbox }) => outbox.nextDue(now));
    if (!due.ok || due.value === null || due.value <= now) return null;
    return Math.min(due.value - now, backOffCapMilliseconds);
  };

  const turn = (): void => {
    cancelTimer();
    if (!running) return;
    for (;;) {
      const may = allowance(state, clock.monotonic());
      if (may.batches > 0 && startBatch(may.messages)) continue;
      // Asked anew: a batch that was the one probe of a broken line leaves nothing for a chunk.
      if (allowance(state, clock.monotonic()).chunks > 0 && startChunk()) continue;
      break;
    }
    const wait = nextAttempt();
    if (wait !== null) cancelTimer = clock.after(wait, turn);
    view.changed();
  };

  return {
    start: () => {
      running = true;
      turn();
    },
    stop: async () => {
      running = false;
      cancelTimer();
      view.stop();
      await Promise.all(exchanges);
    },
    wake: turn,
    online: () => {
      step({ type: 'line-online' });
      turn();
    },
    view: view.current,
    onChange: view.onChange,
  };
};
