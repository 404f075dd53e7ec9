import type { ProblemReason } from '../../../platform/contract/api.ts';
import type { PlatformOutcome } from '../platform-outcome.ts';

/**
 * What an exchange means for the queue, whatever the platform's words.
 * - `answered`: take the value.
 * - `rejected`: the platform's final word on what was sent as a whole; `reason` is kept with the dead letter.
 * - `failed`: nothing is known of what was sent; it goes again under the same key.
 */
export type ExchangeResult<Value> =
  | { readonly outcome: 'answered'; readonly value: Value }
  | { readonly outcome: 'rejected'; readonly reason: ProblemReason }
  | {
      readonly outcome: 'failed';
      readonly problem: string;
      readonly retryAfterMilliseconds: number | null;
      /** Whether the fault may lie in what was sent: `unknown` as long as nobody knows how the line is. */
      readonly blamesContent: 'yes' | 'no' | 'unknown';
    };

/** Problems that lie in what was sent: the same bytes would be refused for ever. */
const finalProblems: readonly ProblemReason[] = ['malformed-request', 'too-large', 'chunk-differs'];

/** Problems of the platform or of this kiosk as such: no message is to blame. */
const senderProblems: readonly ProblemReason[] = [
  'busy',
  'signature-missing',
  'signature-invalid',
  'clock-skew',
  'request-replayed',
  'unknown-kiosk',
  'kiosk-revoked',
  'station-mismatch',
];

const failed = (
  problem: string,
  blamesContent: 'yes' | 'no' | 'unknown',
  retryAfterMilliseconds: number | null = null,
) => ({ outcome: 'failed', problem, retryAfterMilliseconds, blamesContent }) as const;

/** Reads an outcome of the client. An answer that is not genuine says no more than silence. */
export const exchangeResultOf = <Value>(outcome: PlatformOutcome<Value>): ExchangeResult<Value> => {
  if (outcome.ok) return { outcome: 'answered', value: outcome.value };
  switch (outcome.reason) {
    case 'unreachable':
    case 'not-genuine':
      return failed(outcome.reason, 'unknown');
    case 'malformed-reply':
      return failed(outcome.reason, 'yes');
    case 'refused':
      if (finalProblems.includes(outcome.problem)) return { outcome: 'rejected', reason: outcome.problem };
      return failed(
        outcome.problem,
        senderProblems.includes(outcome.problem) ? 'no' : 'yes',
        outcome.retryAfterMilliseconds ?? null,
      );
  }
};
