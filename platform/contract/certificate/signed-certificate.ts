import { type KeyObject, sign, verify } from 'node:crypto';
import type { DepartmentKey, KeySet } from '../api.ts';
import type { CertificateClaims } from './claims.ts';
import { decodeClaims, encodeClaims } from './claims-encoding.ts';
import { decodeCoseSign1, encodeCoseSign1, toBeSigned } from './cose-sign1.ts';
import { es256, publicKeyOf } from './es256.ts';

/** A certificate longer than this many bytes is neither issued nor read: ten times what a full page holds. */
export const maximumCertificateBytes = 32 * 1024;

/** Of these the signature and what stands around the claims take less than the rest. */
export const maximumClaimsBytes = maximumCertificateBytes - 1024;

/**
 * A certificate is issued and shown within seconds, on two clocks. One that seems to be issued up to this many
 * milliseconds in the future is taken as issued now.
 */
export const clockToleranceMilliseconds = 5 * 60_000;

/** A private key on P-256 and the id under which its public half is published. */
export interface CertificateSigner {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/**
 * Signs claims as a COSE_Sign1 (RFC 9052 §4.2) of a CWT claims set.
 * @throws RangeError when the certificate would exceed `maximumCertificateBytes`: an issuer bounds what it states.
 */
export const signCertificate = (claims: CertificateClaims, signer: CertificateSigner): Uint8Array => {
  const message = { keyId: signer.keyId, payload: encodeClaims(claims) };
  const signature = sign('sha256', toBeSigned(message), es256(signer.privateKey));
  const certificate = encodeCoseSign1({ ...message, signature });
  if (certificate.length > maximumCertificateBytes) {
    throw new RangeError(`Certificate of ${certificate.length} bytes exceeds ${maximumCertificateBytes}`);
  }
  return certificate;
};

/** Whether a certificate is genuine. Claims are given only where the department's signature over them was found good. */
export type CertificateVerification =
  | { readonly outcome: 'genuine'; readonly claims: CertificateClaims; readonly key: DepartmentKey }
  /** Signed, but not to be relied on at this time. */
  | {
      readonly outcome: 'not-yet-valid' | 'expired';
      readonly claims: CertificateClaims;
      readonly key: DepartmentKey;
    }
  /** `problem` names the claims that are wrong, never their values. */
  | { readonly outcome: 'claims-invalid'; readonly problem: string }
  | {
      readonly outcome:
        | 'malformed'
        | 'unknown-key'
        | 'bad-signature'
        | 'wrong-department'
        | 'key-not-valid-at-issue';
    };

/**
 * Verifies a signed certificate against the platform's published department keys. Never throws.
 *
 * @param bytes the COSE_Sign1 and nothing else
 * @param keySet keys that were themselves verified against the pinned root key (`verifyKeySet`)
 * @param now milliseconds since the Unix epoch
 */
export const verifyCertificate = (
  bytes: Uint8Array,
  keySet: Pick<KeySet, 'keys'>,
  now: number,
): CertificateVerification => {
  const message = bytes.length <= maximumCertificateBytes ? decodeCoseSign1(bytes) : undefined;
  if (message === undefined) {
    return { outcome: 'malformed' };
  }
  const key = keySet.keys.find(({ keyId }) => keyId === message.keyId);
  const publicKey = key && publicKeyOf(key);
  if (key === undefined || publicKey === undefined) {
    return { outcome: 'unknown-key' };
  }
  if (!verify('sha256', toBeSigned(message), es256(publicKey), message.signature)) {
    return { outcome: 'bad-signature' };
  }
  const decoded = decodeClaims(message.payload);
  if (decoded.outcome !== 'decoded') {
    return decoded;
  }
  const { claims } = decoded;
  if (claims.department.code !== key.department) {
    return { outcome: 'wrong-department' };
  }
  const issuedAt = claims.issuedAt * 1000;
  if (issuedAt < key.notBefore || issuedAt >= key.notAfter) {
    return { outcome: 'key-not-valid-at-issue' };
  }
  if (issuedAt > now + clockToleranceMilliseconds) {
    return { outcome: 'not-yet-valid', claims, key };
  }
  return { outcome: claims.expiresAt * 1000 <= now ? 'expired' : 'genuine', claims, key };
};
