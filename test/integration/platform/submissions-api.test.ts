import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema, type SealingKey, signedKeySetSchema } from '../../../platform/contract/api.ts';
import { type FeedPage, feedPageSchema } from '../../../platform/contract/feed.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import {
  materialChunkBytes,
  materialStatusSchema,
  maximumBatchBytes,
  submissionBatchReplySchema,
} from '../../../platform/contract/submissions.ts';
import type { Platform } from '../../../platform/server.ts';
import {
  type PlatformAnswer,
  startTestPlatform,
  type TestKiosk,
  type TestPlatform,
  testNow,
} from '../../helpers/platform.ts';
import { createTestKiosk, jsonRequest } from '../../helpers/platform-kiosk.ts';
import { fileApplication, rate, sealMaterial } from '../../helpers/platform-submissions.ts';
import { startPostgresql } from '../../helpers/postgresql.ts';

const fetchSealingKey = async ({ url, rootKey }: Platform): Promise<{ published: SealingKey }> => {
  const { jws } = signedKeySetSchema.parse(await (await fetch(`${url}/v1/keys`)).json());
  const opened = await verifyKeySet(jws, rootKey);
  const published = opened.outcome === 'genuine' ? opened.keySet.sealingKeys[0] : undefined;
  if (published === undefined) {
    throw new Error('There is no sealing key');
  }
  return { published };
};

const reasonOf = ({ status, body }: PlatformAnswer): string =>
  `${status} ${problemSchema.parse(body).reason}`;

const resultsOf = ({ body }: PlatformAnswer) => submissionBatchReplySchema.parse(body).results;

const putChunk = (kiosk: TestKiosk, materialId: string, index: number | string, chunk: string) =>
  kiosk.exchange({
    method: 'PUT',
    path: `/v1/materials/${materialId}/chunks/${index}`,
    body: Buffer.from(chunk),
    headers: { 'content-type': 'application/jose' },
  });

describe('the platform over HTTP', () => {
  let platform: TestPlatform;
  let sealingKey: { published: SealingKey };

  beforeAll(async () => {
    platform = await startTestPlatform({ clock: { now: () => testNow } });
    sealingKey = await fetchSealingKey(platform);
  });

  afterAll(() => platform.close());

  const submit = (messages: readonly unknown[]) => platform.post('/v1/submissions', { messages });

  describe('takes a batch', () => {
    test('and answers each message, again with the first result', async () => {
      const messages = [await fileApplication(sealingKey), 'noise', rate()];
      const first = await submit(messages);
      expect(first.status).toBe(200);
      expect(resultsOf(first)).toEqual([
        { key: (messages[0] as { key: string }).key, outcome: 'received', receivedAt: testNow },
        { key: '', outcome: 'refused', reason: 'malformed-message', refusedAt: testNow },
        { key: (messages[2] as { key: string }).key, outcome: 'received', receivedAt: testNow },
      ]);
      expect(resultsOf(await submit(messages))).toEqual(resultsOf(first));
    });

    test('from nobody without a signature', async () => {
      const answer = await platform.unsigned.post('/v1/submissions', { messages: [rate()] });
      expect(reasonOf(answer)).toBe('401 signature-missing');
    });

    test.each([
      ['no messages', { messages: [] }],
      ['too many messages', { messages: Array.from({ length: 501 }, () => 0) }],
      ['messages that are no list', { messages: {} }],
      ['a field too many', { messages: [0], priority: 1 }],
      ['a list', []],
    ])('but not one with %s', async (_, body) => {
      expect(reasonOf(await platform.post('/v1/submissions', body))).toBe('400 malformed-request');
    });

    test('but not one that is no JSON', async () => {
      expect(reasonOf(await platform.post('/v1/submissions', '{"messages":['))).toBe('400 malformed-request');
    });

    test('of nearly four megabytes, and not one beyond', async () => {
      const noise = 'x'.repeat(maximumBatchBytes - 100);
      expect((await submit([noise])).status).toBe(200);
      const answer = await platform
        .post('/v1/submissions', { messages: [noise, 'x'.repeat(200)] })
        .catch(() => undefined);
      // The platform may close the line before it has read everything.
      expect(answer === undefined ? '413 too-large' : reasonOf(answer)).toBe('413 too-large');
    });
  });

  describe('takes the chunks of a material', () => {
    test('full ones too, says which it has, and then the application', async () => {
      const key = uuidv7();
      const material = await sealMaterial(sealingKey, key, [
        randomBytes(materialChunkBytes),
        randomBytes(10),
      ]);
      const { materialId, chunkDigests } = material.submitted;
      const submission = await fileApplication(sealingKey, { key, materials: [material] });
      const [first = '', second = ''] = material.chunks;
      const put = await putChunk(platform.kiosk, materialId, 0, first);
      expect(put).toMatchObject({ status: 204, body: null });
      const status = await platform.get(`/v1/materials/${materialId}`);
      expect(materialStatusSchema.parse(status.body)).toEqual({
        received: [{ index: 0, digest: chunkDigests[0] }],
      });
      expect(resultsOf(await submit([submission]))).toEqual([
        { key, outcome: 'materials-missing', missing: [{ materialId, indexes: [1] }] },
      ]);
      await putChunk(platform.kiosk, materialId, 1, second);
      expect(resultsOf(await submit([submission]))).toMatchObject([{ outcome: 'received' }]);
    });

    test('and shows them to no other kiosk', async () => {
      const material = await sealMaterial(sealingKey, uuidv7(), [randomBytes(10)]);
      const { materialId } = material.submitted;
      await putChunk(platform.kiosk, materialId, 0, material.chunks[0] ?? '');
      const other = await platform.enrolKiosk();
      const status = await other.exchange({ method: 'GET', path: `/v1/materials/${materialId}` });
      expect(status.body).toEqual({ received: [] });
    });

    test('but not another one in the same place', async () => {
      const key = uuidv7();
      const material = await sealMaterial(sealingKey, key, [randomBytes(10)]);
      const { materialId } = material.submitted;
      const other = await sealMaterial(sealingKey, key, [randomBytes(10)], materialId);
      await putChunk(platform.kiosk, materialId, 0, material.chunks[0] ?? '');
      expect(reasonOf(await putChunk(platform.kiosk, materialId, 0, other.chunks[0] ?? ''))).toBe(
        '409 chunk-differs',
      );
    });

    test.each([
      ['0', '400 malformed-request'],
      ['00', '404 not-found'],
      ['-1', '404 not-found'],
      ['128', '404 not-found'],
      ['x', '404 not-found'],
    ])('but no noise at index %s', async (index, reason) => {
      expect(reasonOf(await putChunk(platform.kiosk, uuidv7(), index, 'noise'))).toBe(reason);
    });

    test('but knows no material whose name is none', async () => {
      expect(reasonOf(await platform.get('/v1/materials/one'))).toBe('404 not-found');
    });
  });

  describe('publishes', () => {
    const pageOf = ({ body }: PlatformAnswer): FeedPage => feedPageSchema.parse(body);

    test('its documents page by page', async () => {
      const first = pageOf(await platform.get('/v1/feed?limit=2'));
      expect(first).toMatchObject({ more: true });
      expect(first.documents).toHaveLength(2);
      const rest = pageOf(await platform.get(`/v1/feed?after=${first.next}&limit=500`));
      expect(rest).toMatchObject({ more: false });
      expect(rest.documents.length).toBeGreaterThan(5);
      const end = pageOf(await platform.get(`/v1/feed?after=${rest.next}`));
      expect(end).toMatchObject({ documents: [], next: rest.next, more: false });
    });

    test.each(['limit=0', 'limit=501', 'limit=x', 'after=*', 'after=1&after=2', 'before=1'])(
      'nothing for %s',
      async (query) => {
        expect(reasonOf(await platform.get(`/v1/feed?${query}`))).toBe('400 malformed-request');
      },
    );

    test('that a reading position is not of its feed', async () => {
      for (const cursor of ['1', 'AAAA', `1-${uuidv7()}`]) {
        expect(reasonOf(await platform.get(`/v1/feed?after=${cursor}`))).toBe('410 cursor-unknown');
      }
    });

    test('nothing for nobody', async () => {
      expect(reasonOf(await platform.unsigned.get('/v1/feed'))).toBe('401 signature-missing');
    });
  });
});

describe('two instances behind one PostgreSQL', () => {
  test('answer the same batch, at the same moment, with the same results, and keep it once', async () => {
    const server = await startPostgresql();
    const databaseUrl = await server.createDatabase();
    const start = () => startTestPlatform({ store: { databaseUrl, poolSize: 4 } });
    const one = await start();
    const two = await start();
    try {
      const sealingKey = await fetchSealingKey(one);
      const messages = await Promise.all(Array.from({ length: 100 }, () => fileApplication(sealingKey)));
      const viaOne = one.kiosk;
      const viaTwo = createTestKiosk(two, Date.now, one.kiosk);
      const forwards = jsonRequest('POST', '/v1/submissions', { messages });
      const backwards = jsonRequest('POST', '/v1/submissions', { messages: messages.toReversed() });
      const answers = await Promise.all(
        [viaOne, viaTwo].flatMap((kiosk) =>
          [forwards, backwards].map((request) => kiosk.exchange(request).then(resultsOf)),
        ),
      );
      const byKey = answers.map((results) =>
        results.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((result) => JSON.stringify(result)),
      );
      expect(new Set(byKey.map((results) => results.join())).size).toBe(1);
      expect(answers[0]?.every(({ outcome }) => outcome === 'received')).toBe(true);
      const counted = await server.query(
        databaseUrl,
        `SELECT (SELECT count(*)::integer FROM applications) AS applications,
          (SELECT count(*)::integer FROM application_steps WHERE step = 'received') AS steps`,
      );
      expect(counted).toEqual([{ applications: 100, steps: 100 }]);
    } finally {
      await one.close();
      await two.close();
      await server.stop();
    }
  });
});
