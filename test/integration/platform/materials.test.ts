import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  orphanLifetime,
  purgeOrphanedChunks,
  putChunk,
} from '../../../platform/submissions/material-chunks.ts';
import {
  createSealingKey,
  createWorldOn,
  fileApplication,
  sealMaterial,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';

const plain = (chunks: number): Uint8Array[] => Array.from({ length: chunks }, () => randomBytes(400));

describe.each(['embedded', 'PostgreSQL'] as const)('%s:', (name) => {
  let world: SubmissionWorld;

  beforeAll(async () => {
    world = await createWorldOn(name, { quota: 100_000 });
  });

  afterAll(() => world.close());

  const applicationWith = async (chunks: number) => {
    const key = uuidv7();
    const material = await sealMaterial(world.sealingKey, key, plain(chunks));
    const submission = await fileApplication(world.sealingKey, { key, materials: [material] });
    return { key, material, submission };
  };

  describe('a chunk', () => {
    test('is kept, and shows where the upload goes on', async () => {
      const { material } = await applicationWith(3);
      expect(await world.status(material)).toEqual({ received: [] });
      expect(await world.put(material, 2)).toEqual({ outcome: 'stored' });
      expect(await world.put(material, 0)).toEqual({ outcome: 'stored' });
      const [first, , third] = material.submitted.chunkDigests;
      expect(await world.status(material)).toEqual({
        received: [
          { index: 0, digest: first },
          { index: 2, digest: third },
        ],
      });
    });

    test('again changes nothing, also eight times at once', async () => {
      const { material } = await applicationWith(1);
      const puts = await Promise.all(Array.from({ length: 8 }, () => world.put(material, 0)));
      expect(puts).toEqual(Array.from({ length: 8 }, () => ({ outcome: 'stored' })));
      expect((await world.status(material)).received).toHaveLength(1);
    });

    test('in the place of another is refused, and the first stays', async () => {
      const { key, material } = await applicationWith(1);
      const { materialId } = material.submitted;
      await world.put(material, 0);
      const other = await sealMaterial(world.sealingKey, key, plain(1), materialId);
      expect(await world.put(other, 0)).toMatchObject({ outcome: 'refused', reason: 'chunk-differs' });
      expect((await world.status(material)).received).toEqual([
        { index: 0, digest: material.submitted.chunkDigests[0] },
      ]);
    });

    test('that counts otherwise than those before it is refused', async () => {
      const { key, material } = await applicationWith(2);
      await world.put(material, 0);
      const longer = await sealMaterial(world.sealingKey, key, plain(3), material.submitted.materialId);
      expect(await world.put(longer, 1)).toMatchObject({ outcome: 'refused', reason: 'chunk-differs' });
    });

    test.each([
      ['is no JWE', { body: 'noise' }],
      ['is not text', { body: null }],
      ['belongs to another place', { index: 1 }],
      ['belongs to another material', { materialId: uuidv7() }],
    ])('that %s is refused', async (_, changes) => {
      const { material } = await applicationWith(2);
      const { materialId } = material.submitted;
      const put = await putChunk(
        { ...world, clock: { now: () => submissionTestNow }, keyRing: world.keyRing },
        { kioskId: 'K-0000000001', materialId, index: 0, body: material.chunks[0], ...changes },
      );
      expect(put).toMatchObject({ outcome: 'refused', reason: 'malformed-request' });
      expect(await world.status(material)).toEqual({ received: [] });
    });

    test('that is the sealed part of an application is refused', async () => {
      const { key, material } = await applicationWith(1);
      const { sealed } = await fileApplication(world.sealingKey, { key });
      expect(await world.put({ ...material, chunks: [sealed] }, 0)).toMatchObject({
        reason: 'malformed-request',
      });
    });

    test('that is sealed to a key of others is refused', async () => {
      const material = await sealMaterial(createSealingKey('of-others'), uuidv7(), plain(1));
      expect(await world.put(material, 0)).toMatchObject({
        reason: 'malformed-request',
        detail: 'sealing key of the chunk',
      });
    });

    test('of one kiosk can neither be seen nor be replaced by another', async () => {
      const { key, material } = await applicationWith(1);
      await world.put(material, 0, 'K-0000000001');
      expect(await world.status(material, 'K-0000000002')).toEqual({ received: [] });
      const other = await sealMaterial(world.sealingKey, key, plain(1), material.submitted.materialId);
      expect(await world.put(other, 0, 'K-0000000002')).toEqual({ outcome: 'stored' });
      expect((await world.status(material, 'K-0000000001')).received).toEqual([
        { index: 0, digest: material.submitted.chunkDigests[0] },
      ]);
    });

    test('beyond what a kiosk may have waiting is told to come later, until its applications are in', async () => {
      const kioskId = 'K-0000000077';
      const key = uuidv7();
      const big = await sealMaterial(world.sealingKey, key, [randomBytes(60_000)]);
      const more = await sealMaterial(world.sealingKey, uuidv7(), [randomBytes(60_000)]);
      expect(await world.put(big, 0, kioskId)).toEqual({ outcome: 'stored' });
      expect(await world.put(more, 0, kioskId)).toMatchObject({ outcome: 'refused', reason: 'busy' });
      expect(await world.put(more, 0, 'K-0000000078')).toEqual({ outcome: 'stored' });
      await world.submit([await fileApplication(world.sealingKey, { key, materials: [big] })], kioskId);
      expect(await world.put(more, 0, kioskId)).toEqual({ outcome: 'stored' });
    });
  });

  describe('an application with materials', () => {
    test('is received when all its chunks are there', async () => {
      const { material, submission } = await applicationWith(3);
      await world.putAll(material);
      expect(await world.submit([submission])).toMatchObject([{ outcome: 'received' }]);
    });

    test('is told what is missing, and is received once it is there', async () => {
      const { material, submission } = await applicationWith(3);
      await world.put(material, 1);
      const missing = {
        key: submission.key,
        outcome: 'materials-missing',
        missing: [{ materialId: material.submitted.materialId, indexes: [0, 2] }],
      };
      expect(await world.submit([submission])).toEqual([missing]);
      expect(await world.submit([submission, submission])).toEqual([missing, missing]);
      await world.putAll(material);
      expect(await world.submit([submission])).toMatchObject([{ outcome: 'received' }]);
    });

    test('does not count chunks that another kiosk has put', async () => {
      const { material, submission } = await applicationWith(1);
      await world.putAll(material, 'K-0000000002');
      expect(await world.submit([submission], 'K-0000000001')).toMatchObject([
        { outcome: 'materials-missing' },
      ]);
    });

    test('that names chunks sealed for another application is refused', async () => {
      const { material } = await applicationWith(1);
      await world.putAll(material);
      const other = await fileApplication(world.sealingKey, { materials: [material] });
      expect(await world.submit([other])).toMatchObject([
        { outcome: 'refused', reason: 'malformed-message' },
      ]);
    });

    test('that was refused for another reason is not asked for its chunks', async () => {
      const { material } = await applicationWith(1);
      const submission = await fileApplication(world.sealingKey, {
        materials: [material],
        outside: { item: 'no-such-item' },
      });
      expect(await world.submit([submission])).toMatchObject([{ reason: 'unknown-item' }]);
    });
  });

  describe('chunks without an application', () => {
    test('expire after thirty days, those of received applications never', async () => {
      const { material: kept, submission } = await applicationWith(2);
      const { material: orphan, submission: late } = await applicationWith(2);
      await world.putAll(kept);
      await world.putAll(orphan);
      await world.submit([submission]);
      await purgeOrphanedChunks(world.database, submissionTestNow + orphanLifetime);
      expect((await world.status(orphan)).received).toHaveLength(2);
      await purgeOrphanedChunks(world.database, submissionTestNow + orphanLifetime + 1);
      expect((await world.status(orphan)).received).toHaveLength(0);
      expect((await world.status(kept)).received).toHaveLength(2);
      expect(await world.submit([late])).toMatchObject([{ outcome: 'materials-missing' }]);
    });
  });
});
