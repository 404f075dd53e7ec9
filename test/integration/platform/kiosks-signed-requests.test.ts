import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../platform/contract/api.ts';
import { type Platform, startPlatform } from '../../../platform/server.ts';
import type { StoreLocation } from '../../../platform/store/open-store.ts';
import { housingRequest, startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import {
  createKioskKey,
  createTestKiosk,
  jsonRequest,
  type PlainRequest,
  type PlatformAnswer,
  readGenuineAnswer,
  send,
} from '../../helpers/platform-kiosk.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

/** Sends to another address than the one that was signed, as a load balancer does; fetch would set Host itself. */
const sendRaw = (url: string, { method, path, headers }: PlainRequest): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, url), { method, headers: { ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
    request.end();
  });

const readFeed: PlainRequest = { method: 'GET', path: '/v1/feed?limit=1' };
const verdictOf = ({ status, body }: PlatformAnswer): [number, string] => [
  status,
  status < 400 ? 'taken' : problemSchema.parse(body).reason,
];

describe.each(['PGlite', 'PostgreSQL'] as const)('a signed request, on %s', (engine) => {
  let time = testNow;
  let server: PostgresqlServer | undefined;
  let platform: TestPlatform;
  /** Sends a request that was signed already. */
  const sendSigned = async (signed: PlainRequest): Promise<[number, string]> =>
    verdictOf(await readGenuineAnswer(platform, await send(platform.url, signed), signed));

  beforeAll(async () => {
    server = engine === 'PostgreSQL' ? await startPostgresql() : undefined;
    const store: StoreLocation =
      server === undefined ? 'memory' : { databaseUrl: await server.createDatabase() };
    platform = await startTestPlatform({ store, clock: { now: () => time } });
  });
  afterAll(async () => {
    await platform.close();
    await server?.stop();
  });

  test('is taken', async () => {
    expect(await sendSigned(platform.kiosk.sign(readFeed))).toEqual([200, 'taken']);
  });

  test('is taken once', async () => {
    const signed = platform.kiosk.sign(readFeed);
    expect(await sendSigned(signed)).toEqual([200, 'taken']);
    expect(await sendSigned(signed)).toEqual([401, 'request-replayed']);
  });

  test('sent eight times at once is taken once', async () => {
    const signed = platform.kiosk.sign(readFeed);
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => sendSigned(signed)));
    expect(verdicts.map(([status]) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
  });

  test('is remembered beyond the window in both directions, and forgotten afterwards', async () => {
    const early = platform.kiosk.sign(readFeed, { created: Math.floor(time / 1000) + 300 });
    expect(await sendSigned(early)).toEqual([200, 'taken']);
    time += 600_000;
    expect(await sendSigned(early)).toEqual([401, 'request-replayed']);
    time += 1_000;
    expect(await sendSigned(early)).toEqual([401, 'clock-skew']);
    time = testNow;
  });

  test.each([
    ['299 s old', -299, [200, 'taken']],
    ['301 s old', -301, [401, 'clock-skew']],
    ['301 s ahead', 301, [401, 'clock-skew']],
  ] as const)('%s: %i s', async (_what, seconds, verdict) => {
    const created = Math.floor(time / 1000) + seconds;
    expect(await sendSigned(platform.kiosk.sign(readFeed, { created }))).toEqual(verdict);
  });

  test('that is not signed is refused, whatever it asks of what is for kiosks', async () => {
    for (const path of ['/v1/feed', '/v1/materials/018f3c5e-7a00-7000-8000-000000000000']) {
      expect(verdictOf(await platform.unsigned.get(path))).toEqual([401, 'signature-missing']);
    }
    for (const path of [
      '/v1/certificates',
      '/v1/submissions',
      '/v1/kiosks/self/health',
      '/v1/kiosks/self/keys',
    ]) {
      expect(verdictOf(await platform.unsigned.post(path, {}))).toEqual([401, 'signature-missing']);
    }
  });

  const certificateRequest = jsonRequest('POST', '/v1/certificates', housingRequest());
  test.each<[string, (signed: PlainRequest) => PlainRequest]>([
    ['another body', (signed) => ({ ...signed, body: Buffer.from('{}') })],
    ['another query', (signed) => ({ ...signed, path: `${signed.path}?x=1` })],
    ['another path', (signed) => ({ ...signed, path: '/v1/kiosks/self/health' })],
    [
      'another type',
      (signed) => ({ ...signed, headers: { ...signed.headers, 'content-type': 'application/jose' } }),
    ],
    [
      'half a signature',
      (signed) => ({ ...signed, headers: { ...signed.headers, signature: 'kiosk=:AAAA:' } }),
    ],
  ])('with %s is refused', async (_what, change) => {
    const signed = platform.kiosk.sign(certificateRequest);
    const changed = change(signed);
    const response = await send(platform.url, changed);
    expect(verdictOf(await readGenuineAnswer(platform, response, changed))).toEqual([
      401,
      'signature-invalid',
    ]);
    // Nothing was taken: the request itself still is.
    expect(await sendSigned(signed)).toEqual([200, 'taken']);
  });

  test('of a key that nobody enrolled is refused', async () => {
    const key = await createKioskKey();
    const stranger = createTestKiosk(platform, () => time, {
      kioskId: 'K-0000000000',
      stationCode: 'QX-0007',
      key,
    });
    expect(verdictOf(await stranger.exchange(readFeed))[1]).toBe('unknown-kiosk');
  });

  test('that borrows the id of a known key is refused', async () => {
    const { privateKey } = await createKioskKey();
    const key = { keyId: platform.kiosk.key.keyId, privateKey };
    expect(verdictOf(await platform.kiosk.exchange(readFeed, { key }))).toEqual([401, 'signature-invalid']);
  });

  test('of a revoked kiosk is refused from the next one on', async () => {
    const kiosk = await platform.enrolKiosk();
    expect((await kiosk.exchange(readFeed)).status).toBe(200);
    expect(await platform.administration.revokeKiosk(kiosk.kioskId, 'stolen')).toBe(true);
    expect(verdictOf(await kiosk.exchange(readFeed))).toEqual([403, 'kiosk-revoked']);
    expect(await platform.administration.revokeKiosk(kiosk.kioskId, 'stolen')).toBe(false);
  });
});

describe('two instances behind one database', () => {
  let server: PostgresqlServer;
  let first: TestPlatform;
  let second: Platform;
  const asKiosk = (platform: Platform) => createTestKiosk(platform, () => testNow, first.kiosk);

  beforeAll(async () => {
    server = await startPostgresql();
    const store = { databaseUrl: await server.createDatabase() };
    const clock = { now: () => testNow };
    first = await startTestPlatform({ store, clock });
    second = await startPlatform({ store, clock });
  });
  afterAll(async () => {
    await Promise.all([first.close(), second.close()]);
    await server.stop();
  });

  test('know the same kiosks', async () => {
    expect((await asKiosk(second).exchange(readFeed)).status).toBe(200);
  });

  test('take a request once between them', async () => {
    const signed = asKiosk(first).sign(readFeed);
    const other = { ...signed, headers: { ...signed.headers, host: new URL(first.url).host } };
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => sendRaw(index % 2 === 0 ? first.url : second.url, other)),
    );
    expect(answers.sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  test('refuse a revoked kiosk at once, although one of them has just seen it', async () => {
    const kiosk = await first.enrolKiosk();
    const elsewhere = createTestKiosk(second, () => testNow, kiosk);
    expect((await elsewhere.exchange(readFeed)).status).toBe(200);
    await first.administration.revokeKiosk(kiosk.kioskId, 'stolen');
    expect(verdictOf(await elsewhere.exchange(readFeed))).toEqual([403, 'kiosk-revoked']);
  });
});
