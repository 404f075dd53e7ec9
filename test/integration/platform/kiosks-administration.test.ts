import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema, signedKeySetSchema } from '../../../platform/contract/api.ts';
import { enrolmentCodeSchema } from '../../../platform/contract/kiosks.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { housingRequest, startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import { type PlatformAnswer, readGenuineAnswer, send } from '../../helpers/platform-kiosk.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
let time = testNow;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken, clock: { now: () => time } });
});
afterAll(() => platform.close());

/** A call of the administration; its answers are signed like all others. */
const call = async (
  method: string,
  path: string,
  body?: unknown,
  authorization = `Bearer ${adminToken}`,
): Promise<PlatformAnswer> => {
  const request = {
    method,
    path: `/admin/v1/${path}`,
    body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  };
  return readGenuineAnswer(platform, await send(platform.url, request), request);
};

const keySetNow = async () => {
  const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
  const opened = await verifyKeySet(jws, platform.rootKey);
  if (opened.outcome !== 'genuine') {
    throw new Error(opened.outcome);
  }
  return opened.keySet;
};

const issue = async (): Promise<Uint8Array> => {
  const { body } = await platform.post('/v1/certificates', housingRequest({ consentedAt: time }));
  return new Uint8Array(Buffer.from((body as { certificate: string }).certificate, 'base64url'));
};

describe('the administration over HTTP', () => {
  test.each(['', 'Bearer', 'Bearer wrong', `Basic ${adminToken}`, `Bearer ${adminToken}x`])(
    'is closed to "%s"',
    async (authorization) => {
      for (const [method, path] of [
        ['GET', 'kiosks'],
        ['POST', 'enrolment-codes'],
        ['GET', 'audit'],
      ] as const) {
        const body = method === 'POST' ? { stationCode: 'QX-0200' } : undefined;
        const answer = await call(method, path, body, authorization);
        expect([answer.status, answer.contentType]).toEqual([401, 'application/problem+json; charset=utf-8']);
      }
    },
  );

  test('is closed to kiosks', async () => {
    expect((await platform.get('/admin/v1/kiosks')).status).toBe(401);
  });

  test('makes enrolment codes', async () => {
    const { body } = await call('POST', 'enrolment-codes', { stationCode: 'QX-0200' });
    const { code, expiresAt } = body as { code: string; expiresAt: number };
    expect(enrolmentCodeSchema.safeParse(code).success).toBe(true);
    expect(expiresAt).toBe(time + 86_400_000);
  });

  test('revokes a kiosk, once', async () => {
    const { kioskId } = await platform.enrolKiosk();
    const revocation = { kioskId, reason: 'stolen' };
    expect((await call('POST', 'kiosk-revocations', revocation)).status).toBe(200);
    expect((await call('POST', 'kiosk-revocations', revocation)).status).toBe(404);
    const { body } = await call('GET', 'kiosks');
    expect((body as { kiosks: unknown[] }).kiosks).toContainEqual(
      expect.objectContaining({ kioskId, revokedAt: time, revocationReason: 'stolen' }),
    );
  });

  test('says which field of a request is wrong', async () => {
    const answer = await call('POST', 'enrolment-codes', { stationCode: '../..' });
    expect([answer.status, problemSchema.parse(answer.body).detail]).toEqual([400, 'stationCode']);
  });

  test('keeps an entry of every act: who, what, when', async () => {
    await call('POST', 'enrolment-codes', { stationCode: 'QX-0201' });
    await platform.administration.createEnrolmentCode('QX-0202');
    const { body } = await call('GET', 'audit');
    const [last, before] = (body as { entries: unknown[] }).entries;
    expect(last).toMatchObject({
      actor: 'console',
      act: 'create-enrolment-code',
      subject: 'QX-0202',
      actedAt: time,
    });
    expect(before).toMatchObject({ actor: 'http', act: 'create-enrolment-code', subject: 'QX-0201' });
  });

  test('is not there without a token', async () => {
    const closed = await startTestPlatform();
    expect((await closed.unsigned.get('/admin/v1/kiosks')).status).toBe(404);
    await closed.close();
  });

  test('does not start with a token that can be guessed', async () => {
    await expect(startTestPlatform({ adminToken: 'secret' })).rejects.toThrow(RangeError);
  });
});

describe('keys', () => {
  test.each([
    ['platform-answer', 'answerKeys'],
    ['platform-sealing', 'sealingKeys'],
    ['xiaoxiang-real-estate', 'keys'],
  ] as const)('of %s are rotated: the new one is published, the old one stays good', async (owner, list) => {
    const before = await keySetNow();
    const answer = await call('POST', 'key-rotations', { owner });
    const { keyId } = answer.body as { keyId: string };
    const after = await keySetNow();
    expect(after.issuedAt).toBeGreaterThan(before.issuedAt);
    expect(after[list]).toEqual(expect.arrayContaining([...before[list]]));
    expect(after[list].map((key) => key.keyId)).toContain(keyId);
    expect(after[list]).toHaveLength(before[list].length + 1);
  });

  test('of the platform sign its answers from the rotation on', async () => {
    const { body } = await call('POST', 'key-rotations', { owner: 'platform-answer' });
    const response = await fetch(`${platform.url}/v1/health`);
    expect(response.headers.get('signature-input')).toContain((body as { keyId: string }).keyId);
  });

  test('of the root, and of nobody, are not rotated', async () => {
    expect((await call('POST', 'key-rotations', { owner: 'root' })).status).toBe(404);
    expect((await call('POST', 'key-rotations', { owner: 'nobody' })).status).toBe(404);
  });

  test('that are revoked end at once: what was signed before stays good, a new key takes over', async () => {
    const before = await issue();
    const issuedAt = time;
    const keySet = await keySetNow();
    const verified = verifyCertificate(before, keySet, time);
    const keyId = 'key' in verified ? verified.key.keyId : '';
    time += 10_000;
    expect((await call('POST', 'key-revocations', { keyId })).status).toBe(200);
    const after = await issue();
    const changed = await keySetNow();
    expect(changed.issuedAt).toBeGreaterThan(keySet.issuedAt);
    expect(changed.keys.find((key) => key.keyId === keyId)?.notAfter).toBe(time);
    expect(verifyCertificate(before, changed, issuedAt).outcome).toBe('genuine');
    const renewed = verifyCertificate(after, changed, time);
    expect(renewed.outcome).toBe('genuine');
    expect('key' in renewed && renewed.key.keyId).not.toBe(keyId);
    expect((await call('POST', 'key-revocations', { keyId })).status).toBe(404);
  });
});

describe('a certificate that is revoked', () => {
  test('is so by its number, and in the list for the kiosks', async () => {
    const verified = verifyCertificate(await issue(), await keySetNow(), time);
    const certificateNumber = verified.outcome === 'genuine' ? verified.claims.certificateNumber : '';
    const revocation = { certificateNumber, reason: 'issued in error' };
    expect((await call('POST', 'certificate-revocations', revocation)).status).toBe(200);
    expect((await platform.unsigned.get(`/v1/certificates/${certificateNumber}`)).body).toMatchObject({
      state: 'revoked',
    });
    expect((await call('POST', 'certificate-revocations', revocation)).status).toBe(404);
    const { body } = await platform.get('/v1/feed?limit=500');
    const payloads = (body as { documents: string[] }).documents.map((jws) =>
      Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    expect(payloads.filter((text) => text.includes('"revocations"')).join()).toContain(certificateNumber);
  });
});
