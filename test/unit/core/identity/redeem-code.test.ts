import { describe, expect, it } from 'vitest';
import {
  createRedeemCode,
  redemptionMilliseconds,
} from '../../../../electron/core/identity/by-code/redeem-code.ts';
import type { LineState } from '../../../../electron/sync/line-monitor.ts';
import type { PlatformClient } from '../../../../electron/sync/platform-client.ts';
import type { ProblemReason } from '../../../../platform/contract/api.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { deferred } from '../../../helpers/deferred.ts';

type Reply = Awaited<ReturnType<PlatformClient['redeemIdentityCode']>>;

const code = { codeId: 'q83vEjRWeJq83vEjRWeJqw', keyId: 'city-app-1' };

/** A platform that answers when the test says so. */
const createWorld = (state: LineState = 'online') => {
  const clock = createFakeClock();
  const asked: unknown[] = [];
  const observed: boolean[] = [];
  const reply = deferred<Reply>();
  const redeem = createRedeemCode({
    client: {
      redeemIdentityCode: (request) => {
        asked.push(request);
        return reply.promise;
      },
    },
    line: { state: () => state, observed: (reachable) => observed.push(reachable) },
    clock,
    newRedemptionId: () => 'the redemption',
  });
  return { clock, asked, observed, redeem, answer: reply.resolve };
};

const refused = (problem: ProblemReason): Reply => ({ ok: false, reason: 'refused', problem, detail: '' });

describe('redeeming a code', () => {
  it('asks the platform with the code’s id and key, and nothing of its holder', async () => {
    const { redeem, answer, asked, observed, clock } = createWorld();
    answer({ ok: true, value: { redeemedAt: 1 } });
    expect(await redeem(code)).toEqual({ outcome: 'redeemed' });
    expect(asked).toEqual([{ ...code, redemptionId: 'the redemption' }]);
    expect(observed).toEqual([true]);
    expect(clock.pending()).toBe(0);
  });

  it.each([
    ['code-used', 'code-used'],
    ['code-expired', 'code-expired'],
    ['code-unknown', 'code-refused'],
    ['kiosk-revoked', 'code-refused'],
  ] as const)('takes the platform’s no for a no: %s', async (reason, problem) => {
    const { redeem, answer } = createWorld();
    answer(refused(reason));
    expect(await redeem(code)).toEqual({ outcome: 'refused', problem, reason });
  });

  it.each([
    refused('busy'),
    refused('internal-error'),
    refused('unknown-kiosk'),
    { ok: false, reason: 'unreachable', detail: '' },
    { ok: false, reason: 'not-genuine', detail: '' },
    { ok: false, reason: 'malformed-reply', detail: '' },
  ] as const)('goes on where nothing was said of the code: %j', async (reply) => {
    const { redeem, answer, observed } = createWorld();
    answer(reply);
    expect(await redeem(code)).toEqual({ outcome: 'unanswered' });
    expect(observed).toEqual(!reply.ok && reply.reason === 'unreachable' ? [false] : []);
  });

  it('does not keep the resident waiting for a platform that does not answer', async () => {
    const { redeem, clock } = createWorld('unknown');
    const redemption = redeem(code);
    await clock.advance(redemptionMilliseconds);
    expect(await redemption).toEqual({ outcome: 'unanswered' });
  });

  it('asks nobody without a line', async () => {
    const { redeem, asked } = createWorld('offline');
    expect(await redeem(code)).toEqual({ outcome: 'offline' });
    expect(asked).toEqual([]);
  });
});
