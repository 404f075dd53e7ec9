import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { messageDigest, readMessage } from '../../../platform/submissions/read-message.ts';
import { createSealingKey, fileApplication, rate, sealMaterial } from '../../helpers/platform-submissions.ts';

const sealingKey = createSealingKey();

describe('a message of a batch', () => {
  test('is read with the id of its sealing key', async () => {
    const submission = await fileApplication(sealingKey);
    expect(readMessage(submission)).toEqual({
      form: 'application',
      key: submission.key,
      submission,
      sealingKeyId: 'sealing-0001',
    });
  });

  test.each([
    ['null', null],
    ['a number', 7],
    ['a list', []],
    ['an object without a key', { kind: 'rating' }],
    ['a key that is no UUID', { ...rate(), key: 'KEY' }],
    ['a key of another version', { ...rate(), key: '5e8f1c7a-9e0b-4f44-8f0a-0a6a7d0b1c2d' }],
  ])('that is %s has no name', (_, message) => {
    expect(readMessage(message)).toEqual({ form: 'nameless' });
  });

  test.each([
    ['an unknown kind', { kind: 'complaint' }],
    ['a field too many', { comment: 'thank you' }],
    ['a level that does not exist', { level: 'delighted' }],
    ['a time beyond the year 9999', { ratedAt: 1e15 }],
  ])('with %s is malformed under its key', (_, change) => {
    const key = uuidv7();
    expect(readMessage({ ...rate({ key }), ...change })).toEqual({ form: 'malformed', key });
  });

  test('whose sealed part belongs to another message is malformed', async () => {
    const other = await fileApplication(sealingKey);
    const moved = await fileApplication(sealingKey, { outside: { sealed: other.sealed } });
    expect(readMessage(moved)).toEqual({ form: 'malformed', key: moved.key });
  });

  test('whose sealed part is a chunk of a material is malformed', async () => {
    const key = uuidv7();
    const { chunks } = await sealMaterial(sealingKey, key, [Buffer.from('picture')]);
    const submission = await fileApplication(sealingKey, { key, outside: { sealed: chunks[0] ?? '' } });
    expect(readMessage(submission)).toEqual({ form: 'malformed', key });
  });

  test('that names a material twice is malformed', async () => {
    const key = uuidv7();
    const material = await sealMaterial(sealingKey, key, [Buffer.from('picture')]);
    const submission = await fileApplication(sealingKey, { key, materials: [material, material] });
    expect(readMessage(submission)).toEqual({ form: 'malformed', key });
  });

  test('with its key in capitals is known under the key in small letters', () => {
    const key = uuidv7();
    expect(readMessage(rate({ key: key.toUpperCase() }))).toMatchObject({ form: 'open', key });
  });
});

describe('the digest of a message', () => {
  test('does not depend on the order of its fields', async () => {
    const submission = await fileApplication(sealingKey);
    const reordered = readMessage(Object.fromEntries(Object.entries(submission).reverse()));
    if (reordered.form !== 'application') {
      throw new Error(reordered.form);
    }
    expect(messageDigest(reordered.submission)).toBe(messageDigest(submission));
  });

  test('changes with each field that is not the key', async () => {
    const key = uuidv7();
    const material = await sealMaterial(sealingKey, key, [Buffer.from('a'), Buffer.from('b')]);
    const submission = await fileApplication(sealingKey, { key, materials: [material] });
    const other = await fileApplication(sealingKey, { key });
    const [first = '', second = ''] = material.submitted.chunkDigests;
    const changes = [
      { receiptNumber: other.receiptNumber },
      { item: 'disability-subsidies' },
      { formVersion: 2 },
      { assuranceLevel: 3 as const },
      { filedAt: submission.filedAt + 1 },
      { sealed: other.sealed },
      { materials: [] },
      { materials: [{ ...material.submitted, chunkDigests: [second, first] }] },
      { materials: [{ ...material.submitted, chunkDigests: [first] }] },
    ];
    const digests = changes.map((change) => messageDigest({ ...submission, ...change }));
    expect(new Set([...digests, messageDigest(submission)]).size).toBe(changes.length + 1);
  });
});
