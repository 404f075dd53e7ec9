import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { type PublicJwk, publicJwkSchema } from '../../../platform/contract/api.ts';
import type { WrappingSecret } from './wrapping-secret.ts';

/** The kiosk's key pair on P-256. The private half never leaves this machine and is never logged. */
export interface KioskKey {
  /** RFC 7638 thumbprint of the public half. */
  readonly keyId: string;
  readonly publicJwk: PublicJwk;
  readonly privateKey: KeyObject;
}

/** RFC 7638 SHA-256 thumbprint of a public key, base64url: members in lexical order, no space. */
export const thumbprintOf = ({ crv, kty, x, y }: PublicJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

/** The pair of a private key; null where it is not on P-256. */
const pairOf = (privateKey: KeyObject): KioskKey | null => {
  const jwk = publicJwkSchema.safeParse(createPublicKey(privateKey).export({ format: 'jwk' }));
  return jwk.success ? { keyId: thumbprintOf(jwk.data), publicJwk: jwk.data, privateKey } : null;
};

/** Makes a fresh pair from the system's random source. */
export const generateKioskKey = (): KioskKey => {
  const pair = pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  if (!pair) throw new Error('a key that was made on P-256 is not on P-256');
  return pair;
};

/** PKCS#8 as PEM (RFC 7468 §10, §11): encrypted under the secret (PBES2, AES-256) where there is one, else plain. */
export const kioskKeyPem = ({ privateKey }: KioskKey, wrapping: WrappingSecret | null): string =>
  String(
    wrapping
      ? privateKey.export({
          format: 'pem',
          type: 'pkcs8',
          cipher: 'aes-256-cbc',
          passphrase: wrapping.passphrase,
        })
      : privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );

export type KioskKeyOutcome =
  | { readonly outcome: 'opened'; readonly key: KioskKey; readonly wrapped: boolean }
  /** Locked: encrypted, and the secret is not there or another one. Damaged: no such PEM. Foreign: another kind of key. */
  | { readonly outcome: 'refused'; readonly reason: 'key-locked' | 'key-damaged' | 'key-foreign' };

const encryptedLabel = '-----BEGIN ENCRYPTED PRIVATE KEY-----';

/** Opens what `kioskKeyPem` wrote. */
export const openKioskKey = (pem: string, wrapping: WrappingSecret | null): KioskKeyOutcome => {
  const wrapped = pem.startsWith(encryptedLabel);
  if (wrapped && !wrapping) return { outcome: 'refused', reason: 'key-locked' };
  try {
    const privateKey = createPrivateKey({
      key: pem,
      format: 'pem',
      ...(wrapped && wrapping ? { passphrase: wrapping.passphrase } : {}),
    });
    const key = pairOf(privateKey);
    return key ? { outcome: 'opened', key, wrapped } : { outcome: 'refused', reason: 'key-foreign' };
  } catch {
    return { outcome: 'refused', reason: wrapped ? 'key-locked' : 'key-damaged' };
  }
};
