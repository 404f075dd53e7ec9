import {
  type RefusalReason,
  type SubmissionResult,
  submissionBatchReplySchema,
} from '../contract/submissions.ts';
import { json } from './ask.ts';
import { demand, demandAnswer } from './breach.ts';
import type { World } from './world.ts';

const keyOf = (message: unknown): string =>
  typeof message === 'object' && message !== null && 'key' in message && typeof message.key === 'string'
    ? message.key
    : '';

/** Hands messages in as one batch: one result each, in their order, under their keys. */
export const submit = async (world: World, messages: readonly unknown[]): Promise<SubmissionResult[]> => {
  const reply = await world.ask({ method: 'POST', path: 'v1/submissions', body: json({ messages }) });
  const { results } = demandAnswer(reply, submissionBatchReplySchema);
  demand(results.length === messages.length, `${messages.length} messages, but ${results.length} results`);
  const wrong = messages.findIndex((message, place) => results[place]?.key !== keyOf(message));
  demand(wrong < 0, `result ${wrong + 1} is not under the key of message ${wrong + 1}`);
  return results;
};

export const submitOne = async (world: World, message: unknown): Promise<SubmissionResult> => {
  const [result] = await submit(world, [message]);
  demand(result !== undefined, 'no result');
  return result;
};

const shown = (result: SubmissionResult): string =>
  result.outcome === 'refused' ? `refused, ${result.reason}` : result.outcome;

/** @returns when the platform received it, by its clock */
export const demandReceived = (result: SubmissionResult | undefined): number => {
  demand(result?.outcome === 'received', `expected received, got ${result && shown(result)}`);
  return result.receivedAt;
};

/** @returns when the platform refused it, by its clock */
export const demandRefused = (result: SubmissionResult | undefined, reason: RefusalReason): number => {
  demand(
    result?.outcome === 'refused' && result.reason === reason,
    `expected refused, ${reason}, got ${result && shown(result)}`,
  );
  return result.refusedAt;
};
