import { createHmac, createPrivateKey } from 'node:crypto';
import { CompactSign } from 'jose';
import { describe, expect, test } from 'vitest';
import type { KeySet } from '../../../platform/contract/api.ts';
import { signKeySet, verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { generatePrivateJwk, publicPartOf } from '../../../platform/signing/generate-key.ts';
import { createTestKey, testNow } from '../../helpers/platform.ts';

const newRoot = () => {
  const jwk = generatePrivateJwk();
  return { publicKey: publicPartOf(jwk), privateKey: createPrivateKey({ key: { ...jwk }, format: 'jwk' }) };
};

const root = newRoot();
const { published } = await createTestKey();
const { keyId, jwk, notBefore, notAfter } = published;
const keySet: KeySet = {
  issuedAt: testNow,
  keys: [published],
  answerKeys: [{ keyId: `answer-${keyId.slice(-8)}`, algorithm: 'ES256', jwk, notBefore, notAfter }],
  sealingKeys: [{ keyId: `sealing-${keyId.slice(-8)}`, algorithm: 'ECDH-ES', jwk, notBefore, notAfter }],
  identityKeys: [
    { keyId: `app-${keyId.slice(-8)}`, issuer: 'city-app', algorithm: 'ES256', jwk, notBefore, notAfter },
  ],
};

/** A JWS by the root key over any content. */
const signedByRoot = (content: unknown, type = 'yizhan-key-set+jws'): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'ES256', typ: type })
    .sign(root.privateKey);

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the signed key set', () => {
  test('opens with the pinned root key', async () => {
    const jws = await signKeySet(keySet, root.privateKey);
    expect(await verifyKeySet(jws, root.publicKey)).toEqual({ outcome: 'genuine', keySet });
  });

  test('of another root is refused', async () => {
    const jws = await signKeySet(keySet, newRoot().privateKey);
    expect(await verifyKeySet(jws, root.publicKey)).toEqual({ outcome: 'bad-signature' });
  });

  test('with a changed key is refused', async () => {
    const [header, , signature] = (await signKeySet(keySet, root.privateKey)).split('.');
    const forged = `${header}.${base64url({ ...keySet, keys: [] })}.${signature}`;
    expect(await verifyKeySet(forged, root.publicKey)).toEqual({ outcome: 'bad-signature' });
  });

  test('signed with the public key as a secret, or not at all, is refused', async () => {
    const input = `${base64url({ alg: 'HS256', typ: 'yizhan-key-set+jws' })}.${base64url(keySet)}`;
    const mac = createHmac('sha256', JSON.stringify(root.publicKey)).update(input).digest('base64url');
    expect(await verifyKeySet(`${input}.${mac}`, root.publicKey)).toEqual({ outcome: 'malformed' });
    const unsigned = `${base64url({ alg: 'none', typ: 'yizhan-key-set+jws' })}.${base64url(keySet)}.`;
    expect(await verifyKeySet(unsigned, root.publicKey)).toEqual({ outcome: 'malformed' });
  });

  test('is not taken for one when the root signed something else', async () => {
    const jws = await signedByRoot(keySet, 'yizhan-template+jws');
    expect(await verifyKeySet(jws, root.publicKey)).toEqual({ outcome: 'malformed' });
  });

  test.each([
    ['a key with a private part', { ...keySet, keys: [{ ...published, jwk: { ...published.jwk, d: 'x' } }] }],
    ['a key id twice', { ...keySet, keys: [published, published] }],
    ['an answer key twice', { ...keySet, answerKeys: [...keySet.answerKeys, ...keySet.answerKeys] }],
    ['a sealing key for signing', { ...keySet, sealingKeys: keySet.answerKeys }],
    ['an unknown field', { ...keySet, more: true }],
    ['no department keys', { ...keySet, keys: undefined }],
    ['no answer keys', { ...keySet, answerKeys: undefined }],
    ['no sealing keys', { ...keySet, sealingKeys: undefined }],
    ['no identity keys', { ...keySet, identityKeys: undefined }],
    ['a department’s key for identities', { ...keySet, identityKeys: keySet.keys }],
    ['something else', 'keys'],
  ])('with %s is malformed', async (_what, content) => {
    expect(await verifyKeySet(await signedByRoot(content), root.publicKey)).toEqual({ outcome: 'malformed' });
  });

  test.each(['', '.', '..', 'a.b.c', '{}'])('%j is malformed', async (text) => {
    expect(await verifyKeySet(text, root.publicKey)).toEqual({ outcome: 'malformed' });
  });
});
