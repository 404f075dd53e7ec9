import { createPrivateKey } from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import type { SealingKey } from '../../../../platform/contract/api.ts';
import { openSealed, readSealedHeader, sealToPlatform } from '../../../../platform/contract/sealing/index.ts';
import { compactJweSchema } from '../../../../platform/contract/submissions.ts';
import { generatePrivateJwk, keyObjectOf, publicPartOf } from '../../../../platform/signing/generate-key.ts';

const newSealingKey = (keyId = 'sealing-1') => {
  const jwk = generatePrivateJwk();
  const published: SealingKey = {
    keyId,
    algorithm: 'ECDH-ES',
    jwk: publicPartOf(jwk),
    notBefore: 0,
    notAfter: 9_999_999_999_999,
  };
  return { published, privateKey: keyObjectOf(jwk) };
};

const key = newSealingKey();
const application = { key: '0198a3f0-7c00-7000-8000-000000000001' };
const chunk = { ...application, materialId: '0198a3f0-7c00-7000-8000-000000000002', index: 2, count: 5 };
const plaintext = Buffer.from('林晓岚 430199195803120429');
const open = (jwe: string) =>
  openSealed(jwe, (keyId) => (keyId === 'sealing-1' ? key.privateKey : undefined));
const refused = (reason: string) => ({ outcome: 'refused', reason });

/** A JWE to the sealing key with a header of somebody else's mind. */
const sealedWith = async (header: Record<string, unknown>): Promise<string> =>
  new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'sealing-1', yzk: 'k', ...header })
    .encrypt(await importJWK(key.published.jwk, 'ECDH-ES'));

/** The sealed part with another protected header. */
const withHeader = (jwe: string, change: (header: Record<string, unknown>) => unknown): string => {
  const [header = '', ...rest] = jwe.split('.');
  const changed = change(JSON.parse(Buffer.from(header, 'base64url').toString()));
  return [Buffer.from(JSON.stringify(changed)).toString('base64url'), ...rest].join('.');
};

describe('sealing to the platform', () => {
  test.each([
    ['an application', application],
    ['a chunk', chunk],
  ])('opens with the private key and gives back what it belongs to: %s', async (_what, context) => {
    const jwe = await sealToPlatform(plaintext, key.published, context);
    expect(compactJweSchema.safeParse(jwe).success).toBe(true);
    expect(readSealedHeader(jwe)).toEqual({ keyId: 'sealing-1', context });
    const opened = await open(jwe);
    expect(opened).toEqual({ outcome: 'opened', plaintext: new Uint8Array(plaintext), context });
  });

  test('is another each time, though key and plaintext are the same', async () => {
    const seal = () => sealToPlatform(plaintext, key.published, application);
    const [first, second] = [await seal(), await seal()];
    const epk = (jwe: string) => JSON.parse(Buffer.from(jwe.split('.')[0] ?? '', 'base64url').toString()).epk;
    expect(epk(first)).not.toEqual(epk(second));
    expect(first.split('.')[3]).not.toBe(second.split('.')[3]);
  });

  test('keeps sealing keys apart', async () => {
    const other = newSealingKey();
    await sealToPlatform(plaintext, key.published, application);
    const jwe = await sealToPlatform(plaintext, other.published, application);
    expect(await open(jwe)).toEqual(refused('not-genuine'));
    expect((await openSealed(jwe, () => other.privateKey)).outcome).toBe('opened');
  });

  test('under a key that the platform does not have is unknown', async () => {
    const jwe = await sealToPlatform(plaintext, newSealingKey('sealing-9').published, application);
    expect(await open(jwe)).toEqual(refused('unknown-key'));
  });

  test('cannot be moved to another application, place or key', async () => {
    const jwe = await sealToPlatform(plaintext, key.published, chunk);
    for (const change of [{ yzk: 'another' }, { yzi: 3 }, { yzn: 6 }, { yzm: 'another' }]) {
      const moved = withHeader(jwe, (header) => ({ ...header, ...change }));
      expect(readSealedHeader(moved)).toBeDefined();
      expect(await open(moved)).toEqual(refused('not-genuine'));
    }
  });

  test.each([
    ['compressed', { zip: 'DEF' }],
    ['with an unknown parameter', { cty: 'text/plain' }],
    ['with a material but no place', { yzm: 'm' }],
    ['with a place beyond the count', { yzm: 'm', yzi: 2, yzn: 2 }],
    ['without what it belongs to', { yzk: '' }],
    ['with another encryption', { enc: 'A128GCM' }],
  ])('%s is malformed', async (_what, header) => {
    const jwe = await sealedWith(header).catch(async () =>
      withHeader(await sealedWith({}), (present) => ({ ...present, ...header })),
    );
    expect(readSealedHeader(jwe)).toBeUndefined();
    expect(await open(jwe)).toEqual(refused('malformed'));
  });

  test('with an ephemeral key off the curve is not genuine', async () => {
    const jwe = withHeader(await sealedWith({}), (header) => ({
      ...header,
      epk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    }));
    expect(await open(jwe)).toEqual(refused('not-genuine'));
  });

  test.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['five empty parts', '....'],
    ['five parts of nothing', 'a.b.c.d.e'],
    ['a header that is too long', `${'a'.repeat(3_000)}....`],
  ])('%s is malformed', async (_what, text) => {
    expect(await open(text)).toEqual(refused('malformed'));
  });

  test('says so each time when the key is no point on the curve', async () => {
    const bad = { ...key.published, jwk: { ...key.published.jwk, x: 'A'.repeat(43) } };
    await expect(sealToPlatform(plaintext, bad, application)).rejects.toThrow();
    await expect(sealToPlatform(plaintext, bad, application)).rejects.toThrow();
  });

  test('opens with a key made by node:crypto from a JWK too', async () => {
    const jwk = generatePrivateJwk();
    const published = { ...key.published, jwk: publicPartOf(jwk) };
    const jwe = await sealToPlatform(plaintext, published, application);
    const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
    expect((await openSealed(jwe, async () => privateKey)).outcome).toBe('opened');
  });
});
