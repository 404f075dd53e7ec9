import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../platform/contract/api.ts';
import { verifyAnswer } from '../../../platform/contract/http-signature/index.ts';
import { housingRequest, startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import { fetchAnswerKeys, jsonRequest, readGenuineAnswer, send } from '../../helpers/platform-kiosk.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

let server: PostgresqlServer;
let platform: TestPlatform;

beforeAll(async () => {
  server = await startPostgresql();
  platform = await startTestPlatform({
    store: { databaseUrl: await server.createDatabase() },
    patience: { headers: 300, request: 600 },
  });
});
afterAll(async () => {
  await platform.close();
  await server.stop();
});

/** Writes bytes to the platform and reads until it ends the connection. */
const talk = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(platform.url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let heard = '';
    socket.setEncoding('utf8').on('data', (more: string) => {
      heard += more;
    });
    socket.once('close', () => resolve(heard));
    socket.once('error', reject);
  });

/** Verifies a raw answer and gives its status and reason. */
const readRaw = async (heard: string) => {
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  const [statusLine = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  const status = Number(statusLine.split(' ')[1]);
  const keys = await fetchAnswerKeys(platform);
  const verified = verifyAnswer({ status, headers, body: Buffer.from(body) }, (keyId) => keys.get(keyId));
  return { status, signature: verified.outcome, reason: problemSchema.parse(JSON.parse(body)).reason };
};

describe('an answer', () => {
  test('is bound to its request: it is not genuine for another one', async () => {
    const [one, other] = [0, 1].map(() => platform.kiosk.sign({ method: 'GET', path: '/v1/feed?limit=1' }));
    const answerToOne = await send(platform.url, one ?? expect.unreachable());
    await expect(
      readGenuineAnswer(platform, answerToOne.clone(), other ?? expect.unreachable()),
    ).rejects.toThrow('signature-invalid');
    await expect(
      readGenuineAnswer(platform, answerToOne.clone(), { method: 'GET', path: '/v1/feed' }),
    ).rejects.toThrow('signature-invalid');
    expect((await readGenuineAnswer(platform, answerToOne, one ?? expect.unreachable())).status).toBe(200);
  });

  test('for one kiosk is kept by no cache, one for all may be', async () => {
    const certificate = platform.kiosk.sign(jsonRequest('POST', '/v1/certificates', housingRequest()));
    expect((await send(platform.url, certificate)).headers.get('cache-control')).toBe('no-store');
    const refused = await fetch(`${platform.url}/v1/feed`);
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([401, 'no-store']);
    expect((await fetch(`${platform.url}/v1/keys`)).headers.get('cache-control')).toBeNull();
  });

  test('says what time it is, even to a kiosk whose clock is wrong', async () => {
    const signed = platform.kiosk.sign({ method: 'GET', path: '/v1/feed' }, { created: 1 });
    const response = await send(platform.url, signed);
    const keys = await fetchAnswerKeys(platform);
    const verified = verifyAnswer(
      {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      },
      (keyId) => keys.get(keyId),
      signed.headers,
    );
    const created = verified.outcome === 'genuine' ? verified.created : 0;
    expect(Math.abs(created - Date.now() / 1000)).toBeLessThan(30);
  });

  test('to what is no HTTP is signed too', async () => {
    expect(await readRaw(await talk('HELO platform\r\n\r\n'))).toEqual({
      status: 400,
      signature: 'genuine',
      reason: 'malformed-request',
    });
  });

  test('to header fields without an end is signed too', async () => {
    const endless = `GET /v1/health HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`;
    expect(await readRaw(await talk(endless))).toMatchObject({ status: 431, signature: 'genuine' });
  });
});

describe('a slow client', () => {
  test('that does not finish its header fields is given up', async () => {
    const heard = await talk('GET /v1/health HTTP/1.1\r\nHost: x\r\n');
    expect(await readRaw(heard)).toMatchObject({ status: 408, signature: 'genuine' });
  });

  test('that does not finish its body is given up', async () => {
    const { headers } = platform.kiosk.sign(jsonRequest('POST', '/v1/certificates', housingRequest()));
    const fields = Object.entries({ ...headers, host: new URL(platform.url).host, 'content-length': '5000' });
    const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    expect(await talk(`POST /v1/certificates HTTP/1.1\r\n${head}\r\n{"requestId"`)).toContain(' 408 ');
  });
});

describe('a platform whose store fails', () => {
  test('says so under its signature, and serves again when the store is back', async () => {
    const databaseUrl = await server.createDatabase();
    const troubled = await startTestPlatform({ store: { databaseUrl } });
    const issueNow = () => troubled.post('/v1/certificates', housingRequest());
    expect((await issueNow()).status).toBe(200);
    await server.query(databaseUrl, 'ALTER TABLE certificates RENAME TO certificates_gone');
    const failed = await issueNow();
    expect([failed.status, problemSchema.parse(failed.body).reason]).toEqual([500, 'internal-error']);
    await server.query(databaseUrl, 'ALTER TABLE certificates_gone RENAME TO certificates');
    expect((await issueNow()).status).toBe(200);
    await troubled.close();
  });
});

describe('a platform that is told to end', () => {
  test('answers what it was asked before', async () => {
    const ending = await startTestPlatform({ store: { databaseUrl: await server.createDatabase() } });
    const asked = Array.from({ length: 5 }, () => ending.post('/v1/certificates', housingRequest()));
    // The requests are under way: one of them has been answered.
    await Promise.race(asked);
    await ending.close();
    const answers = await Promise.allSettled(asked);
    expect(answers.map((answer) => answer.status === 'fulfilled' && answer.value.status)).toEqual(
      Array.from({ length: 5 }, () => 200),
    );
  });
});
