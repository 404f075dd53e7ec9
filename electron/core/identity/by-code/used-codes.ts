import { createHash } from 'node:crypto';
import type { UnitOfWork } from '../../../../db/unit-of-work.ts';

/**
 * How long a code is remembered after its end, milliseconds. Longer than it can be shown by a clock that runs: should the
 * kiosk's time be set back after it had been ahead, old codes come to life again.
 */
export const rememberedAfterEnd = 60 * 60_000;

export type CodeTaken =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'used' }
  /** It could not be written down, and so is not taken. */
  | { readonly outcome: 'not-recorded'; readonly reason: string };

/**
 * Takes codes once at this kiosk. What was taken is on the disk before it counts, so that a core that dies and comes back
 * within the minute knows it.
 *
 * @returns takes a code by `id` of its claims; `expiresAt` and `now` in milliseconds since the Unix epoch
 */
export const createUsedCodes =
  (database: Pick<UnitOfWork, 'transaction'>) =>
  (code: { readonly id: string; readonly expiresAt: number; readonly now: number }): CodeTaken => {
    const taken = database.transaction(({ usedIdentityCodes }) =>
      usedIdentityCodes.take({
        codeHash: createHash('sha256').update(code.id).digest('hex'),
        forgetAt: code.expiresAt + rememberedAfterEnd,
        now: code.now,
      }),
    );
    if (taken.ok) return { outcome: 'taken' };
    return taken.reason === 'code-used'
      ? { outcome: 'used' }
      : { outcome: 'not-recorded', reason: taken.reason };
  };
