import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import { jsonRequest, type PlainRequest } from '../../helpers/platform-kiosk.ts';
import { rate } from '../../helpers/platform-submissions.ts';

const megabyte = 1024 * 1024;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ bodyBudget: 3 * megabyte });
});
afterAll(() => platform.close());

/** A batch of two megabytes: a rating, and padding that makes a malformed message. */
const largeBatch = (): PlainRequest =>
  jsonRequest('POST', '/v1/submissions', { messages: [rate(), { padding: 'x'.repeat(2 * megabyte) }] });

interface Upload {
  readonly finish: () => Promise<number>;
  readonly breakOff: () => void;
}

/** Announces a large batch and, as soon as the platform has heard of it (RFC 9110 §10.1.1), sends its first half. */
const startUpload = async (): Promise<Upload> => {
  const { headers, body, path } = platform.kiosk.sign(largeBatch());
  const bytes = Buffer.from(body ?? []);
  const { hostname, port } = new URL(platform.url);
  const outgoing = requestHttp({
    hostname,
    port,
    path,
    method: 'POST',
    headers: { ...headers, 'content-length': bytes.length, expect: '100-continue' },
  });
  const status = new Promise<number>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
  status.catch(() => undefined);
  outgoing.flushHeaders();
  await once(outgoing, 'continue');
  outgoing.write(bytes.subarray(0, megabyte));
  return {
    finish: () => {
      outgoing.end(bytes.subarray(megabyte));
      return status;
    },
    breakOff: () => outgoing.destroy(),
  };
};

const sendLarge = async (): Promise<number> => (await platform.kiosk.exchange(largeBatch())).status;

test('large bodies are taken as long as there is room for them; small ones always are', async () => {
  const upload = await startUpload();
  expect(await sendLarge()).toBe(503);
  expect((await platform.post('/v1/submissions', { messages: [rate()] })).status).toBe(200);
  expect(await upload.finish()).toBe(200);
  await expect.poll(sendLarge).toBe(200);
});

test('the room of an upload that broke off is free again', async () => {
  const upload = await startUpload();
  expect(await sendLarge()).toBe(503);
  upload.breakOff();
  await expect.poll(sendLarge).toBe(200);
});
