import type { WaitingChunk } from './sealed-materials.ts';

/** Kinds of message that wait for the platform. */
export const outboxKinds = [
  'application',
  'rating',
  'correction',
  'supplement',
  'feedback',
  'kiosk-document',
  'collection',
] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/**
 * `pending` until the platform has said a final word; `refused` is a dead letter until staff settle it; `settled` was a
 * dead letter. No state is left by deleting: rows go when the retention has run out (`purge`).
 */
export const outboxStates = ['pending', 'acknowledged', 'refused', 'settled'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** A message as it waits. Everything personal in its body is sealed to the platform. */
export interface OutboxEntry {
  /** Counts up with each message of this kiosk. */
  readonly sequence: number;
  /** Idempotency key, UUIDv7. */
  readonly key: string;
  readonly kind: OutboxKind;
  /** Messages of one group (an application and what follows it) go out in their order, one after the other's final word. */
  readonly groupId: string;
  /** 0 goes first. */
  readonly priority: number;
  /** The JSON of the message (platform/contract/submissions.ts), exactly as it is sent. */
  readonly body: string;
  readonly state: OutboxState;
  /** The platform's refusal, or why staff settled it, as a code. */
  readonly reason: string | null;
  /** Times that it was sent and came back without a final word. */
  readonly attempts: number;
  /** Not before this time, milliseconds since the Unix epoch; null: at once. */
  readonly notBefore: number | null;
  readonly createdAt: number;
  /** When its state became final. */
  readonly settledAt: number | null;
}

export interface OutboxCounts {
  readonly pending: number;
  readonly refused: number;
  /** Creation of the oldest pending message; null when none waits. */
  readonly oldestPendingAt: number | null;
}

export interface OutboxReader {
  counts(): OutboxCounts;
  find(key: string): OutboxEntry | undefined;
  /**
   * Messages that may go out at `now` (milliseconds since the Unix epoch, on the clock that `postpone` is told in): the
   * head of each group, whose chunks are all up, not before its time. First those of priority 0; of one priority the
   * oldest first. At most `limit`; stops before `bytes` of bodies (UTF-8) are exceeded, but gives at least one. A dead
   * letter that leads its group holds the group back until it is settled.
   */
  ready(window: {
    readonly now: number;
    readonly limit: number;
    readonly bytes: number;
    /** Keys that are on their way already. */
    readonly except: ReadonlySet<string>;
  }): readonly OutboxEntry[];
  /** Groups' heads that wait for chunks to go up, oldest first; `key` of the application and how many are missing. */
  uploads(window: {
    readonly now: number;
    readonly limit: number;
    readonly except: ReadonlySet<string>;
  }): readonly {
    readonly key: string;
    readonly chunks: number;
  }[];
  /** The next chunk of this message that has not gone up. */
  nextChunk(key: string): WaitingChunk | undefined;
  /** When, after `now`, the earliest postponed message may go or its upload go on; null when none is postponed. */
  nextDue(now: number): number | null;
  /** Dead letters, oldest first. */
  refused(): readonly OutboxEntry[];
}
