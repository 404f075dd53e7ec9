import { createPublicKey } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { Sign1 } from '@auth0/cose';
import { decode as decodeBase45 } from '@digitalbazaar/base45';
import { expect } from '@playwright/test';
import { decode as decodeCbor } from 'cbor-x';
import { compactVerify, importJWK } from 'jose';
import { dictionaryV1 } from '../../platform/contract/certificate/dictionary-v1.ts';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { scannedCode } from './support/scanned-code.ts';

/** The department's key as the platform publishes it, checked against the root by jose alone. */
const publishedKey = async (url: string, rootKey: object, keyId: string) => {
  const { jws } = (await (await fetch(`${url}/v1/keys`)).json()) as { jws: string };
  const { payload } = await compactVerify(jws, await importJWK({ ...rootKey }, 'ES256'));
  const { keys } = JSON.parse(new TextDecoder().decode(payload)) as {
    keys: { keyId: string; jwk: { kty: string; crv: string; x: string; y: string } }[];
  };
  const jwk = keys.find((key) => key.keyId === keyId)?.jwk;
  if (!jwk) throw new Error(`the platform does not publish ${keyId}`);
  return createPublicKey({ key: jwk, format: 'jwk' });
};

test('the paper proves itself: the QR code is read from a scan and verified by other libraries than ours', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await walkTo('takePaper', kiosk, station, usualChoices);
  const payload = scannedCode(station.printedDocuments()[0]?.pdf ?? new Uint8Array());
  expect(payload.slice(0, 4)).toBe('YZ1:');

  const certificate = inflateRawSync(decodeBase45(payload.slice(4)), { dictionary: dictionaryV1 });
  const message = Sign1.decode(certificate);
  const keyId = new TextDecoder().decode(message.protectedHeaders.get(4) as Uint8Array);
  const { url, rootKey } = station.platform;
  await message.verify(await publishedKey(url, rootKey, keyId));

  const said = JSON.stringify(decodeCbor(message.payload));
  expect(said).toContain('林晓岚');
  expect(said).toContain('430199195803120429');
  expect(said).toContain('子女入学');

  // A single flipped bit of what was signed is found out.
  const altered = new Uint8Array(certificate);
  const middle = Math.floor(altered.length / 2);
  altered[middle] = (altered[middle] ?? 0) ^ 1;
  await expect(async () =>
    Sign1.decode(altered).verify(await publishedKey(url, rootKey, keyId)),
  ).rejects.toThrow();
});
