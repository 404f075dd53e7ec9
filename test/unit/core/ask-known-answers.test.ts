import { describe, expect, it } from 'vitest';
import { createAskKnownAnswers } from '../../../electron/core/known-answers/ask-known-answers.ts';
import { accountOf } from '../../../electron/core/session/agency-types.ts';
import type { PlatformClient } from '../../../electron/sync/platform-client.ts';
import { lin } from '../../helpers/visit.ts';

type Reply = Awaited<ReturnType<PlatformClient['knownAnswers']>>;

const answers = [
  {
    field: 'phone',
    value: '13974280451',
    source: { earlierFiling: 'elderly-allowance', itemName: null, filedOn: '2026-03-02' },
  },
];
const ok: Reply = { ok: true, value: { answeredAt: 2, answers } };

const world = (
  replies: readonly Reply[],
  { writes = true, state = 'online' as 'online' | 'offline' | 'unknown' } = {},
) => {
  const happened: unknown[] = [];
  const left = [...replies];
  const service = createAskKnownAnswers({
    client: {
      knownAnswers: (query) => {
        happened.push(['asked', query]);
        return Promise.resolve(left.shift() ?? ok);
      },
    },
    journal: {
      knownAnswersAsked: (visitId, account, item) => {
        happened.push(['written', visitId, account, item]);
        return writes ? { ok: true } : { ok: false, reason: 'disk-full', detail: '' };
      },
    },
    line: { state: () => state, observed: (reachable) => void happened.push(['line', reachable]) },
    platformTime: { now: () => 1_000.4 },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const forms = replies.map((_, index) => ({ item: `item-${index}`, formVersion: 3 }));
  return { service, happened, ask: () => service.ask({ visitId: 'v', person: lin, forms }) };
};

describe('what is known for a form', () => {
  it('is asked of the platform after that was written down', async () => {
    const { ask, happened } = world([ok]);
    expect(await ask()).toEqual({ outcome: 'told', told: [{ item: 'item-0', answers }] });
    const { name, sex, idNumber, assuranceLevel } = lin;
    expect(happened).toEqual([
      ['written', 'v', accountOf(lin), 'item-0'],
      [
        'asked',
        {
          holder: { name, sex, idNumber },
          assuranceLevel,
          consentedAt: 1_000,
          item: 'item-0',
          formVersion: 3,
        },
      ],
      ['line', true],
    ]);
  });

  it('is not asked where it cannot be written down', async () => {
    const { ask, happened } = world([ok], { writes: false });
    expect(await ask()).toEqual({ outcome: 'failed', problem: 'could-not-record', staffCode: 'disk-full' });
    expect(happened).toHaveLength(1);
  });

  it.each([
    ['unreachable', { ok: false, reason: 'unreachable', detail: 'x' }, false],
    ['an answer that is not the platform’s', { ok: false, reason: 'not-genuine', detail: 'x' }, false],
    ['a refusal', { ok: false, reason: 'refused', problem: 'not-found', detail: 'x' }, true],
  ] as const)('is not told after %s', async (_what, reply, reachable) => {
    const { ask, happened } = world([reply]);
    expect(await ask()).toEqual({ outcome: 'not-told' });
    expect(happened.at(-1)).toEqual(['line', reachable]);
  });

  it('of several forms what was told stays where one is refused, and without a line nobody goes on asking', async () => {
    const refused: Reply = { ok: false, reason: 'refused', problem: 'not-found', detail: '' };
    const gone: Reply = { ok: false, reason: 'unreachable', detail: '' };
    const { ask, happened } = world([refused, ok, gone, ok]);
    expect(await ask()).toEqual({ outcome: 'told', told: [{ item: 'item-1', answers }] });
    expect(happened.filter((one) => Array.isArray(one) && one[0] === 'asked')).toHaveLength(3);
  });

  it('can be asked only while the line is known to be up', () => {
    expect(
      (['online', 'offline', 'unknown'] as const).map((state) => world([], { state }).service.isPossible()),
    ).toEqual([true, false, false]);
  });
});
