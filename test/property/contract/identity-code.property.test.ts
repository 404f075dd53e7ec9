import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase45 } from '../../../platform/contract/certificate/base45.ts';
import {
  decodeIdentityClaims,
  encodeIdentityClaims,
  type IdentityClaims,
  identityClaimsSchema,
  kioskAudience,
} from '../../../platform/contract/identity-code/claims.ts';
import {
  identityCodePrefix,
  signIdentityCode,
  verifyIdentityCode,
} from '../../../platform/contract/identity-code/signed-code.ts';
import { codeIssuedAt, createIdentityKey, identityClaims } from '../../helpers/identity-code.ts';

const { signer, published } = await createIdentityKey({ notBefore: 0, notAfter: Number.MAX_SAFE_INTEGER });

const verify = (text: string, now: number) =>
  verifyIdentityCode(text, { identityKeys: [published], now, audience: kioskAudience });

const name = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'林晓岚龘䶮𠮷𰻝·（）'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 64,
  })
  .filter((value) => value.length <= 64);

/** Claims within the schema that are for a kiosk and live as long as they may. */
const anyClaims: fc.Arbitrary<IdentityClaims> = fc
  .record({
    holder: fc.record({
      name,
      sex: fc.constantFrom('男' as const, '女' as const, '未知' as const, '未说明' as const),
      idNumber: fc.stringMatching(/^[0-9A-Z]{15,18}$/),
    }),
    id: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    issuedAt: fc.integer({ min: 0, max: 2 ** 34 }),
    lifetime: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ holder, id, issuedAt, lifetime }) => ({
    ...identityClaims({ holder, issuedAt }),
    id: Buffer.from(id).toString('base64url'),
    expiresAt: issuedAt + lifetime,
  }))
  .filter((claims) => identityClaimsSchema.safeParse(claims).success);

const outcomes = [
  'genuine',
  'not-an-identity-code',
  'malformed',
  'unknown-key',
  'bad-signature',
  'wrong-audience',
  'expired',
  'not-yet-valid',
  'lives-too-long',
];

describe('any identity claims', () => {
  test('survive encoding, signing and verification, at any moment of their life', () => {
    fc.assert(
      fc.property(anyClaims, fc.double({ min: 0, max: 0.999, noNaN: true }), (claims, part) => {
        expect(decodeIdentityClaims(encodeIdentityClaims(claims))).toEqual(claims);
        const now = claims.issuedAt * 1000 + Math.floor((claims.expiresAt - claims.issuedAt) * 1000 * part);
        const verified = verify(signIdentityCode(claims, signer), now);
        expect(verified).toEqual({ outcome: 'genuine', claims, keyId: published.keyId });
      }),
    );
  });

  test('are good at no moment outside of their life', () => {
    fc.assert(
      fc.property(anyClaims, fc.integer({ min: 0, max: 2 ** 45 }), (claims, now) => {
        const { outcome } = verify(signIdentityCode(claims, signer), now);
        const isInLife = claims.issuedAt * 1000 - 30_000 <= now && now < claims.expiresAt * 1000;
        expect(outcome === 'genuine').toBe(isInLife);
      }),
    );
  });
});

describe('what was altered', () => {
  const code = signIdentityCode(identityClaims(), signer);
  const now = codeIssuedAt + 1_000;

  test('in one character is refused', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
    fc.assert(
      fc.property(fc.nat({ max: code.length - 1 }), fc.constantFrom(...alphabet), (at, character) => {
        fc.pre(code[at] !== character);
        const altered = code.slice(0, at) + character + code.slice(at + 1);
        expect(verify(altered, now).outcome).not.toBe('genuine');
      }),
      { numRuns: 500 },
    );
  });

  test('in one bit is refused', () => {
    fc.assert(
      fc.property(fc.nat(), (chosen) => {
        const bytes = Buffer.from(code, 'ascii');
        const at = chosen % (bytes.length * 8);
        bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
        expect(verify(bytes.toString('latin1'), now).outcome).not.toBe('genuine');
      }),
      { numRuns: 500 },
    );
  });

  test('by cutting it short, or by adding to it, is refused', () => {
    fc.assert(
      fc.property(fc.nat({ max: code.length - 1 }), fc.string({ minLength: 1 }), (length, more) => {
        expect(verify(code.slice(0, length), now).outcome).not.toBe('genuine');
        expect(verify(code + more, now).outcome).not.toBe('genuine');
      }),
    );
  });
});

describe('noise', () => {
  const judge = (text: string): void => {
    const { outcome } = verify(text, codeIssuedAt);
    expect(outcomes).toContain(outcome);
    expect(outcome).not.toBe('genuine');
  };

  test('of up to 3 KB is told as what it is, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3 * 1024, size: 'max' }), (text) => {
        judge(text);
        judge(identityCodePrefix + text);
      }),
    );
  });

  test('as the bytes of a code is told as what it is, and never throws', () => {
    const maximum = { maxLength: 2 * 1024, size: 'max' } as const;
    fc.assert(
      fc.property(fc.uint8Array(maximum), (bytes) => {
        judge(identityCodePrefix + encodeBase45(bytes));
        // As a tagged message of four parts, the last three of which are noise.
        judge(identityCodePrefix + encodeBase45(Uint8Array.of(0xd2, 0x84, ...bytes)));
      }),
    );
  });
});
