import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransportOutcome } from '../../../../electron/sync/trust/http-transport.ts';
import { generateKioskKey } from '../../../../electron/sync/trust/kiosk-key.ts';
import type { HttpRequestParts } from '../../../../platform/contract/http-signature/index.ts';
import type { SubmissionBatchReply } from '../../../../platform/contract/submissions.ts';
import { createExchangeWorld, publicKeyOf } from './exchange-world.ts';
import { anyHealthReport, noAnswer, platformStart, problem } from './fake-platform.ts';

const year = 365 * 86_400_000;
const empty: SubmissionBatchReply = { results: [] };

const answered = (outcome: TransportOutcome) => {
  if (outcome.outcome !== 'answered') throw new Error('the fake platform always answers');
  return outcome;
};
const isKeys = ({ url }: HttpRequestParts): boolean => url.pathname === '/v1/keys';

describe('a signed exchange', () => {
  it('gives the answer to the request, and learns the time from it', async () => {
    const { platform, client, platformTime, accepted, keys } = await createExchangeWorld();
    platform.routes.set('/v1/submissions', () => ({ status: 200, body: empty }));
    expect(await client.submit(['{"a":1}'])).toEqual({ ok: true, value: empty });
    expect(accepted).toEqual([keys[0]?.keyId]);
    expect(Math.abs(platformTime.now() - platform.platformNow())).toBeLessThanOrEqual(500);
  });

  it.each([year, -year, 60_000 * 6, -60_000 * 6])(
    'is put right by the platform where the wall clock is %d ms off',
    async (localError) => {
      const { client, seen, platform, platformTime } = await createExchangeWorld({ localError });
      expect((await client.materialStatus('m')).ok).toBe(false);
      expect(seen()).toEqual(['/v1/materials/m clock-skew', '/v1/materials/m ok']);
      await client.materialStatus('m');
      expect(seen()).toHaveLength(3);
      expect(Math.abs(platformTime.now() - platform.platformNow())).toBeLessThanOrEqual(500);
    },
  );

  it('does not ask for ever of a platform that is never content with the clock', async () => {
    const { platform, client, seen } = await createExchangeWorld();
    platform.routes.set('/v1/feed', () => problem(401, 'clock-skew'));
    expect(await client.feed('', 10)).toMatchObject({ reason: 'refused', problem: 'clock-skew' });
    expect(seen()).toHaveLength(2);
  });

  it('believes a clock-skew of nobody but the platform', async () => {
    const { platform, client, platformTime, seen } = await createExchangeWorld();
    platform.line = (outcome, request) => {
      if (isKeys(request)) return outcome;
      const { answer } = answered(outcome);
      const body = Buffer.from(JSON.stringify(problem(401, 'clock-skew').body));
      return { ...answered(outcome), answer: { ...answer, status: 401, body } };
    };
    expect(await client.feed('', 10)).toMatchObject({ reason: 'not-genuine' });
    expect(platformTime.offset()).toBeNull();
    expect(seen()).toHaveLength(1);
  });

  it('signs anew when the line had doubled its request, and sends what it sent before', async () => {
    const { platform, client } = await createExchangeWorld();
    let doubled = false;
    platform.routes.set('/v1/submissions', () => {
      if (doubled) return { status: 200, body: empty };
      doubled = true;
      return problem(409, 'request-replayed');
    });
    expect(await client.submit(['{ "b" :1}'])).toEqual({ ok: true, value: empty });
    expect(platform.seen.map(({ body }) => body)).toEqual([
      '{"messages":[{ "b" :1}]}',
      '{"messages":[{ "b" :1}]}',
    ]);
  });

  it('sends once more what met a connection that the platform had closed meanwhile', async () => {
    const { platform, client } = await createExchangeWorld();
    let stale = true;
    platform.routes.set('/v1/submissions', () => ({ status: 200, body: empty }));
    platform.line = (outcome, request) => {
      if (isKeys(request) || !stale) return outcome;
      stale = false;
      return { ...noAnswer, staleConnection: true };
    };
    expect(await client.submit(['{}'])).toEqual({ ok: true, value: empty });
    expect(platform.seen.map(({ result }) => result)).toEqual(['ok', 'ok']);
  });

  it('tells a line that is down at the first attempt', async () => {
    const { platform, client } = await createExchangeWorld();
    platform.line = () => noAnswer;
    expect(await client.submit(['{}'])).toEqual({ ok: false, reason: 'unreachable', detail: 'ECONNRESET' });
    expect(platform.seen).toHaveLength(1);
  });
});

describe('what is not provably the platform’s answer to this request', () => {
  const spoil: readonly [string, (outcome: TransportOutcome, old: TransportOutcome) => TransportOutcome][] = [
    [
      'another body',
      (outcome) => ({
        ...answered(outcome),
        answer: { ...answered(outcome).answer, body: Buffer.from('{"results":[1]}') },
      }),
    ],
    [
      'no body',
      (outcome) => ({ ...answered(outcome), answer: { ...answered(outcome).answer, body: Buffer.from('') } }),
    ],
    [
      'another status',
      (outcome) => ({ ...answered(outcome), answer: { ...answered(outcome).answer, status: 201 } }),
    ],
    [
      'no signature',
      (outcome) => ({
        ...answered(outcome),
        answer: { ...answered(outcome).answer, headers: { 'content-type': 'application/json' } },
      }),
    ],
    ['an answer of the past', (_outcome, old) => old],
  ];
  it.each(spoil)('%s changes nothing', async (_what, change) => {
    const { platform, client, platformTime, accepted, revocations } = await createExchangeWorld();
    platform.routes.set('/v1/submissions', () => ({ status: 200, body: empty }));
    let old: TransportOutcome = noAnswer;
    platform.line = (outcome, request) => {
      if (!isKeys(request)) old = outcome;
      return outcome;
    };
    await client.submit(['{}']);
    const knew = platformTime.kept();
    platform.line = (outcome, request) => (isKeys(request) ? outcome : change(outcome, old));
    expect(await client.submit(['{}'])).toMatchObject({ ok: false, reason: 'not-genuine' });
    expect(platformTime.kept()).toEqual(knew);
    expect([accepted.length, revocations]).toEqual([1, 0]);
  });

  it('is an answer to another kiosk', async () => {
    const mine = await createExchangeWorld();
    const other = await createExchangeWorld({ platform: mine.platform });
    const { platform } = mine;
    platform.routes.set('/v1/submissions', () => ({ status: 200, body: empty }));
    let theirs: TransportOutcome = noAnswer;
    platform.line = (outcome, request) => {
      if (!isKeys(request)) theirs = outcome;
      return outcome;
    };
    expect((await other.client.submit(['{}'])).ok).toBe(true);
    platform.line = (outcome, request) => (isKeys(request) ? outcome : theirs);
    expect(await mine.client.submit(['{}'])).toMatchObject({ reason: 'not-genuine' });
  });

  it('is one under a key that the root has not signed, or whose time is over', async () => {
    const { platform, client } = await createExchangeWorld();
    expect((await client.reportHealth(anyHealthReport)).ok).toBe(true);
    platform.setPlatformNow(platformStart + 2 * year);
    expect(await client.reportHealth(anyHealthReport)).toEqual({
      ok: false,
      reason: 'not-genuine',
      detail: 'status 401, key-out-of-date',
    });
    const stranger = await createExchangeWorld();
    platform.line = (outcome, request) =>
      isKeys(request)
        ? outcome
        : { ...answered(outcome), answer: stranger.platform.answer({ status: 200, body: {} }, request) };
    expect(await client.reportHealth(anyHealthReport)).toMatchObject({
      reason: 'not-genuine',
      detail: 'status 200, signature-invalid',
    });
  });

  it('is told as such, not as an error, whatever bytes come', async () => {
    const { platform, client } = await createExchangeWorld();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 200, max: 599 }),
        fc.dictionary(
          fc.constantFrom('signature', 'signature-input', 'content-digest', 'content-type', 'retry-after'),
          fc.string(),
        ),
        fc.uint8Array({ maxLength: 200 }),
        async (status, headers, body) => {
          platform.line = (outcome, request) =>
            isKeys(request) ? outcome : { ...answered(outcome), answer: { status, headers, body } };
          expect(await client.feed('', 1)).toMatchObject({ ok: false, reason: 'not-genuine' });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('an answer key that is not known yet', () => {
  it('is looked for once in the key set that the root has signed', async () => {
    const { platform, client, keySet } = await createExchangeWorld();
    expect(keySet.current()).toEqual([]);
    expect((await client.reportHealth(anyHealthReport)).ok).toBe(true);
    expect(keySet.current()).toHaveLength(1);
    let fetched = 0;
    platform.line = (outcome, request) => {
      if (isKeys(request)) fetched += 1;
      return outcome;
    };
    await client.reportHealth(anyHealthReport);
    expect(fetched).toBe(0);
  });

  it('stays unknown where the key set cannot be fetched', async () => {
    const { platform, client } = await createExchangeWorld();
    platform.line = (outcome, request) => (isKeys(request) ? noAnswer : outcome);
    expect(await client.reportHealth(anyHealthReport)).toEqual({
      ok: false,
      reason: 'not-genuine',
      detail: 'status 200, unknown-key',
    });
  });
});

describe('a kiosk whose key is being changed', () => {
  it('tries the next key where the present one is no longer known', async () => {
    const world = await createExchangeWorld();
    const { platform, client, keys, accepted } = world;
    const next = generateKioskKey();
    platform.kiosks.clear();
    platform.kiosks.set(next.keyId, publicKeyOf(next));
    world.keys = [...keys, next];
    expect((await client.reportHealth(anyHealthReport)).ok).toBe(true);
    expect(accepted).toEqual([next.keyId]);
  });

  it('signs with the new key what was refused while the key was changed under it', async () => {
    const world = await createExchangeWorld();
    const { platform, client } = world;
    const next = generateKioskKey();
    platform.line = (outcome, request) => {
      if (isKeys(request) || world.keys[0] === next) return outcome;
      // Another request was faster: the key has changed, and the platform has heard the new one.
      world.keys = [next];
      platform.kiosks.clear();
      platform.kiosks.set(next.keyId, publicKeyOf(next));
      return { ...answered(outcome), answer: platform.answer(problem(401, 'unknown-kiosk'), request) };
    };
    expect((await client.reportHealth(anyHealthReport)).ok).toBe(true);
  });

  it('is told that the platform does not know it where no key is known', async () => {
    const { platform, client, accepted, revocations } = await createExchangeWorld();
    platform.kiosks.clear();
    expect(await client.reportHealth(anyHealthReport)).toMatchObject({ problem: 'unknown-kiosk' });
    expect([accepted, revocations]).toEqual([[], 0]);
  });
});

describe('a kiosk that the platform has revoked', () => {
  it('hears of it, and sends nothing any more once its key is gone', async () => {
    const world = await createExchangeWorld();
    const { platform, client } = world;
    platform.kiosks.set(world.keys[0]?.keyId ?? '', null);
    expect(await client.reportHealth(anyHealthReport)).toMatchObject({ problem: 'kiosk-revoked' });
    expect(world.revocations).toBe(1);
    world.keys = [];
    expect(await client.reportHealth(anyHealthReport)).toMatchObject({ problem: 'kiosk-revoked' });
    expect(platform.seen).toHaveLength(1);
  });

  it('does not take it from anybody else', async () => {
    const world = await createExchangeWorld();
    const stranger = await createExchangeWorld();
    world.platform.line = (outcome, request) =>
      isKeys(request)
        ? outcome
        : { ...answered(outcome), answer: stranger.platform.answer(problem(401, 'kiosk-revoked'), request) };
    expect(await world.client.reportHealth(anyHealthReport)).toMatchObject({ reason: 'not-genuine' });
    expect(world.revocations).toBe(0);
  });
});
