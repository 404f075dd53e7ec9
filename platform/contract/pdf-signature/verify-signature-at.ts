import { createPublicKey } from 'node:crypto';
import type { KeySet, PublicJwk } from '../api.ts';
import type { SignerCertificate } from './signer-certificate.ts';
import { type DetachedVerification, verifyDetached } from './verify-detached-signature.ts';

/** Whom a verifier believes: the platform's root key, and the key set that it signed. */
export interface DocumentTrust {
  readonly rootKey: PublicJwk;
  readonly keySet: Pick<KeySet, 'keys'>;
}

export type TimedVerification =
  | DetachedVerification
  /** The signer's key or certificate was not good at the time. */
  | { readonly outcome: 'signer-not-valid-then' };

const validAt = (at: number, { notBefore, notAfter }: { notBefore: number; notAfter: number }): boolean =>
  at >= notBefore && at < notAfter;

/** Whether the department had this key at the time: a key that was ended counts for what it signed before. */
const isDepartmentKey = (
  { publicKey, code }: SignerCertificate,
  at: number,
  { keySet }: DocumentTrust,
): boolean => {
  const { x, y } = publicKey.export({ format: 'jwk' });
  return keySet.keys.some(
    (key) => key.department === code && key.jwk.x === x && key.jwk.y === y && validAt(at, key),
  );
};

/**
 * Verifies a detached signature over a digest as made at a time, milliseconds since the Unix epoch: up to the root, by a
 * certificate that was good then, and by a key that the key set gives to the department for then. Never throws for what
 * the signature holds.
 */
export const verifySignatureAt = (
  cms: Uint8Array,
  digest: Uint8Array,
  at: number,
  trust: DocumentTrust,
): TimedVerification => {
  const verified = verifyDetached(cms, digest, createPublicKey({ key: { ...trust.rootKey }, format: 'jwk' }));
  if (verified.outcome !== 'good') return verified;
  const { signer } = verified;
  const isGood = validAt(at, signer) && (signer.role === 'kiosk' || isDepartmentKey(signer, at, trust));
  return isGood ? verified : { outcome: 'signer-not-valid-then' };
};
