import { CompactSign } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../platform/contract/api.ts';
import { type HealthReport, keyRotationReplySchema } from '../../../platform/contract/kiosks.ts';
import { healthReportOf } from '../../helpers/health-report.ts';
import { startTestPlatform, type TestKiosk, type TestPlatform, testNow } from '../../helpers/platform.ts';
import {
  createKioskKey,
  createTestKiosk,
  jsonRequest,
  type KioskKeyPair,
  type PlatformAnswer,
} from '../../helpers/platform-kiosk.ts';

let time = testNow;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => time } });
});
afterAll(() => platform.close());

const reasonOf = ({ body }: PlatformAnswer): string => problemSchema.parse(body).reason;
const readFeed = { method: 'GET', path: '/v1/feed?limit=1' };

describe('a kiosk that changes its key', () => {
  const proofOf = (
    { kioskId }: TestKiosk,
    key: KioskKeyPair,
    changes: Partial<Record<'kioskId' | 'keyId' | 'issuedAt', unknown>> = {},
    typ = 'yizhan-key-rotation+jws',
  ): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify({ kioskId, keyId: key.keyId, issuedAt: time, ...changes })))
      .setProtectedHeader({ alg: 'ES256', typ })
      .sign(key.privateKey);

  const announce = async (kiosk: TestKiosk, key: KioskKeyPair, proof?: string): Promise<PlatformAnswer> =>
    kiosk.exchange(
      jsonRequest('POST', '/v1/kiosks/self/keys', {
        publicKey: key.publicJwk,
        proof: proof ?? (await proofOf(kiosk, key)),
      }),
    );

  const withKey = (kiosk: TestKiosk, key: KioskKeyPair): TestKiosk =>
    createTestKiosk(platform, () => time, { ...kiosk, key });

  test('may use the old one until it has used the new one, which then is the only one', async () => {
    const kiosk = await platform.enrolKiosk();
    const next = await createKioskKey();
    expect(await announce(kiosk, next)).toMatchObject({ status: 200, body: { keyId: next.keyId } });
    expect((await kiosk.exchange(readFeed)).status).toBe(200);
    const renewed = withKey(kiosk, next);
    expect((await renewed.exchange(readFeed)).status).toBe(200);
    expect(reasonOf(await kiosk.exchange(readFeed))).toBe('unknown-kiosk');
    expect((await renewed.exchange(readFeed)).status).toBe(200);
  });

  test('and announces it twice, because the answer was lost, has announced it once', async () => {
    const kiosk = await platform.enrolKiosk();
    const next = await createKioskKey();
    const first = keyRotationReplySchema.parse((await announce(kiosk, next)).body);
    const again = keyRotationReplySchema.parse((await announce(kiosk, next)).body);
    expect(again.keyId).toBe(first.keyId);
    expect((await withKey(kiosk, next).exchange(readFeed)).status).toBe(200);
  });

  test('and thinks better of it has only the key that it announced last', async () => {
    const kiosk = await platform.enrolKiosk();
    const [forgotten, next] = [await createKioskKey(), await createKioskKey()];
    await announce(kiosk, forgotten);
    await announce(kiosk, next);
    expect(reasonOf(await withKey(kiosk, forgotten).exchange(readFeed))).toBe('unknown-kiosk');
    expect((await withKey(kiosk, next).exchange(readFeed)).status).toBe(200);
  });

  test('cannot take the key of another kiosk, or one that it gave up', async () => {
    const kiosk = await platform.enrolKiosk();
    expect(reasonOf(await announce(kiosk, platform.kiosk.key))).toBe('malformed-request');
    const next = await createKioskKey();
    await announce(kiosk, next);
    const renewed = withKey(kiosk, next);
    await renewed.exchange(readFeed);
    expect(reasonOf(await announce(renewed, kiosk.key))).toBe('malformed-request');
  });

  test('proves that it has the private half', async () => {
    const kiosk = await platform.enrolKiosk();
    const [next, other] = [await createKioskKey(), await createKioskKey()];
    const proofs = [
      'no JWS',
      await proofOf(kiosk, { ...other, keyId: next.keyId }),
      await proofOf(kiosk, next, { kioskId: 'K-0000000000' }),
      await proofOf(kiosk, next, { keyId: other.keyId }),
      await proofOf(kiosk, next, { issuedAt: time - 301_000 }),
      await proofOf(kiosk, next, {}, 'yizhan-document+jws'),
    ];
    for (const proof of proofs) {
      const answer = await announce(kiosk, next, proof);
      expect([answer.status, problemSchema.parse(answer.body).detail]).toEqual([400, 'proof']);
    }
    expect(reasonOf(await withKey(kiosk, next).exchange(readFeed))).toBe('unknown-kiosk');
  });
});

describe('a kiosk that reports its health', () => {
  const hashOf = (digit: string): string => digit.repeat(64);
  const report = (sequence: number, hash: string): HealthReport =>
    healthReportOf({ reportedAt: time, auditHead: { sequence, hash } });
  const send = (kiosk: TestKiosk, sequence: number, hash: string): Promise<PlatformAnswer> =>
    kiosk.exchange(jsonRequest('POST', '/v1/kiosks/self/health', report(sequence, hash)));
  const alertsOf = async ({ kioskId }: TestKiosk) =>
    (await platform.administration.listAlerts())
      .filter((alert) => alert.kioskId === kioskId)
      .map(({ kind, detail }) => ({ kind, detail }));

  test('is seen by the administration, as it said last', async () => {
    const kiosk = await platform.enrolKiosk();
    expect(await send(kiosk, 1, hashOf('a'))).toMatchObject({ status: 200, body: {} });
    time += 60_000;
    await send(kiosk, 2, hashOf('b'));
    const seen = (await platform.administration.listKiosks()).find(
      ({ kioskId }) => kioskId === kiosk.kioskId,
    );
    expect(seen).toMatchObject({
      appVersion: '0.2.0',
      latestHealth: { receivedAt: time, report: report(2, hashOf('b')) },
    });
    expect(await alertsOf(kiosk)).toEqual([]);
  });

  test('with an audit log that grows, or rests, raises no alert', async () => {
    const kiosk = await platform.enrolKiosk();
    await send(kiosk, 10, hashOf('a'));
    await send(kiosk, 10, hashOf('a'));
    await send(kiosk, 25, hashOf('b'));
    expect(await alertsOf(kiosk)).toEqual([]);
  });

  test('with another entry in the place of one that it reported raises an alert, once', async () => {
    const kiosk = await platform.enrolKiosk();
    await send(kiosk, 10, hashOf('a'));
    await send(kiosk, 10, hashOf('b'));
    await send(kiosk, 10, hashOf('b'));
    expect(await alertsOf(kiosk)).toEqual([
      {
        kind: 'audit-history-differs',
        detail: { sequence: 10, before: hashOf('a'), now: hashOf('b') },
      },
    ]);
    // The first word stands.
    await send(kiosk, 10, hashOf('a'));
    expect(await alertsOf(kiosk)).toHaveLength(1);
  });

  test('with an audit log that became shorter raises an alert', async () => {
    const kiosk = await platform.enrolKiosk();
    await send(kiosk, 10, hashOf('a'));
    await send(kiosk, 7, hashOf('b'));
    expect(await alertsOf(kiosk)).toEqual([
      { kind: 'audit-sequence-went-back', detail: { sequence: 7, before: 10 } },
    ]);
  });

  test('and was restored from an old backup raises one alert, however often it reports, until it is settled', async () => {
    const kiosk = await platform.enrolKiosk();
    const open = async () =>
      (await platform.administration.listAlerts()).filter(
        ({ kioskId, settledAt }) => kioskId === kiosk.kioskId && settledAt === null,
      );
    await send(kiosk, 1_000, hashOf('a'));
    for (let sequence = 500; sequence < 520; sequence += 1) {
      time += 60_000;
      await send(kiosk, sequence, hashOf('b'));
    }
    const [alert, ...others] = await open();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      kind: 'audit-sequence-went-back',
      detail: { sequence: 500, before: 1_000 },
      raisedAt: time - 19 * 60_000,
      times: 20,
      lastAt: time,
    });
    expect(await platform.administration.settleAlert(alert?.alertId ?? 0)).toBe(true);
    expect(await platform.administration.settleAlert(alert?.alertId ?? 0)).toBe(false);
    expect(await open()).toEqual([]);
    await send(kiosk, 1_001, hashOf('b'));
    expect(await open()).toEqual([]);
    await send(kiosk, 900, hashOf('b'));
    expect(await open()).toMatchObject([{ kind: 'audit-sequence-went-back', times: 1 }]);
  });

  test('is not compared with another kiosk', async () => {
    const [one, other] = [await platform.enrolKiosk(), await platform.enrolKiosk()];
    await send(one, 10, hashOf('a'));
    await send(other, 10, hashOf('b'));
    expect([...(await alertsOf(one)), ...(await alertsOf(other))]).toEqual([]);
  });

  test('in a wrong form is told which field is wrong', async () => {
    const answer = await platform.post('/v1/kiosks/self/health', {
      ...report(1, 'no hash'),
      resident: '林晓岚',
    });
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(answer.body).detail).toBe('auditHead.hash, (body)');
  });
});
