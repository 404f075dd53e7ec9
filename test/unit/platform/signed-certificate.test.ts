import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { Sign1 } from '@auth0/cose';
import { decode as decodeWithCborX } from 'cbor-x';
import { importJWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeClaims } from '../../../platform/contract/certificate/claims-encoding.ts';
import {
  decodeCoseSign1,
  encodeCoseSign1,
  toBeSigned,
} from '../../../platform/contract/certificate/cose-sign1.ts';
import { encodeCbor } from '../../../platform/contract/certificate/deterministic-cbor.ts';
import {
  clockToleranceMilliseconds,
  maximumCertificateBytes,
  signCertificate,
  verifyCertificate,
} from '../../../platform/contract/certificate/signed-certificate.ts';
import { createTestKey, housingClaims, type TestKey, testNow } from '../../helpers/platform.ts';

let key: TestKey;
let certificate: Uint8Array;

beforeAll(async () => {
  key = await createTestKey();
  certificate = signCertificate(housingClaims(), key.signer);
});

const verifyAt = (bytes: Uint8Array, now = testNow, keys = [key.published]) =>
  verifyCertificate(bytes, { keys }, now);

/** A certificate signed by the department's own key over any payload. */
const signPayload = (payload: Uint8Array): Uint8Array => {
  const message = { keyId: key.signer.keyId, payload };
  const signature = sign('sha256', toBeSigned(message), {
    key: key.signer.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return encodeCoseSign1({ ...message, signature: new Uint8Array(signature) });
};

describe('a signed certificate', () => {
  test('is genuine under the key of its department and gives back its claims', () => {
    expect(verifyAt(certificate)).toEqual({
      outcome: 'genuine',
      claims: housingClaims(),
      key: key.published,
    });
  });

  test('verifies with another COSE library, which reads the same claims', async () => {
    const message = Sign1.decode(certificate);
    await message.verify(await importJWK(key.published.jwk, 'ES256'));
    const claims = decodeWithCborX(message.payload) as Record<number, unknown>;
    expect(claims[1]).toBe('xiaoxiang-real-estate');
    expect(claims[2]).toBe('430199195803120429');
    expect(claims[6]).toBe(testNow / 1000);
    expect(Buffer.from(claims[7] as Uint8Array).toString()).toBe('ZF20261120-7K3M9QXAB2');
    expect((claims[-65537] as Record<number, unknown>)[2]).toBe('林晓岚');
  });

  test('does not verify with that library once a byte of the claims is changed', async () => {
    const altered = certificate.slice();
    const at = Buffer.from(altered).indexOf('林晓岚');
    altered[at + 2] = (altered[at + 2] ?? 0) ^ 1;
    const message = Sign1.decode(altered);
    await expect(message.verify(await importJWK(key.published.jwk, 'ES256'))).rejects.toThrow();
  });

  test('is what RFC 9052 §4.4 says, checked with node:crypto alone', () => {
    const parts = decodeWithCborX(certificate.slice(1)) as [Uint8Array, unknown, Uint8Array, Uint8Array];
    const [header, , payload, signature] = parts;
    // ["Signature1", protected, h'', payload] spelt out: array of 4, text of 10, byte strings.
    const signed = Buffer.concat([
      Buffer.from('846a5369676e617475726531', 'hex'),
      Buffer.from([0x58, header.length]),
      header,
      Buffer.from('4059', 'hex'),
      Buffer.from([payload.length >> 8, payload.length & 0xff]),
      payload,
    ]);
    const publicKey = createPublicKey({ key: key.published.jwk, format: 'jwk' });
    expect(verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  test('with any single bit changed is refused', () => {
    const survivors: number[] = [];
    for (let bit = 0; bit < certificate.length * 8; bit++) {
      const altered = certificate.slice();
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { outcome } = verifyAt(altered);
      if (outcome !== 'malformed' && outcome !== 'unknown-key' && outcome !== 'bad-signature') {
        survivors.push(bit);
      }
    }
    expect(survivors).toEqual([]);
  });

  test('cut short at any byte, or with a byte more, is malformed', () => {
    for (let length = 0; length < certificate.length; length++) {
      expect(verifyAt(certificate.subarray(0, length)).outcome).toBe('malformed');
    }
    expect(verifyAt(Uint8Array.of(...certificate, 0)).outcome).toBe('malformed');
  });

  test('longer than the limit is malformed before anything else is looked at', () => {
    const message = decodeCoseSign1(certificate);
    const long = encodeCoseSign1({
      keyId: key.signer.keyId,
      payload: new Uint8Array(maximumCertificateBytes),
      signature: message?.signature ?? new Uint8Array(64),
    });
    expect(decodeCoseSign1(long)).toBeDefined();
    expect(verifyAt(long).outcome).toBe('malformed');
  });

  test('under a key that is not published is refused', async () => {
    const other = await createTestKey();
    expect(verifyAt(certificate, testNow, [other.published]).outcome).toBe('unknown-key');
    expect(verifyAt(certificate, testNow, []).outcome).toBe('unknown-key');
  });

  test('signed by somebody else under the id of a published key is refused', async () => {
    const forger = await createTestKey();
    const forged = signCertificate(housingClaims(), { ...forger.signer, keyId: key.signer.keyId });
    expect(verifyAt(forged).outcome).toBe('bad-signature');
  });

  test('under a published key that is no point on the curve is refused, not thrown', () => {
    const jwk = { ...key.published.jwk, y: Buffer.alloc(32, 7).toString('base64url') };
    expect(verifyAt(certificate, testNow, [{ ...key.published, jwk }]).outcome).toBe('unknown-key');
  });

  test('of one department signed with the key of another is refused', () => {
    const claims = housingClaims({
      department: { code: 'xiaoxiang-provident-fund', name: '住房公积金管理中心' },
    });
    expect(verifyAt(signCertificate(claims, key.signer)).outcome).toBe('wrong-department');
  });

  test.each([
    ['from the moment the key begins', { notBefore: testNow }, 'genuine'],
    ['a second before the key begins', { notBefore: testNow + 1_000 }, 'key-not-valid-at-issue'],
    ['when the key has ended', { notAfter: testNow }, 'key-not-valid-at-issue'],
    ['before the key ended', { notAfter: testNow + 1 }, 'genuine'],
  ])('issued %s', (_when, changes, outcome) => {
    expect(verifyAt(certificate, testNow, [{ ...key.published, ...changes }]).outcome).toBe(outcome);
  });

  test('stays good after its key has ended', () => {
    const keys = [{ ...key.published, notAfter: testNow + 1_000 }];
    expect(verifyAt(certificate, testNow + 60_000, keys).outcome).toBe('genuine');
  });

  test('expires at its second, with its claims still readable', () => {
    const end = housingClaims().expiresAt * 1000;
    expect(verifyAt(certificate, end - 1).outcome).toBe('genuine');
    expect(verifyAt(certificate, end)).toMatchObject({ outcome: 'expired', claims: housingClaims() });
  });

  test('from a platform whose clock is a little ahead is good, far ahead is not yet valid', () => {
    expect(verifyAt(certificate, testNow - clockToleranceMilliseconds).outcome).toBe('genuine');
    expect(verifyAt(certificate, testNow - clockToleranceMilliseconds - 1).outcome).toBe('not-yet-valid');
  });
});

describe('claims that the department signed but that do not fit', () => {
  test.each([
    ['control characters', { purpose: '贷款\u0007' }],
    ['a text that runs backwards', { purpose: '\u202e款贷' }],
    ['an end before the beginning', { expiresAt: testNow / 1000 }],
    ['a number of another form', { certificateNumber: 'zf 1' }],
    ['a name of 65 characters', { holder: { ...housingClaims().holder, name: '长'.repeat(65) } }],
    ['a table of 61 rows', { tables: { properties: Array.from({ length: 61 }, () => ['一']) } }],
  ])('%s are refused by name of the claim', (_what, changes) => {
    const result = verifyAt(signCertificate(housingClaims(changes), key.signer));
    expect(result.outcome).toBe('claims-invalid');
    expect(JSON.stringify(result)).not.toContain('林晓岚');
  });

  test('a payload that is no claims set is refused', () => {
    expect(verifyAt(signPayload(encodeCbor('无'))).outcome).toBe('claims-invalid');
    expect(verifyAt(signPayload(encodeCbor(new Map([[1, 'xiaoxiang-real-estate']])))).outcome).toBe(
      'claims-invalid',
    );
    expect(verifyAt(signPayload(new Uint8Array(0))).outcome).toBe('claims-invalid');
  });

  test('a certificate beyond the size that is read is not issued', () => {
    const tables = { properties: Array.from({ length: 60 }, () => Array(12).fill('潇'.repeat(120))) };
    expect(() => signCertificate(housingClaims({ tables }), key.signer)).toThrow(RangeError);
  });

  test('the encoding of claims is pinned: printed certificates are read with it for ever', () => {
    expect(createHash('sha256').update(encodeClaims(housingClaims())).digest('hex')).toBe(
      'f7472e61fd43e4bada17b160b917c3403eb0811e5955ed0343f23e0b47a3cdd4',
    );
  });
});
