import type { AuditActor } from '../../../db/audit-log.ts';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { SubmissionResult } from '../../../platform/contract/submissions.ts';
import { fullJitter } from './back-off.ts';
import { postponementStepMilliseconds } from './limits.ts';
import { materialsOf } from './message-body.ts';
import type { PumpStore, PumpUnit } from './ports.ts';
import type { SentMessage, Verdict } from './verdicts.ts';

/** What a batch came to, in messages. */
export interface BatchCounts {
  readonly received: number;
  readonly refused: number;
  /** Without a final word: to be sent again. */
  readonly postponed: number;
  /** Final words for messages that had one already. */
  readonly late: number;
}

const platform: AuditActor = { kind: 'platform', pseudonym: null };

export interface Moment {
  /** By the clock that the outbox is asked with, milliseconds. */
  readonly now: number;
  readonly chance: () => number;
}

/**
 * When a message that came back without a final word may go again: at a whole step of time, so that many that came
 * back together go together, instead of one request each.
 */
const againAt = (message: SentMessage, { now, chance }: Moment): number =>
  Math.ceil((now + fullJitter(message.attempts, chance())) / postponementStepMilliseconds) *
  postponementStepMilliseconds;

/** Chunks that the platform misses, of this message's own materials only. */
const missingOf = (
  { outbox }: PumpUnit,
  key: string,
  { missing }: Extract<SubmissionResult, { outcome: 'materials-missing' }>,
) => {
  const own = new Map(
    materialsOf(outbox.find(key)?.body ?? '').map(({ materialId, chunkDigests }) => [
      materialId,
      chunkDigests.length,
    ]),
  );
  return missing
    .map(({ materialId, indexes }) => ({
      materialId,
      indexes: indexes.filter((index) => index < (own.get(materialId) ?? 0)),
    }))
    .filter(({ indexes }) => indexes.length > 0);
};

/** What was handed in here knows of the platform's word, too. */
const follow = (
  unit: Pick<PumpUnit, 'applications' | 'replies' | 'supplements'>,
  { key, kind }: Pick<SentMessage, 'key' | 'kind'>,
  state: 'received' | 'refused',
): void => {
  switch (kind) {
    case 'application':
      unit.applications.follow(key, state);
      break;
    case 'correction':
    case 'feedback':
      unit.replies.follow(key, state);
      break;
    case 'supplement':
      unit.supplements.follow(key, state);
      break;
    case 'rating':
    case 'kiosk-document':
    case 'collection':
      break;
  }
};

/** A dead letter, with an entry of its own: somebody has to look at it. */
const refuse = (unit: PumpUnit, { key, kind }: SentMessage, reason: string): boolean => {
  if (!unit.outbox.refuse(key, reason).ok) return false;
  follow(unit, { key, kind }, 'refused');
  unit.audit.append({ actor: platform, action: 'sync.message-refused', subject: key, reason });
  return true;
};

const applyOne = (
  unit: PumpUnit,
  { message, result }: Verdict,
  { moment, acknowledged }: { readonly moment: Moment; readonly acknowledged: ReadonlySet<string> },
): keyof BatchCounts => {
  const { key, kind } = message;
  switch (result?.outcome) {
    case 'received':
      if (!acknowledged.has(key)) return 'late';
      follow(unit, { key, kind }, 'received');
      return 'received';
    case 'refused':
      return refuse(unit, message, result.reason) ? 'refused' : 'late';
    case 'materials-missing':
      for (const { materialId, indexes } of missingOf(unit, key, result)) {
        unit.outbox.chunksMissing(materialId, indexes);
      }
      // Even so not at once: a platform that never finds its chunks would be sent them in a circle.
      unit.outbox.postpone(key, againAt(message, moment));
      return 'postponed';
    case undefined:
      unit.outbox.postpone(key, againAt(message, moment));
      return 'postponed';
  }
};

/**
 * Writes down what the platform said of a batch: each message by its own result, and one audit entry over all, in one
 * durable transaction. When it fails nothing is written; the messages go out again under their keys.
 */
export const applyAnswer = (
  store: PumpStore,
  verdicts: readonly Verdict[],
  moment: Moment,
): { readonly ok: true; readonly counts: BatchCounts } | StorageFailure =>
  store.transaction((unit) => {
    const counts = { received: 0, refused: 0, postponed: 0, late: 0 };
    const received = verdicts.filter(({ result }) => result?.outcome === 'received');
    const acknowledged = unit.outbox.acknowledgeAll(received.map(({ message }) => message.key));
    for (const verdict of verdicts) counts[applyOne(unit, verdict, { moment, acknowledged })] += 1;
    unit.audit.append({ actor: platform, action: 'sync.batch-answered', details: counts });
    return { ok: true, counts };
  });

/** Writes down that the platform will never take a message, by its word on the request that held nothing else. */
export const applyRejection = (
  store: PumpStore,
  message: SentMessage,
  reason: string,
): { readonly ok: true } | StorageFailure =>
  store.transaction((unit) => {
    refuse(unit, message, reason);
    return { ok: true };
  });

/** Postpones a message that failed while others went through. */
export const applyPostponement = (
  store: PumpStore,
  message: SentMessage,
  moment: Moment,
): { readonly ok: true } | StorageFailure =>
  store.transaction(({ outbox }) => {
    outbox.postpone(message.key, againAt(message, moment));
    return { ok: true };
  });
