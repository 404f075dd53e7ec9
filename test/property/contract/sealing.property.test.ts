import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyDocument } from '../../../platform/contract/signed-document.ts';
import { openSealed, readSealedHeader, sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import { generatePrivateJwk, keyObjectOf, publicPartOf } from '../../../platform/signing/generate-key.ts';

const jwk = generatePrivateJwk();
const privateKey = keyObjectOf(jwk);
const sealingKey = {
  keyId: 'sealing-1',
  algorithm: 'ECDH-ES' as const,
  jwk: publicPartOf(jwk),
  notBefore: 0,
  notAfter: 1,
};

const context = fc.record({
  key: fc.uuid(),
  place: fc.option(
    fc.record({ materialId: fc.uuid(), index: fc.nat(99), count: fc.integer({ min: 100, max: 128 }) }),
  ),
});

describe('sealing', () => {
  test('any bytes come back whole with what they belong to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), context, async (plaintext, { key, place }) => {
        const belongs = { key, ...place };
        const jwe = await sealToPlatform(plaintext, sealingKey, belongs);
        expect(await openSealed(jwe, () => privateKey)).toEqual({
          outcome: 'opened',
          plaintext: new Uint8Array(plaintext),
          context: belongs,
        });
      }),
      { numRuns: 50 },
    );
  });

  test('a changed character anywhere is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.nat(), async (plaintext, at) => {
        const jwe = await sealToPlatform(plaintext, sealingKey, { key: 'k' });
        const place = at % jwe.length;
        const other = jwe[place] === 'A' ? 'Q' : 'A';
        const changed = jwe.slice(0, place) + other + jwe.slice(place + 1);
        // The last character of a base64url part may carry bits that mean nothing.
        const bytes = (text: string) =>
          text
            .split('.')
            .map((part) => Buffer.from(part, 'base64url').toString('hex'))
            .join('.');
        fc.pre(bytes(changed) !== bytes(jwe));
        expect((await openSealed(changed, () => privateKey)).outcome).toBe('refused');
      }),
      { numRuns: 200 },
    );
  });

  test('any text is read without throwing', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.json({ maxDepth: 2 }).map((json) => `${Buffer.from(json).toString('base64url')}.a.b.c.d`),
    );
    await fc.assert(
      fc.asyncProperty(text, async (jwe) => {
        expect(readSealedHeader(jwe)).toBeUndefined();
        expect((await openSealed(jwe, () => privateKey)).outcome).toBe('refused');
        expect((await verifyDocument(jwe, () => undefined)).outcome).not.toBe('genuine');
      }),
    );
  });
});
