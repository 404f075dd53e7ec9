import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema, signedKeySetSchema } from '../../../platform/contract/api.ts';
import {
  comparisonsADay,
  embeddingText,
  faceComparisonReplySchema,
  readEmbedding,
  type SealedFace,
} from '../../../platform/contract/face-comparison.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { compareFace } from '../../../platform/face-register/compare-face.ts';
import { type FaceReference, openFaceRegister } from '../../../platform/face-register/reference-register.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { createKeyEncryption } from '../../../platform/signing/key-encryption.ts';
import { openKeyRing } from '../../../platform/signing/key-ring.ts';
import { openStore } from '../../../platform/store/open-store.ts';
import { embeddingOf } from '../../helpers/face-frames.ts';
import { startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import { jsonRequest, readGenuineAnswer, send } from '../../helpers/platform-kiosk.ts';
import { fillTestStore, verifiedKiosk } from '../../helpers/platform-services.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
const { idNumber, name, sex } = demonstrationResident;
const model = { name: 'trial', version: '1.2' };
const day = 86_400_000;
let time = testNow;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken, clock: { now: () => time } });
});
afterAll(() => platform.close());

const sealingKey = async () => {
  const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
  const opened = await verifyKeySet(jws, platform.rootKey);
  const [key] = opened.outcome === 'genuine' ? opened.keySet.sealingKeys : [];
  if (key === undefined) throw new Error('no sealing key');
  return key;
};

const putByAdministration = async (body: unknown, authorization = `Bearer ${adminToken}`) => {
  const request = {
    method: 'POST',
    path: '/admin/v1/face-references',
    body: Buffer.from(JSON.stringify(body)),
    headers: { authorization, 'content-type': 'application/json' },
  };
  const sent = await send(platform.url, request);
  const { status, body: answered } = await readGenuineAnswer(platform, sent, request);
  if (status === 200 || status === 401) return `${status}`;
  return `${status} ${problemSchema.parse(answered).reason}`;
};

/** Has a face compared as a kiosk does: the similarity, or status and reason of the refusal. */
const compare = async (changes: Partial<SealedFace> = {}, comparisonId: string = randomUUID()) => {
  const face: SealedFace = {
    comparisonId,
    holder: { name, sex, idNumber },
    model,
    embedding: embeddingText(embeddingOf(0.6)),
    consentedAt: time - 1_000,
    ...changes,
  };
  const sealed = await sealToPlatform(Buffer.from(JSON.stringify(face)), await sealingKey(), {
    key: comparisonId,
  });
  const answer = await platform.kiosk.exchange(
    jsonRequest('POST', '/v1/face-comparisons', { comparisonId, sealed }),
  );
  return answer.status === 200
    ? faceComparisonReplySchema.parse(answer.body)
    : `${answer.status} ${problemSchema.parse(answer.body).reason}`;
};

describe('the register of faces', () => {
  test('is empty until the administration puts a face in', async () => {
    expect(await compare()).toBe('422 unknown-model');
  });

  test('takes a face of a resident by the administration alone, and its log names nobody', async () => {
    const reference = { idNumber, model, embedding: embeddingText(embeddingOf(1)) };
    expect(await putByAdministration(reference, 'Bearer somebody-else')).toBe('401');
    expect(await putByAdministration({ ...reference, idNumber: '430199190001010002' })).toBe('404 not-found');
    expect(await putByAdministration({ ...reference, embedding: 'A'.repeat(683) })).toBe(
      '400 malformed-request',
    );
    expect(await putByAdministration(reference)).toBe('200');
    const trail = JSON.stringify(await platform.administration.auditTrail());
    expect(trail).toContain('put-face-reference');
    expect(trail).not.toContain(idNumber);
  });
});

describe('comparing a face with the register', () => {
  test('answers the similarity, to three places, and nothing else', async () => {
    expect(await compare()).toEqual({ similarity: 0.6 });
    expect(await compare({ embedding: embeddingText(embeddingOf(-0.25)) })).toEqual({ similarity: -0.25 });
  });

  test.each([
    [{ model: { name: 'trial', version: '1.3' } }, '422 unknown-model'],
    [{ model: { name: 'another', version: '1.2' } }, '422 unknown-model'],
    [{ holder: { name: '某人', sex, idNumber } }, '422 person-data-differs'],
    [{ holder: { name, sex, idNumber: '430199190001010002' } }, '422 unknown-person'],
    [{ embedding: embeddingText(new Float32Array(128).fill(1)) }, '400 malformed-request'],
    [{ comparisonId: randomUUID() }, '400 malformed-request'],
  ] as const)('is refused: %j', async (changes, refusal) => {
    expect(await compare(changes)).toBe(refusal);
  });

  test('takes an id once', async () => {
    const id = randomUUID();
    expect(await compare({}, id)).toEqual({ similarity: 0.6 });
    expect(await compare({}, id)).toBe('422 request-id-reused');
  });

  test('is for kiosks', async () => {
    const answer = await platform.unsigned.post('/v1/face-comparisons', {});
    expect(answer).toMatchObject({ status: 401, body: { reason: 'signature-missing' } });
  });

  test('is had so many times a day, also where the register has no face; then the day after', async () => {
    time += 2 * day;
    for (let tried = 0; tried < comparisonsADay; tried += 1) {
      expect(
        await compare(tried % 2 === 0 ? {} : { model: { name: 'another', version: '1' } }),
      ).not.toContain('429');
    }
    expect(await compare()).toBe('429 too-many-tries');
    time += day + 1;
    expect(await compare()).toEqual({ similarity: 0.6 });
  });
});

describe('what the platform keeps of a comparison', () => {
  test('is who asked, for whom, with whose consent and when: neither face nor similarity', async () => {
    const store = await openStore('memory');
    try {
      const { database } = store;
      await fillTestStore(database);
      const clock = { now: () => testNow };
      const keyRing = await openKeyRing(database, [], clock);
      const other = { idNumber, model: { name: 'other', version: '1' }, embedding: embeddingOf(1) };
      const faceRegister = await openFaceRegister(database, clock, undefined);
      expect(await faceRegister.put(other)).toBe(true);
      const [key] = (await keyRing.publicKeySet()).sealingKeys;
      if (key === undefined) throw new Error('no sealing key');
      const comparisonId = randomUUID();
      const face = { comparisonId, holder: { name, sex, idNumber }, model, consentedAt: 5 };
      const embedding = embeddingText(embeddingOf(0.6));
      const plain = Buffer.from(JSON.stringify({ ...face, embedding }));
      const sealed = await sealToPlatform(plain, key, { key: comparisonId });
      const asked = { comparisonId, sealed };
      expect(await compareFace({ database, clock, keyRing, faceRegister }, verifiedKiosk, asked)).toEqual({
        outcome: 'refused',
        reason: 'unknown-model',
      });
      await faceRegister.put({ ...other, model });
      expect(await database.selectFrom('face_comparisons').selectAll().execute()).toEqual([
        {
          comparison_id: comparisonId,
          holder_id_number: idNumber,
          actor: 'kiosk:K-0000000001@QX-0007',
          model: 'trial',
          model_version: '1.2',
          consented_at: new Date(5),
          asked_at: new Date(testNow),
        },
      ]);
      const faces = await database.selectFrom('face_references').select('model').orderBy('model').execute();
      expect(faces).toEqual([{ model: 'other' }, { model: 'trial' }]);
    } finally {
      await store.close();
    }
  });
});

describe('an embedding as text', () => {
  test('comes back as it was, and nothing else is one', () => {
    const direction = fc
      .array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }), {
        minLength: 64,
        maxLength: 2_048,
      })
      .filter((numbers) => Math.hypot(...numbers) > 1e-3)
      .map((numbers) => {
        const length = Math.hypot(...numbers);
        return Float32Array.from(numbers, (value) => value / length);
      });
    fc.assert(
      fc.property(direction, (embedding) => {
        expect(readEmbedding(embeddingText(embedding))).toEqual(embedding);
        expect(readEmbedding(embeddingText(embedding.map((value) => value * 2)))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(readEmbedding(text)).toBeUndefined();
      }),
    );
    expect(readEmbedding(embeddingText(new Float32Array(128).fill(Number.NaN)))).toBeUndefined();
  });
});

describe('the register at rest', () => {
  const reference: FaceReference = { idNumber, model, embedding: embeddingOf(0.6) };
  const clock = { now: () => testNow };
  const plain = Buffer.from(embeddingText(reference.embedding), 'base64url');
  const encryption = createKeyEncryption(Buffer.alloc(32, 7).toString('base64'));
  const another = createKeyEncryption(Buffer.alloc(32, 8).toString('base64'));

  const inStore = async (work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<void>) => {
    const store = await openStore('memory');
    try {
      await fillTestStore(store.database);
      await work(store);
    } finally {
      await store.close();
    }
  };

  const kept = async ({ database }: Awaited<ReturnType<typeof openStore>>): Promise<Buffer> => {
    const row = await database.selectFrom('face_references').select('embedding').executeTakeFirstOrThrow();
    return Buffer.from(row.embedding);
  };

  test('is encrypted where the platform has a key for that, also what was put in before it had one', () =>
    inStore(async (store) => {
      const before = await openFaceRegister(store.database, clock, undefined);
      await before.put(reference);
      expect(await kept(store)).toEqual(plain);
      const register = await openFaceRegister(store.database, clock, encryption);
      expect((await kept(store)).includes(plain.subarray(0, 16))).toBe(false);
      const found = { outcome: 'found', embedding: reference.embedding };
      expect(await register.find(idNumber, model)).toEqual(found);
      await register.put(reference);
      expect((await kept(store)).includes(plain.subarray(0, 16))).toBe(false);
      expect(await register.find(idNumber, model)).toEqual(found);
    }));

  test('tells nothing without that key, nor of a face that was put in another’s place', () =>
    inStore(async (store) => {
      const { database } = store;
      const register = await openFaceRegister(database, clock, encryption);
      await register.put(reference);
      for (const key of [undefined, another]) {
        const wrong = await openFaceRegister(database, clock, key);
        await expect(wrong.find(idNumber, model)).rejects.toThrow('a face reference cannot be read');
      }
      const other = await database
        .selectFrom('residents')
        .select('id_number')
        .where('id_number', '<>', idNumber)
        .executeTakeFirstOrThrow();
      await database
        .updateTable('face_references')
        .set({ holder_id_number: other.id_number })
        .where('holder_id_number', '=', idNumber)
        .execute();
      await expect(register.find(other.id_number, model)).rejects.toThrow('a face reference cannot be read');
    }));
});
