import { CompactSign, compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import type { AnswerKey } from './api.ts';
import { type FeedDocument, feedDocumentSchema, feedDocumentType } from './feed.ts';
import type { HttpSigningKey } from './http-signature/message.ts';

const algorithm = 'ES256';

/** Signs a document of the feed with an answer key of the platform: a compact JWS (RFC 7515). */
export const signDocument = (document: FeedDocument, key: HttpSigningKey): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(document)))
    .setProtectedHeader({ alg: algorithm, typ: feedDocumentType, kid: key.keyId })
    .sign(key.privateKey);

export type DocumentVerification =
  | { readonly outcome: 'genuine'; readonly document: FeedDocument; readonly keyId: string }
  | { readonly outcome: 'malformed' | 'unknown-key' | 'bad-signature' | 'key-not-valid-at-issue' };

const keyIdOf = (jws: string): string | undefined => {
  try {
    const { typ, kid } = decodeProtectedHeader(jws);
    return typ === feedDocumentType ? kid : undefined;
  } catch {
    return undefined;
  }
};

const documentOf = (payload: Uint8Array): FeedDocument | undefined => {
  try {
    return feedDocumentSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    return undefined;
  }
};

/**
 * Opens a document of the feed. It stays good for as long as it is kept, whatever became of the key since; the key has
 * to be good when it was issued: `notBefore` ≤ `issuedAt` < `notAfter`. Never throws for what the platform sent.
 *
 * @param findKey the answer key of this id in a key set that was itself verified
 */
export const verifyDocument = async (
  jws: string,
  findKey: (keyId: string) => AnswerKey | undefined,
): Promise<DocumentVerification> => {
  const keyId = keyIdOf(jws);
  if (keyId === undefined) {
    return { outcome: 'malformed' };
  }
  const key = findKey(keyId);
  if (key === undefined) {
    return { outcome: 'unknown-key' };
  }
  try {
    const { payload } = await compactVerify(jws, await importJWK(key.jwk, algorithm), {
      algorithms: [algorithm],
    });
    const document = documentOf(payload);
    if (document === undefined) {
      return { outcome: 'malformed' };
    }
    return key.notBefore <= document.issuedAt && document.issuedAt < key.notAfter
      ? { outcome: 'genuine', document, keyId }
      : { outcome: 'key-not-valid-at-issue' };
  } catch (error) {
    return {
      outcome: error instanceof errors.JWSSignatureVerificationFailed ? 'bad-signature' : 'malformed',
    };
  }
};
