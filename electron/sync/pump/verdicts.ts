import type { OutboxKind } from '../../../db/stores/outbox.ts';
import type { SubmissionBatchReply, SubmissionResult } from '../../../platform/contract/submissions.ts';

/** What is remembered of a message while it is on its way: not its body. */
export interface SentMessage {
  readonly key: string;
  readonly kind: OutboxKind;
  readonly attempts: number;
}

export interface Verdict {
  readonly message: SentMessage;
  /** null: the answer says nothing that could be relied on of this message. */
  readonly result: SubmissionResult | null;
}

export interface Verdicts {
  readonly verdicts: readonly Verdict[];
  /** Results for keys that were not asked, and keys with more than one result. */
  readonly stray: number;
}

/** Brings the results of a batch to its messages, by key. A key with two results has none: one of them is wrong. */
export const verdictsOf = (sent: readonly SentMessage[], reply: SubmissionBatchReply): Verdicts => {
  const asked = new Set(sent.map(({ key }) => key));
  const results = new Map<string, SubmissionResult | null>();
  let stray = 0;
  for (const result of reply.results) {
    const twice = results.has(result.key);
    if (twice || !asked.has(result.key)) stray += 1;
    results.set(result.key, twice ? null : result);
  }
  return {
    verdicts: sent.map((message) => ({ message, result: results.get(message.key) ?? null })),
    stray,
  };
};

/** Whether an answer says anything that can be relied on of any of these. */
export const saysAnything = (sent: readonly SentMessage[], reply: SubmissionBatchReply): boolean =>
  verdictsOf(sent, reply).verdicts.some(({ result }) => result !== null);
