import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AdministrationCommand,
  runAdministrationCommand,
} from '../../../platform/admin/administration-commands.ts';
import { problemSchema, signedKeySetSchema } from '../../../platform/contract/api.ts';
import {
  type FeedDocument,
  feedPageSchema,
  preparedDocumentSchema,
} from '../../../platform/contract/feed.ts';
import { enrolmentCodeSchema } from '../../../platform/contract/kiosks.ts';
import { holderKey, openPrepared } from '../../../platform/contract/sealing/index.ts';
import { verifyDocument } from '../../../platform/contract/signed-document.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { healthReportOf } from '../../helpers/health-report.ts';
import {
  housingRequest,
  startTestPlatform,
  type TestKiosk,
  type TestPlatform,
  testNow,
} from '../../helpers/platform.ts';
import { jsonRequest, type PlatformAnswer, readGenuineAnswer, send } from '../../helpers/platform-kiosk.ts';

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

  test('settles the alert of a kiosk, once', async () => {
    const kiosk = await platform.enrolKiosk();
    const report = (sequence: number) =>
      healthReportOf({ reportedAt: time, auditHead: { sequence, hash: 'a'.repeat(64) } });
    for (const sequence of [10, 5]) {
      await kiosk.exchange(jsonRequest('POST', '/v1/kiosks/self/health', report(sequence)));
    }
    const alertNow = async () => {
      const { alerts } = (await call('GET', 'alerts')).body as {
        alerts: { alertId: number; kioskId: string; settledAt: number | null }[];
      };
      return alerts.find(({ kioskId }) => kioskId === kiosk.kioskId);
    };
    const alertId = (await alertNow())?.alertId;
    expect((await call('POST', 'alert-settlements', { alertId })).status).toBe(200);
    expect((await call('POST', 'alert-settlements', { alertId })).status).toBe(404);
    expect(await alertNow()).toMatchObject({ alertId, settledAt: time });
  });

  test('lists applications that could not be opened; one that can be has no second opening', async () => {
    expect((await call('GET', 'application-alerts')).body).toEqual({ alerts: [] });
    const receiptNumber = 'SL-QX-0007-20261120-7K3M9QXAB2';
    expect((await call('POST', 'application-reopenings', { receiptNumber })).status).toBe(404);
  });

  test('lists replies that could not be opened; one that can be has no second opening', async () => {
    expect((await call('GET', 'reply-alerts')).body).toEqual({ alerts: [] });
    const lost = { kioskId: platform.kiosk.kioskId, key: '019A9C00-0000-7000-8000-000000000001' };
    expect((await call('POST', 'reply-reopenings', lost)).status).toBe(404);
    expect((await platform.administration.auditTrail())[0]).toMatchObject({ act: 'reopen-reply' });
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

/** Everything published to a kiosk, opened. */
const publishedTo = async (kiosk: TestKiosk): Promise<FeedDocument[]> => {
  const { body } = await kiosk.exchange({ method: 'GET', path: '/v1/feed?limit=500' });
  const { answerKeys } = await keySetNow();
  return Promise.all(
    feedPageSchema.parse(body).documents.map(async (jws) => {
      const verified = await verifyDocument(jws, (keyId) => answerKeys.find((key) => key.keyId === keyId));
      if (verified.outcome !== 'genuine') {
        throw new Error(verified.outcome);
      }
      return verified.document;
    }),
  );
};

const numberOf = async (certificate: Uint8Array): Promise<string> => {
  const verified = verifyCertificate(certificate, await keySetNow(), time);
  return verified.outcome === 'genuine' ? verified.claims.certificateNumber : '';
};

describe('a policy', () => {
  const policy = { acknowledgedRetentionDays: 60, backupRetentionDays: 7, healthReportSeconds: 300 };

  test('that the administration publishes reaches every kiosk', async () => {
    const { body } = await call('POST', 'policies', policy);
    const again = await call('POST', 'policies', policy);
    expect([body, again.body]).toEqual([{ version: 2 }, { version: 2 }]);
    const settings = (await publishedTo(await platform.enrolKiosk('QX-0300'))).filter(
      ({ collection }) => collection === 'settings',
    );
    expect(settings).toMatchObject([{ id: 'kiosk', version: 2, audience: 'all', content: policy }]);
    const acts = (await platform.administration.auditTrail()).filter(({ act }) => act === 'publish-policy');
    expect(acts).toMatchObject([
      { actor: 'http' },
      { actor: 'http', detail: { policy: JSON.stringify(policy) } },
    ]);
  });

  test.each([
    { ...policy, healthReportSeconds: 1 },
    { ...policy, more: 1 },
    { acknowledgedRetentionDays: 60 },
  ])('that kiosks could not follow is refused: %j', async (wrong) => {
    expect((await call('POST', 'policies', wrong)).status).toBe(400);
  });
});

describe('from the command line', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yizhan-administration-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (asked: AdministrationCommand) =>
    runAdministrationCommand({ url: platform.url, token: adminToken }, asked);
  const fileOf = async (text: string): Promise<string> => {
    const file = join(folder, 'policy.json');
    await writeFile(file, text);
    return file;
  };

  test('a policy is published, from a file that holds one', async () => {
    const policy = { acknowledgedRetentionDays: 90, backupRetentionDays: 9, healthReportSeconds: 600 };
    const { result } = await run({ command: 'publish-policy', file: await fileOf(JSON.stringify(policy)) });
    const settings = (await publishedTo(platform.kiosk)).find(({ collection }) => collection === 'settings');
    expect(settings).toMatchObject({ version: Number(result), content: policy });
  });

  test.each([
    ['{', 'is not JSON'],
    ['{"acknowledgedRetentionDays":90}', 'backupRetentionDays'],
  ])('a file that holds none is refused with words: %s', async (text, words) => {
    const file = await fileOf(text);
    await expect(run({ command: 'publish-policy', file })).rejects.toThrow(words);
  });

  test('a document is delivered in advance, and a kiosk is revoked', async () => {
    const kiosk = await platform.enrolKiosk('QX-0304');
    const certificateNumber = await numberOf(await issue());
    const prepared = await run({ command: 'prepare-document', certificateNumber, stationCode: 'QX-0304' });
    expect(prepared.result).toBe(kiosk.kioskId);
    await run({ command: 'revoke-kiosk', kioskId: kiosk.kioskId, reason: 'stolen' });
    const { body } = await kiosk.exchange({ method: 'GET', path: '/v1/feed' });
    expect(problemSchema.parse(body).reason).toBe('kiosk-revoked');
    await expect(run({ command: 'revoke-kiosk', kioskId: kiosk.kioskId, reason: 'stolen' })).rejects.toThrow(
      '404',
    );
  });
});

describe('a document that is delivered in advance', () => {
  const preparedFor = async (kiosk: TestKiosk) =>
    (await publishedTo(kiosk)).filter(
      ({ collection, removed }) => collection === 'prepared-document' && !removed,
    );

  test('is in the feed of the kiosk of its station alone, and opened by its holder there', async () => {
    const [there, elsewhere] = [await platform.enrolKiosk('QX-0301'), await platform.enrolKiosk('QX-0302')];
    const certificate = await issue();
    const certificateNumber = await numberOf(certificate);
    const preparation = { certificateNumber, stationCode: 'QX-0301' };
    const { body } = await call('POST', 'prepared-documents', preparation);
    expect(body).toEqual({ kioskIds: [there.kioskId] });

    const documents = await preparedFor(there);
    expect(documents).toMatchObject([{ audience: there.kioskId, version: 1 }]);
    expect([...(await preparedFor(elsewhere)), ...(await preparedFor(platform.kiosk))]).toEqual([]);
    const { name, idNumber } = demonstrationResident;
    expect(JSON.stringify(documents)).not.toContain(idNumber);
    const [{ id, content } = { id: '', content: null }] = documents;
    const { sealed } = preparedDocumentSchema.parse(content);
    const card = { name, idNumber, validFrom: '2018-05-20', validUntil: 'long-term' };
    const kioskKey = there.key.privateKey;
    const holder = await holderKey(card, there.kioskId);
    expect(await openPrepared(sealed, { holder, kioskKey }, id)).toEqual(certificate);
    const atOther = await holderKey(card, elsewhere.kioskId);
    expect(await openPrepared(sealed, { holder: atOther, kioskKey }, id)).toBeUndefined();
    const otherKey = elsewhere.key.privateKey;
    expect(await openPrepared(sealed, { holder, kioskKey: otherKey }, id)).toBeUndefined();

    expect((await call('POST', 'prepared-documents', preparation)).body).toEqual(body);
    expect(await preparedFor(there)).toEqual(documents);
  });

  test('is withdrawn when its certificate is revoked', async () => {
    const kiosk = await platform.enrolKiosk('QX-0303');
    const certificateNumber = await numberOf(await issue());
    await call('POST', 'prepared-documents', { certificateNumber, stationCode: 'QX-0303' });
    expect(await preparedFor(kiosk)).toHaveLength(1);
    await call('POST', 'certificate-revocations', { certificateNumber, reason: 'issued in error' });
    expect(await preparedFor(kiosk)).toEqual([]);
    const refused = await call('POST', 'prepared-documents', { certificateNumber, stationCode: 'QX-0303' });
    expect(refused.body).toMatchObject({ status: 404, detail: 'certificate-not-good' });
  });

  test('goes nowhere where no kiosk stands', async () => {
    const certificateNumber = await numberOf(await issue());
    const refused = await call('POST', 'prepared-documents', { certificateNumber, stationCode: 'QX-0399' });
    expect(refused.body).toMatchObject({ status: 404, detail: 'unknown-station' });
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
