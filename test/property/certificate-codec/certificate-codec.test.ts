import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../platform/contract/certificate/base45.ts';
import {
  type CertificateClaims,
  certificateClaimsSchema,
} from '../../../platform/contract/certificate/claims.ts';
import { decodeClaims, encodeClaims } from '../../../platform/contract/certificate/claims-encoding.ts';
import {
  type CborValue,
  decodeCbor,
  encodeCbor,
} from '../../../platform/contract/certificate/deterministic-cbor.ts';
import { dictionaryV1 } from '../../../platform/contract/certificate/dictionary-v1.ts';
import { decodeQrPayload, encodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import {
  maximumCertificateBytes,
  signCertificate,
  verifyCertificate,
} from '../../../platform/contract/certificate/signed-certificate.ts';
import { createTestKey, housingClaims } from '../../helpers/platform.ts';

/** Text of any printable characters, Han beyond the basic plane included. */
const text = (maxLength: number) =>
  fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(...'潇湘市不动产登记中心龘䶮𠮷𰻝·（）'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength,
    })
    .filter((value) => value.length <= maxLength);

const key = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,40}$/);
const instant = fc.integer({ min: 0, max: 2 ** 40 });

/** Claims within the schema; tables smaller than it allows, so that most certificates fit a QR code. */
const anyClaims: fc.Arbitrary<CertificateClaims> = fc
  .record({
    certificateNumber: fc.stringMatching(/^[0-9A-Z-]{8,40}$/),
    kind: fc.stringMatching(/^[a-z][a-z0-9-]{1,40}$/),
    holder: fc.record({
      name: text(64),
      sex: fc.constantFrom('男' as const, '女' as const, '未知' as const, '未说明' as const),
      idNumber: fc.stringMatching(/^[0-9A-Z]{15,18}$/),
    }),
    agent: fc.option(
      fc.record({
        maskedName: text(10),
        way: fc.constantFrom('principal-card' as const, 'authorisation' as const, 'child' as const),
      }),
      { nil: undefined },
    ),
    purpose: text(60),
    department: fc.record({ code: fc.constant('xiaoxiang-real-estate'), name: text(60) }),
    station: fc.record({ code: fc.stringMatching(/^[0-9A-Za-z-]{2,40}$/), name: text(60) }),
    assuranceLevel: fc.constantFrom(1 as const, 2 as const, 3 as const),
    issuedAt: instant,
    expiresAt: instant,
    facts: fc.dictionary(key, text(200), { maxKeys: 8 }),
    tables: fc.dictionary(key, fc.array(fc.array(text(40), { maxLength: 6 }), { maxLength: 6 }), {
      maxKeys: 2,
    }),
  })
  .filter((claims) => certificateClaimsSchema.safeParse(claims).success);

const anyCbor = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.maxSafeInteger(), fc.string({ unit: 'grapheme' })), tie('value')), {
        maxLength: 4,
      })
      .map((entries) => new Map(entries)),
  ),
})).value;

const { signer, published } = await createTestKey({ notBefore: 0, notAfter: Number.MAX_SAFE_INTEGER });
const keySet = { keys: [published] };
const genuine = signCertificate(housingClaims(), signer);

describe('any claims', () => {
  test('survive encoding, signing, the QR code, decoding and verification', () => {
    let fitting = 0;
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const certificate = signCertificate(claims, signer);
        const payload = encodeQrPayload(certificate);
        if (payload.outcome === 'encoded') {
          fitting += 1;
          expect(decodeQrPayload(payload.text)).toEqual({ outcome: 'decoded', certificate });
        }
        expect(verifyCertificate(certificate, keySet, claims.issuedAt * 1000)).toEqual({
          outcome: 'genuine',
          claims,
          key: published,
        });
      }),
    );
    // Of 100 runs; a certificate of chance does not compress, and some are larger than any QR code.
    expect(fitting).toBeGreaterThan(30);
  });

  test('have one encoding, whatever the order of facts and tables', () => {
    const reversed = <Value>(record: Record<string, Value>): Record<string, Value> =>
      Object.fromEntries(Object.entries(record).reverse());
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const other = { ...claims, facts: reversed(claims.facts), tables: reversed(claims.tables) };
        expect(encodeClaims(other)).toEqual(encodeClaims(claims));
      }),
    );
  });
});

describe('any change of a signed certificate', () => {
  test('is refused', () => {
    const change = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(anyClaims, change, (claims, { at, by }) => {
        const altered = signCertificate(claims, signer);
        const index = at % altered.length;
        altered[index] = (altered[index] ?? 0) ^ by;
        const { outcome } = verifyCertificate(altered, keySet, claims.issuedAt * 1000);
        expect(['malformed', 'unknown-key', 'bad-signature']).toContain(outcome);
      }),
    );
  });

  test('by cutting and joining pieces is refused', () => {
    const pieces = fc.array(fc.tuple(fc.nat(genuine.length), fc.nat(genuine.length)), { maxLength: 6 });
    fc.assert(
      fc.property(pieces, (cuts) => {
        const altered = new Uint8Array(Buffer.concat(cuts.map(([from, to]) => genuine.subarray(from, to))));
        fc.pre(Buffer.compare(altered, genuine) !== 0);
        expect(verifyCertificate(altered, keySet, housingClaims().issuedAt * 1000).outcome).not.toBe(
          'genuine',
        );
      }),
    );
  });
});

describe('any bytes and any text', () => {
  test('never crash a decoder and are never genuine', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        decodeClaims(bytes);
        const wrapped = Uint8Array.of(0xd2, ...bytes);
        expect(verifyCertificate(bytes, keySet, 0).outcome).not.toBe('genuine');
        expect(verifyCertificate(wrapped, keySet, 0).outcome).not.toBe('genuine');
      }),
    );
  });

  test('scanned as a QR code give a named outcome, and no more bytes than a certificate has', () => {
    const base45Characters = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:');
    const scans = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map((tail) => `YZ1:${tail}`),
      fc.string({ unit: base45Characters, maxLength: 3_000 }).map((tail) => `YZ1:${tail}`),
      fc.uint8Array({ maxLength: 1_000 }).map((bytes) => `YZ1:${encodeBase45(bytes)}`),
    );
    fc.assert(
      fc.property(scans, (scan) => {
        const scanned = decodeQrPayload(scan);
        if (scanned.outcome === 'decoded') {
          expect(scanned.certificate.length).toBeLessThanOrEqual(maximumCertificateBytes);
          expect(verifyCertificate(scanned.certificate, keySet, 0).outcome).not.toBe('genuine');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('that inflate beyond the limit are refused', () => {
    const bombs = fc.record({
      byte: fc.nat(255),
      length: fc.integer({ min: maximumCertificateBytes + 1, max: 1_500_000 }),
    });
    fc.assert(
      fc.property(bombs, ({ byte, length }) => {
        const bomb = deflateRawSync(new Uint8Array(length).fill(byte), { dictionary: dictionaryV1 });
        expect(decodeQrPayload(`YZ1:${encodeBase45(bomb)}`)).toEqual({ outcome: 'too-large' });
      }),
      { numRuns: 20 },
    );
  });
});

describe('the encodings underneath', () => {
  test('any value has one CBOR encoding, which is read back', () => {
    fc.assert(
      fc.property(anyCbor, (value) => {
        const decoded = decodeCbor(encodeCbor(value));
        expect(decoded).toEqual(value);
      }),
    );
  });

  test('whatever CBOR is accepted is written in exactly the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const value = decodeCbor(bytes);
        if (value !== undefined) {
          expect(encodeCbor(value)).toEqual(bytes);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('any bytes survive base45, and whatever base45 is accepted is written in the same characters', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ maxLength: 12 }), (bytes, scan) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
        const decoded = decodeBase45(scan.toUpperCase());
        if (decoded !== undefined) {
          expect(encodeBase45(decoded)).toBe(scan.toUpperCase());
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
