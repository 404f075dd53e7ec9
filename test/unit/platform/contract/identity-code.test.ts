import { sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../../platform/contract/certificate/base45.ts';
import { encodeCoseSign1, toBeSigned } from '../../../../platform/contract/certificate/cose-sign1.ts';
import { type CborValue, encodeCbor } from '../../../../platform/contract/certificate/deterministic-cbor.ts';
import { encodeQrPayload } from '../../../../platform/contract/certificate/qr-payload.ts';
import {
  signCertificate,
  verifyCertificate,
} from '../../../../platform/contract/certificate/signed-certificate.ts';
import { kioskAudience } from '../../../../platform/contract/identity-code/claims.ts';
import {
  identityCodePrefix,
  longestIdentityCode,
  signIdentityCode,
  verifyIdentityCode,
} from '../../../../platform/contract/identity-code/signed-code.ts';
import { codeIssuedAt, createIdentityKey, identityClaims } from '../../../helpers/identity-code.ts';
import { createTestKey, housingClaims } from '../../../helpers/platform.ts';

const { signer, published } = await createIdentityKey();
const stranger = await createIdentityKey();

const verified = (text: string, changes: Partial<Parameters<typeof verifyIdentityCode>[1]> = {}) =>
  verifyIdentityCode(text, {
    identityKeys: [published],
    now: codeIssuedAt + 10_000,
    audience: kioskAudience,
    ...changes,
  });
const outcomeOf = (...given: Parameters<typeof verified>): string => verified(...given).outcome;

const code = signIdentityCode(identityClaims(), signer);

/** A code of any payload under the good key. */
const codeOver = (payload: CborValue): string => {
  const message = { keyId: signer.keyId, payload: encodeCbor(payload) };
  const key = { key: signer.privateKey, dsaEncoding: 'ieee-p1363' } as const;
  const signature = sign('sha256', toBeSigned(message), key);
  return identityCodePrefix + encodeBase45(encodeCoseSign1({ ...message, signature }));
};

describe('an identity code', () => {
  test('tells who holds the phone, in a text that a phone shows as one small QR code', () => {
    expect(verified(code)).toEqual({ outcome: 'genuine', claims: identityClaims(), keyId: published.keyId });
    expect(code).toMatch(/^YZI1:[0-9A-Z $%*+\-./:]+$/);
    // Version 13 at level M holds 483 characters (ISO/IEC 18004 table 7).
    expect(code.length).toBeLessThan(400);
  });

  test('of the longest name is still taken', () => {
    const holder = { ...identityClaims().holder, name: '𠮷'.repeat(32) };
    const long = signIdentityCode(identityClaims({ holder, issuer: 'a'.repeat(40) }), signer);
    expect(long.length).toBeLessThan(longestIdentityCode / 1.5);
    expect(outcomeOf(long, { identityKeys: [{ ...published, issuer: 'a'.repeat(40) }] })).toBe('genuine');
  });

  test('is good from half a minute before its issue, for clocks that differ, to its end and no longer', () => {
    expect(outcomeOf(code, { now: codeIssuedAt - 30_001 })).toBe('not-yet-valid');
    expect(outcomeOf(code, { now: codeIssuedAt - 30_000 })).toBe('genuine');
    expect(outcomeOf(code, { now: codeIssuedAt + 59_999 })).toBe('genuine');
    expect(outcomeOf(code, { now: codeIssuedAt + 60_000 })).toBe('expired');
  });

  test('that lives for more than a minute is none, however fresh', () => {
    const long = signIdentityCode(identityClaims({ expiresAt: codeIssuedAt / 1000 + 61 }), signer);
    expect(outcomeOf(long)).toBe('lives-too-long');
  });

  test('for the bus is told as that, also when it is old', () => {
    const bus = signIdentityCode(identityClaims({ audience: 'bus-gate' }), signer);
    expect(outcomeOf(bus)).toBe('wrong-audience');
    expect(outcomeOf(bus, { now: codeIssuedAt + 3_600_000 })).toBe('wrong-audience');
  });

  test('under a key that nobody published, or that was not good when it was issued, is not known', () => {
    expect(outcomeOf(signIdentityCode(identityClaims(), stranger.signer))).toBe('unknown-key');
    expect(outcomeOf(code, { identityKeys: [] })).toBe('unknown-key');
    expect(outcomeOf(code, { identityKeys: [{ ...published, notBefore: codeIssuedAt + 1 }] })).toBe(
      'unknown-key',
    );
    expect(outcomeOf(code, { identityKeys: [{ ...published, notAfter: codeIssuedAt }] })).toBe('unknown-key');
    expect(outcomeOf(code, { identityKeys: [{ ...published, issuer: 'another-app' }] })).toBe('unknown-key');
  });

  test('under the id of a good key that did not sign it has a bad signature', () => {
    const forged = signIdentityCode(identityClaims(), { ...stranger.signer, keyId: signer.keyId });
    expect(outcomeOf(forged)).toBe('bad-signature');
  });

  test('whose key is no point on the curve is not believed', () => {
    const jwk = { ...published.jwk, x: 'A'.repeat(43) };
    expect(outcomeOf(code, { identityKeys: [{ ...published, jwk }] })).toBe('unknown-key');
  });

  test('signed over something else is malformed', () => {
    expect(outcomeOf(codeOver(new Map([[1, 'city-app']])))).toBe('malformed');
    expect(outcomeOf(codeOver('city-app'))).toBe('malformed');
  });

  test('never passes for a certificate, nor a certificate for a code, under the same key', async () => {
    const { signer: department, published: departmentKey } = await createTestKey();
    const certificate = signCertificate(housingClaims(), department);
    const { keyId, jwk, notBefore, notAfter } = departmentKey;
    const asIdentityKey = {
      keyId,
      jwk,
      notBefore,
      notAfter,
      algorithm: 'ES256',
      issuer: 'city-app',
    } as const;
    const asCode = identityCodePrefix + encodeBase45(certificate);
    expect(outcomeOf(asCode, { identityKeys: [asIdentityKey] })).toBe('malformed');
    const printed = encodeQrPayload(certificate);
    expect(printed.outcome === 'encoded' && outcomeOf(printed.text)).toBe('not-an-identity-code');

    const claims = identityClaims({ issuer: departmentKey.department });
    const bytes = decodeBase45(signIdentityCode(claims, department).slice(identityCodePrefix.length));
    expect(
      verifyCertificate(bytes ?? new Uint8Array(), { keys: [departmentKey] }, codeIssuedAt),
    ).toMatchObject({
      outcome: 'claims-invalid',
    });
  });

  test.each(['', 'https://example.org/', 'YZ1:ABC', 'YZI2:ABC', 'yzi1:ABC', ' YZI1:ABC'])(
    '%j is none',
    (text) => {
      expect(outcomeOf(text)).toBe('not-an-identity-code');
    },
  );

  test.each([
    'YZI1:',
    'YZI1:A',
    'YZI1:abc',
    `${code} `,
    `${code}\n`,
    code.slice(0, -3),
    `YZI1:${'9'.repeat(3_000)}`,
  ])('%j is malformed', (text) => {
    expect(outcomeOf(text)).toBe('malformed');
  });
});
