import { CompactSign } from 'jose';
import { describe, expect, test } from 'vitest';
import type { AnswerKey } from '../../../../platform/contract/api.ts';
import type { FeedDocument } from '../../../../platform/contract/feed.ts';
import { signDocument, verifyDocument } from '../../../../platform/contract/signed-document.ts';
import { generatePrivateJwk, keyObjectOf, publicPartOf } from '../../../../platform/signing/generate-key.ts';

const notBefore = Date.UTC(2026, 0, 1);
const notAfter = Date.UTC(2027, 0, 1);

const newKey = (keyId = 'answer-1') => {
  const jwk = generatePrivateJwk();
  const published: AnswerKey = { keyId, algorithm: 'ES256', jwk: publicPartOf(jwk), notBefore, notAfter };
  return { published, signer: { keyId, privateKey: keyObjectOf(jwk) } };
};

const key = newKey();
const find = (keyId: string) => (keyId === key.published.keyId ? key.published : undefined);

const settings = (changes: Partial<FeedDocument> = {}): FeedDocument => ({
  collection: 'settings',
  id: 'kiosk',
  version: 3,
  issuedAt: Date.UTC(2026, 10, 20),
  audience: 'all',
  removed: false,
  content: { acknowledgedRetentionDays: 30, backupRetentionDays: 7, healthReportSeconds: 60 },
  ...changes,
});

const signedBy = (payload: string, header: Record<string, unknown>): Promise<string> =>
  new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ alg: 'ES256', typ: 'yizhan-document+jws', kid: 'answer-1', ...header })
    .sign(key.signer.privateKey);

describe('a published document', () => {
  test('opens with the key that it names', async () => {
    const jws = await signDocument(settings(), key.signer);
    expect(await verifyDocument(jws, find)).toEqual({
      outcome: 'genuine',
      document: settings(),
      keyId: 'answer-1',
    });
  });

  test('by an unknown key, or by another key of this id, is refused', async () => {
    const stranger = await signDocument(settings(), newKey('answer-9').signer);
    expect(await verifyDocument(stranger, find)).toEqual({ outcome: 'unknown-key' });
    const forged = await signDocument(settings(), newKey('answer-1').signer);
    expect(await verifyDocument(forged, find)).toEqual({ outcome: 'bad-signature' });
  });

  test('with a changed payload is refused', async () => {
    const [header, , signature] = (await signDocument(settings(), key.signer)).split('.');
    const payload = Buffer.from(JSON.stringify(settings({ version: 4 }))).toString('base64url');
    expect(await verifyDocument(`${header}.${payload}.${signature}`, find)).toEqual({
      outcome: 'bad-signature',
    });
  });

  test.each([
    ['before the key', notBefore - 1, 'key-not-valid-at-issue'],
    ['with the key', notBefore, 'genuine'],
    ['in the key’s last millisecond', notAfter - 1, 'genuine'],
    ['when the key had ended', notAfter, 'key-not-valid-at-issue'],
  ])('issued %s', async (_what, issuedAt, outcome) => {
    const jws = await signDocument(settings({ issuedAt }), key.signer);
    expect((await verifyDocument(jws, find)).outcome).toBe(outcome);
  });

  test.each([
    ['of another type', JSON.stringify(settings()), { typ: 'yizhan-key-set+jws' }],
    ['without a type', JSON.stringify(settings()), { typ: undefined }],
    ['without a key id', JSON.stringify(settings()), { kid: undefined }],
    ['with an unknown field', JSON.stringify({ ...settings(), more: 1 }), {}],
    ['of an unknown collection', JSON.stringify({ ...settings(), collection: 'other' }), {}],
    ['that is no JSON', '{', {}],
  ])('%s is malformed', async (_what, payload, header) => {
    expect(await verifyDocument(await signedBy(payload, header), find)).toEqual({ outcome: 'malformed' });
  });

  test.each(['', '..', 'a.b.c', '{}'])('%j is malformed', async (text) => {
    expect(await verifyDocument(text, find)).toEqual({ outcome: 'malformed' });
  });
});
