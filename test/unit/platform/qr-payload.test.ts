import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import QRCode from 'qrcode';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase45 } from '../../../platform/contract/certificate/base45.ts';
import { dictionaryV1 } from '../../../platform/contract/certificate/dictionary-v1.ts';
import {
  decodeQrPayload,
  encodeQrPayload,
  longestQrPayload,
} from '../../../platform/contract/certificate/qr-payload.ts';
import {
  maximumCertificateBytes,
  signCertificate,
} from '../../../platform/contract/certificate/signed-certificate.ts';
import { propertiesFor, syntheticPopulation } from '../../../platform/seed/synthetic-population.ts';
import { createTestKey, housingClaims, type TestKey } from '../../helpers/platform.ts';

let key: TestKey;

beforeAll(async () => {
  key = await createTestKey();
});

const textOf = (certificate: Uint8Array): string => {
  const payload = encodeQrPayload(certificate);
  if (payload.outcome !== 'encoded') {
    throw new Error(payload.outcome);
  }
  return payload.text;
};

const qrVersion = (text: string): number =>
  QRCode.create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' }).version;

const compressed = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, { dictionary: dictionaryV1 });

describe('the QR payload of a certificate', () => {
  test('gives back the certificate', () => {
    const certificate = signCertificate(housingClaims(), key.signer);
    expect(decodeQrPayload(textOf(certificate))).toEqual({ outcome: 'decoded', certificate });
  });

  test('of a person without a dwelling fits QR version 13 at level M', () => {
    const text = textOf(signCertificate(housingClaims(), key.signer));
    expect(qrVersion(text)).toBeLessThanOrEqual(13);
  });

  test('of each of 300 people with up to two dwellings fits QR version 13 at level M', () => {
    const tooLarge = syntheticPopulation(300)
      .map(({ idNumber, name, sex }) => ({ holder: { idNumber, name, sex }, own: propertiesFor(idNumber) }))
      .filter(({ own }) => own.length <= 2)
      .map(({ holder, own }) => {
        const properties = own.map((property) => [
          property.certificateNumber,
          property.location,
          property.area.toFixed(2),
          property.use,
          property.share,
          property.registeredOn,
        ]);
        const facts = { ...housingClaims().facts, result: own.length === 0 ? '无' : '有' };
        return textOf(signCertificate(housingClaims({ holder, facts, tables: { properties } }), key.signer));
      })
      .filter((text) => qrVersion(text) > 13);
    expect(tooLarge).toEqual([]);
  });

  test('that no QR code holds is said to be too large', () => {
    const noise = Uint8Array.from(
      { length: 4_000 },
      (_, index) => createHash('sha256').update(`${index}`).digest()[0] ?? 0,
    );
    expect(encodeQrPayload(noise)).toMatchObject({ outcome: 'too-large' });
  });

  test('its dictionary is frozen: printed certificates are read with it for ever', () => {
    expect(createHash('sha256').update(dictionaryV1).digest('hex')).toBe(
      'bf43531bc71e6f2ffc29cb9b61e8597eac32b6bdff49f04118e7ba4e38df4e00',
    );
  });
});

describe('a scanned text', () => {
  test.each([
    ['something else', 'https://example.org/', 'not-a-certificate'],
    ['nothing', '', 'not-a-certificate'],
    ['the prefix in small letters', 'yz1:', 'not-a-certificate'],
    ['a dictionary of the future', 'YZ2:BB8', 'unknown-version'],
    ['the prefix alone', 'YZ1:', 'malformed'],
    ['no base45', 'YZ1:bb8', 'malformed'],
    ['no deflate stream', `YZ1:${encodeBase45(Uint8Array.of(0xff, 0xff, 0xff))}`, 'malformed'],
    ['more than a QR code holds', `YZ1:${'0'.repeat(longestQrPayload)}`, 'too-large'],
  ])('%s is refused', (_what, text, outcome) => {
    expect(decodeQrPayload(text)).toEqual({ outcome });
  });

  test('that inflates beyond the limit is refused', () => {
    const bomb = compressed(new Uint8Array(maximumCertificateBytes + 1));
    expect(decodeQrPayload(`YZ1:${encodeBase45(bomb)}`)).toEqual({ outcome: 'too-large' });
    const manyMegabytes = compressed(new Uint8Array(2_000_000));
    expect(decodeQrPayload(`YZ1:${encodeBase45(manyMegabytes)}`)).toEqual({ outcome: 'too-large' });
  });

  test('with bytes behind the deflate stream, or a stream cut short, is refused', () => {
    const whole = compressed(signCertificate(housingClaims(), key.signer));
    const longer = Uint8Array.of(...whole, 0);
    expect(decodeQrPayload(`YZ1:${encodeBase45(longer)}`)).toEqual({ outcome: 'malformed' });
    expect(decodeQrPayload(`YZ1:${encodeBase45(whole.subarray(0, -1))}`)).toEqual({ outcome: 'malformed' });
  });
});
