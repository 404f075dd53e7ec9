import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Sign1 } from '@auth0/cose';
import { importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  certificateStatusSchema,
  healthSchema,
  issueCertificateReplySchema,
  type KeySet,
  problemSchema,
  signedKeySetSchema,
} from '../../../platform/contract/api.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadCatalogue } from '../../../platform/seed/load-catalogue.ts';
import type { StoreLocation } from '../../../platform/store/open-store.ts';
import {
  housingRequest,
  type PlatformAnswer,
  startTestPlatform,
  type TestPlatform,
  testNow,
} from '../../helpers/platform.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

const owner = {
  idNumber: '430199197207051155',
  name: '周海峰',
  sex: '男',
  properties: [
    {
      certificateNumber: '湘（2018）潇湘市不动产权第0031742号',
      location: '潇湘市清溪区枫林路128号',
      area: 126.5,
      use: '成套住宅',
      share: '单独所有',
      registeredOn: '2018-06-21',
    },
  ],
} as const;

/** One of the city's first 40 people, of whom every register has something: he gives blood, too. */
const known = { idNumber: '430199199202105213', name: '蔡鹏飞', sex: '男' } as const;

describe.each(['PGlite', 'PostgreSQL'] as const)('on %s', (engine) => {
  let time = testNow;
  let server: PostgresqlServer | undefined;
  let platform: TestPlatform;

  beforeAll(async () => {
    server = engine === 'PostgreSQL' ? await startPostgresql() : undefined;
    const store: StoreLocation =
      server === undefined ? 'memory' : { databaseUrl: await server.createDatabase() };
    platform = await startTestPlatform({
      store,
      clock: { now: () => time },
      residents: [{ ...owner, properties: [...owner.properties] }],
    });
  });

  afterAll(async () => {
    await platform.close();
    await server?.stop();
  });

  const certificateOf = ({ body }: PlatformAnswer): Uint8Array =>
    new Uint8Array(Buffer.from(issueCertificateReplySchema.parse(body).certificate, 'base64url'));

  const fetchKeySet = async (): Promise<KeySet> => {
    const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
    const opened = await verifyKeySet(jws, platform.rootKey);
    if (opened.outcome !== 'genuine') {
      throw new Error(opened.outcome);
    }
    return opened.keySet;
  };

  const claimsOf = async (answer: PlatformAnswer) => {
    const verified = verifyCertificate(certificateOf(answer), await fetchKeySet(), time);
    if (verified.outcome !== 'genuine') {
      throw new Error(verified.outcome);
    }
    return verified.claims;
  };

  const issue = (changes: Parameters<typeof housingRequest>[0] = {}) =>
    platform.post('/v1/certificates', housingRequest(changes));

  describe('the platform over HTTP', () => {
    test('listens on the loopback interface and tells its time', async () => {
      expect(platform.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(healthSchema.parse((await platform.unsigned.get('/v1/health')).body)).toMatchObject({
        status: 'ok',
        time: testNow,
      });
    });

    test('publishes department keys under the root key, without a private part', async () => {
      const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
      const [header = '', payload = '', signature = ''] = jws.split('.');
      const rootKey = createPublicKey({ key: platform.rootKey, format: 'jwk' });
      const isGood = verify(
        'sha256',
        Buffer.from(`${header}.${payload}`),
        { key: rootKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
      expect(isGood).toBe(true);
      expect(Object.keys(platform.rootKey).sort()).toEqual(['crv', 'kty', 'x', 'y']);
      const { items, myDocuments } = loadCatalogue(certificateIssuers);
      expect((await fetchKeySet()).keys.map(({ department }) => department).sort()).toEqual(
        [...new Set([...items, ...(myDocuments ?? [])].map(({ department }) => department.code))].sort(),
      );
    });

    test('issues every item of its catalogue for every purpose, unless a clerk looks at it first', async () => {
      for (const { code, purposes, assuranceLevel, approval } of loadCatalogue(certificateIssuers).items) {
        for (const { code: purpose, name } of purposes) {
          const answer = await issue({ kind: code, purpose, assuranceLevel, holder: known });
          if (approval) {
            expect(answer.body).toMatchObject({ reason: 'approval-pending' });
            continue;
          }
          expect(answer.status).toBe(200);
          expect((await claimsOf(answer)).purpose).toBe(name['zh-CN']);
        }
      }
    });
  });

  describe('a certificate of housing status', () => {
    test('says that a person without a dwelling has none', async () => {
      const claims = await claimsOf(await issue());
      expect(claims).toMatchObject({
        kind: 'housing-status',
        holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
        purpose: '购房资格',
        department: { code: 'xiaoxiang-real-estate', name: '潇湘市不动产登记中心' },
        station: { code: 'QX-0007' },
        assuranceLevel: 2,
        issuedAt: testNow / 1000,
        expiresAt: testNow / 1000 + 30 * 86_400,
        facts: { scope: '潇湘市全域', result: '无', count: '0', source: '不动产登记簿' },
        tables: { properties: [] },
      });
    });

    test('lists the dwellings of a person who has some', async () => {
      const { idNumber, name, sex } = owner;
      const claims = await claimsOf(await issue({ holder: { idNumber, name, sex } }));
      expect(claims.facts).toMatchObject({ result: '有', count: '1' });
      expect(claims.tables).toEqual({
        properties: [
          [
            '湘（2018）潇湘市不动产权第0031742号',
            '潇湘市清溪区枫林路128号',
            '126.50',
            '成套住宅',
            '单独所有',
            '2018-06-21',
          ],
        ],
      });
    });

    test('verifies with another COSE library and the published key', async () => {
      const message = Sign1.decode(certificateOf(await issue()));
      const keys = (await fetchKeySet()).keys;
      const key = keys.find(({ department }) => department === 'xiaoxiang-real-estate');
      await message.verify(await importJWK({ ...key?.jwk }, 'ES256'));
      const other = keys.find(({ department }) => department === 'xiaoxiang-provident-fund');
      await expect(message.verify(await importJWK({ ...other?.jwk }, 'ES256'))).rejects.toThrow();
    });
  });

  describe('a certificate of provident fund deposits', () => {
    test('states the account, with amounts that agree', async () => {
      const { facts, tables } = await claimsOf(
        await issue({ kind: 'provident-fund-deposit', purpose: 'loan' }),
      );
      const percent = Number(facts.personalRatio?.slice(0, -1)) + Number(facts.employerRatio?.slice(0, -1));
      expect(facts.monthlyAmount).toBe(((Number(facts.base) * percent) / 100).toFixed(2));
      expect(facts.firstMonth).toMatch(/^\d{4}-\d{2}$/);
      expect(facts.balance).toMatch(/^\d+\.\d{2}$/);
      expect(tables).toEqual({});
    });
  });

  describe('a request that comes again', () => {
    test('is answered with the same bytes, later too', async () => {
      const request = housingRequest();
      const first = certificateOf(await platform.post('/v1/certificates', request));
      time += 60_000;
      const second = certificateOf(await platform.post('/v1/certificates', request));
      time = testNow;
      expect(second).toEqual(first);
    });

    test('eight times at once gets one certificate', async () => {
      const request = housingRequest();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => platform.post('/v1/certificates', request)),
      );
      const certificates = answers.map((answer) => Buffer.from(certificateOf(answer)).toString('hex'));
      expect(new Set(certificates).size).toBe(1);
    });

    test('with fields in another order is the same request', async () => {
      const request = housingRequest();
      const first = certificateOf(await platform.post('/v1/certificates', request));
      const reordered = Object.fromEntries(Object.entries(request).reverse());
      expect(certificateOf(await platform.post('/v1/certificates', reordered))).toEqual(first);
    });

    test.each([
      ['another purpose', { purpose: 'loan' }],
      ['another person', { holder: { idNumber: owner.idNumber, name: owner.name, sex: owner.sex } }],
      ['another name of the station', { station: { code: 'QX-0007', name: '别处' } }],
      ['another time of consent', { consentedAt: testNow }],
      ['another assurance level', { assuranceLevel: 3 as const }],
    ])('for %s is refused', async (_what, changes) => {
      const request = housingRequest();
      await platform.post('/v1/certificates', request);
      const again = await platform.post('/v1/certificates', { ...request, ...changes });
      expect(again.status).toBe(422);
      expect(problemSchema.parse(again.body).reason).toBe('request-id-reused');
    });

    test('under an id of its own gets a certificate of its own', async () => {
      const numbers = await Promise.all([issue(), issue()].map(async (answer) => claimsOf(await answer)));
      expect(numbers[0]?.certificateNumber).not.toBe(numbers[1]?.certificateNumber);
    });
  });

  describe('what the platform refuses', () => {
    const holder = housingRequest().holder;

    test.each([
      ['unknown-kind', 422, { kind: 'weather-report' }],
      ['unknown-purpose', 422, { purpose: 'employment' }],
      ['unknown-person', 422, { holder: { ...holder, idNumber: '430199190001010000' } }],
      ['person-data-differs', 422, { holder: { ...holder, name: '林晓兰' } }],
      ['person-data-differs', 422, { holder: { ...holder, sex: '男' as const } }],
      ['assurance-level-too-low', 403, { assuranceLevel: 1 as const }],
      ['station-mismatch', 403, { station: { code: 'QX-0008', name: '别处' } }],
    ])('%s', async (reason, status, changes) => {
      const answer = await issue(changes);
      expect(answer.status).toBe(status);
      expect(answer.contentType).toBe('application/problem+json; charset=utf-8');
      expect(problemSchema.parse(answer.body)).toMatchObject({ reason, status });
    });

    test('a refused request may come again when its cause is gone', async () => {
      const request = housingRequest({ assuranceLevel: 1 });
      expect((await platform.post('/v1/certificates', request)).status).toBe(403);
      expect((await platform.post('/v1/certificates', { ...request, assuranceLevel: 2 })).status).toBe(200);
    });
  });

  describe('malformed requests', () => {
    const post = (body: unknown, contentType?: string) =>
      platform.post('/v1/certificates', body, contentType);

    test.each([
      ['nothing', '', 'application/json', 400],
      ['half of a JSON text', '{"requestId":', 'application/json', 400],
      ['a list', [], 'application/json', 400],
      ['null', 'null', 'application/json', 400],
      ['a polluted prototype', '{"__proto__":{"x":1}}', 'application/json', 400],
      ['a polluted constructor', '{"constructor":{"prototype":{"x":1}}}', 'application/json', 400],
      ['plain text', 'hello', 'text/plain', 415],
      ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
    ])('%s', async (_what, body, contentType, status) => {
      const answer = await post(body, contentType);
      expect(answer.status).toBe(status);
      expect(problemSchema.parse(answer.body)).toMatchObject({ reason: 'malformed-request', status });
    });

    test('of 17 KB are too large', async () => {
      const answer = await post({ padding: 'x'.repeat(17_000) });
      expect(problemSchema.parse(answer.body)).toMatchObject({ reason: 'too-large', status: 413 });
    });

    test.each([
      ['requestId', { requestId: 'no uuid' }],
      ['holder.name', { holder: { ...housingRequest().holder, name: '林\u0000晓岚' } }],
      ['holder.idNumber', { holder: { ...housingRequest().holder, idNumber: "1' OR '1'='1" } }],
      ['assuranceLevel', { assuranceLevel: 4 }],
      ['consentedAt', { consentedAt: 1e300 }],
      ['consentedAt', { consentedAt: -1 }],
      ['station.code', { station: { code: '../..', name: '站' } }],
      ['station.name', { station: { code: 'QX-0007', name: '\u202e站' } }],
      ['(body)', { more: true }],
    ])('a wrong %s is named, its value is not repeated', async (field, changes) => {
      const answer = await post({ ...housingRequest(), ...changes });
      expect(answer.status).toBe(400);
      expect(problemSchema.parse(answer.body).detail).toBe(field);
      expect(JSON.stringify(answer.body)).not.toContain('林');
    });

    test.each([
      ['/', 404],
      ['/v1', 404],
      ['/v2/health', 404],
      ['/v1/certificates/%00', 404],
      ['/v1/certificates/..%2F..%2Fetc', 404],
      ['/v1/%', 400],
      [`/v1/certificates/${'A'.repeat(300)}`, 414],
    ])('GET %s is answered with a problem document', async (path, status) => {
      const answer = await platform.unsigned.get(path);
      expect(answer.status).toBe(status);
      expect(problemSchema.parse(answer.body).status).toBe(status);
    });

    test('other methods are answered with a problem document', async () => {
      const deleted = await fetch(`${platform.url}/v1/certificates`, { method: 'DELETE' });
      expect(problemSchema.parse(await deleted.json()).reason).toBe('not-found');
    });

    test('a client that breaks off in the middle does no harm', async () => {
      const broken = httpRequest(`${platform.url}/v1/certificates`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '500' },
      });
      const failed = new Promise((resolve) => broken.once('error', resolve));
      broken.write('{"requestId"');
      broken.destroy(new Error('cable pulled'));
      await failed;
      expect((await issue()).status).toBe(200);
    });
  });

  describe('the status of a certificate', () => {
    test('is known by its number: valid, then expired', async () => {
      const claims = await claimsOf(await issue());
      const path = `/v1/certificates/${claims.certificateNumber}`;
      const status = certificateStatusSchema.parse((await platform.unsigned.get(path)).body);
      expect(status).toEqual({
        certificateNumber: claims.certificateNumber,
        kind: 'housing-status',
        department: 'xiaoxiang-real-estate',
        state: 'valid',
        issuedAt: claims.issuedAt,
        expiresAt: claims.expiresAt,
      });
      time = claims.expiresAt * 1000;
      expect((await platform.unsigned.get(path)).body).toMatchObject({ state: 'expired' });
      time = testNow;
    });

    test('of a number that was never issued is not found', async () => {
      const { status, body } = await platform.unsigned.get('/v1/certificates/ZF20261120-0000000000');
      expect(status).toBe(404);
      expect(problemSchema.parse(body).reason).toBe('not-found');
      expect((await platform.unsigned.get(`/v1/certificates/${randomUUID()}`)).status).toBe(404);
    });
  });
});
