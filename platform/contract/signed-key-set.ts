import { CompactSign, compactVerify, errors, importJWK } from 'jose';
import { type KeySet, keySetSchema, type PublicJwk } from './api.ts';

/**
 * The department keys as the platform publishes them: a compact JWS (RFC 7515) with ES256 by the platform's root key,
 * whose public half is pinned at each kiosk.
 */
const algorithm = 'ES256';

/** Type of the JWS (RFC 7515 §4.1.9), so that nothing else that the root key signs passes for a key set. */
const keySetType = 'yizhan-key-set+jws';

type PrivateKey = Parameters<CompactSign['sign']>[0];

/** Signs a key set with the platform's root key. */
export const signKeySet = (keySet: KeySet, rootPrivateKey: PrivateKey): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(keySet)))
    .setProtectedHeader({ alg: algorithm, typ: keySetType })
    .sign(rootPrivateKey);

export type KeySetVerification =
  | { readonly outcome: 'genuine'; readonly keySet: KeySet }
  | { readonly outcome: 'malformed' | 'bad-signature' };

const keySetOf = (payload: Uint8Array): KeySet | undefined => {
  try {
    return keySetSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    return undefined;
  }
};

/** Opens a signed key set with the pinned root key. Never throws for what the platform sent. */
export const verifyKeySet = async (jws: string, rootKey: PublicJwk): Promise<KeySetVerification> => {
  const key = await importJWK(rootKey, algorithm);
  try {
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: [algorithm] });
    const keySet = protectedHeader.typ === keySetType ? keySetOf(payload) : undefined;
    return keySet === undefined ? { outcome: 'malformed' } : { outcome: 'genuine', keySet };
  } catch (error) {
    return {
      outcome: error instanceof errors.JWSSignatureVerificationFailed ? 'bad-signature' : 'malformed',
    };
  }
};
