import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { CompactSign } from 'jose';
import { type PublicJwk, publicJwkSchema } from '../contract/api.ts';
import type { HttpSigningKey } from '../contract/http-signature/index.ts';

/** A key pair as a kiosk makes it. */
export interface KioskKey extends HttpSigningKey {
  readonly publicJwk: PublicJwk;
}

/** RFC 7638 §3: SHA-256 over the members in lexical order, base64url. */
export const thumbprint = ({ crv, kty, x, y }: PublicJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

export const newKioskKey = (): KioskKey => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = publicJwkSchema.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  return { keyId: thumbprint(publicJwk), privateKey, publicJwk };
};

/** Proves that whoever brings a key has its private half (kiosks.ts, `KeyRotationRequest.proof`). */
export const rotationProof = (
  signer: KioskKey,
  payload: { readonly kioskId: string; readonly keyId: string; readonly issuedAt: number },
): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'yizhan-key-rotation+jws' })
    .sign(signer.privateKey);
