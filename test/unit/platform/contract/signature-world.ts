import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  type HttpAnswerParts,
  type HttpRequestParts,
  type HttpSigningKey,
  signAnswer,
  signRequest,
} from '../../../../platform/contract/http-signature/index.ts';

export const created = 1_795_147_200;
export const nonce = 'bm9uY2Utb2YtMTYtYnl0ZXM';

export interface TestSigner extends HttpSigningKey {
  readonly publicKey: KeyObject;
}

export const newSigner = (keyId = 'k'.repeat(43)): TestSigner => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { keyId, privateKey, publicKey: createPublicKey(privateKey) };
};

/** A request as a kiosk would send it; a test changes what it is about. */
export const plainRequest = (changes: Partial<HttpRequestParts> = {}): HttpRequestParts => ({
  method: 'POST',
  url: new URL('http://platform.test:8787/v1/submissions?after=4&limit=20'),
  headers: { host: 'platform.test:8787', 'content-type': 'application/json' },
  body: Buffer.from('{"messages":[1]}'),
  ...changes,
});

export const signed = (request: HttpRequestParts, key: HttpSigningKey): HttpRequestParts => ({
  ...request,
  headers: { ...request.headers, ...signRequest(request, key, { created, nonce }) },
});

export const plainAnswer = (changes: Partial<HttpAnswerParts> = {}): HttpAnswerParts => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"results":[]}'),
  ...changes,
});

export const signedAnswer = (
  answer: HttpAnswerParts,
  key: HttpSigningKey,
  request?: HttpRequestParts,
): HttpAnswerParts => ({
  ...answer,
  headers: { ...answer.headers, ...signAnswer(answer, key, { created, request: request?.headers }) },
});
