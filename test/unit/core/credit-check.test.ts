import { describe, expect, it } from 'vitest';
import { createCheckCredit } from '../../../electron/core/credit/check-credit.ts';
import { accountOf } from '../../../electron/core/session/agency-types.ts';
import type { PlatformClient } from '../../../electron/sync/platform-client.ts';
import { lin } from '../../helpers/visit.ts';

type Reply = Awaited<ReturnType<PlatformClient['checkCredit']>>;

const ordinary: Reply = { ok: true, value: { standing: 'ordinary', answeredAt: 2 } };

const world = (
  reply: Reply,
  { writes = true, state = 'online' as 'online' | 'offline' | 'unknown' } = {},
) => {
  const happened: unknown[] = [];
  const service = createCheckCredit({
    client: {
      checkCredit: (query) => {
        happened.push(['asked', query]);
        return Promise.resolve(reply);
      },
    },
    journal: {
      creditChecked: (visitId, account, item) => {
        happened.push(['written', visitId, account, item]);
        return writes ? { ok: true } : { ok: false, reason: 'disk-full', detail: '' };
      },
    },
    line: { state: () => state, observed: (reachable) => void happened.push(['line', reachable]) },
    platformTime: { now: () => 1_000.4 },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  return { service, happened, check: () => service.check({ visitId: 'v', person: lin, item: 'some-item' }) };
};

describe('how somebody stands', () => {
  it('is asked of the platform after that was written down', async () => {
    const { check, happened } = world(ordinary);
    expect(await check()).toEqual({ outcome: 'told', reply: { standing: 'ordinary', answeredAt: 2 } });
    expect(happened).toEqual([
      ['written', 'v', accountOf(lin), 'some-item'],
      [
        'asked',
        {
          holder: { name: lin.name, sex: lin.sex, idNumber: lin.idNumber },
          assuranceLevel: lin.assuranceLevel,
          consentedAt: 1_000,
          item: 'some-item',
        },
      ],
      ['line', true],
    ]);
  });

  it('is not asked where it cannot be written down', async () => {
    const { check, happened } = world(ordinary, { writes: false });
    expect(await check()).toEqual({
      outcome: 'failed',
      problem: 'could-not-record',
      staffCode: 'disk-full',
    });
    expect(happened).toHaveLength(1);
  });

  it.each([
    ['unreachable', { ok: false, reason: 'unreachable', detail: 'x' }, false],
    ['an answer that is not the platform’s', { ok: false, reason: 'not-genuine', detail: 'x' }, false],
    ['a refusal', { ok: false, reason: 'refused', problem: 'not-found', detail: 'x' }, true],
  ] as const)('is not known after %s', async (_what, reply, reachable) => {
    const { check, happened } = world(reply);
    expect(await check()).toEqual({ outcome: 'not-known' });
    expect(happened.at(-1)).toEqual(['line', reachable]);
  });

  it('can be asked only while the line is known to be up', () => {
    expect(
      (['online', 'offline', 'unknown'] as const).map((state) =>
        world(ordinary, { state }).service.isPossible(),
      ),
    ).toEqual([true, false, false]);
  });
});
