import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { oid } from './object-identifiers.ts';

/** Algorithms that a document may be signed with. A city that has to sign by GM/T 0003 asks for the second. */
export const signatureAlgorithmNames = ['ecdsa-p256-sha256', 'sm2-sm3'] as const;
export type SignatureAlgorithmName = (typeof signatureAlgorithmNames)[number];

/** Digest and signature of one algorithm, with their identifiers in CMS. */
export interface SignatureAlgorithm {
  readonly name: SignatureAlgorithmName;
  readonly digestOid: string;
  readonly signatureOid: string;
  /** Length of a digest in bytes. */
  readonly digestBytes: number;
  digest(...parts: readonly Uint8Array[]): Uint8Array;
  /** Signs bytes (hashing them); DER as CMS wants it. */
  sign(bytes: Uint8Array, privateKey: KeyObject): Uint8Array;
  /** False for every signature that is not good, also for one that is no signature at all. */
  verify(bytes: Uint8Array, signature: Uint8Array, publicKey: KeyObject): boolean;
}

/** ECDSA on P-256 with SHA-256 and an ECDSA-Sig-Value (RFC 5753 §2.1.1, RFC 5754 §3.3). */
export const ecdsaP256: SignatureAlgorithm = {
  name: 'ecdsa-p256-sha256',
  digestOid: oid.sha256,
  signatureOid: oid.ecdsaWithSha256,
  digestBytes: 32,
  digest: (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  },
  sign: (bytes, privateKey) => sign('sha256', bytes, { key: privateKey, dsaEncoding: 'der' }),
  verify: (bytes, signature, publicKey) =>
    publicKey.asymmetricKeyDetails?.namedCurve === 'prime256v1' &&
    verify('sha256', bytes, { key: publicKey, dsaEncoding: 'der' }, signature),
};

export type FindAlgorithmResult =
  | { readonly ok: true; readonly algorithm: SignatureAlgorithm }
  | { readonly ok: false; readonly reason: 'algorithm-unavailable' };

/**
 * The algorithm of a name. SM2 with SM3 is refused: node:crypto has SM2 without the user id of GM/T 0003.2, so what it
 * signs nobody else verifies, and the runtime of the kiosk has neither. Who brings an implementation puts it in here.
 */
export const findSignatureAlgorithm = (name: SignatureAlgorithmName): FindAlgorithmResult => {
  switch (name) {
    case 'ecdsa-p256-sha256':
      return { ok: true, algorithm: ecdsaP256 };
    case 'sm2-sm3':
      return { ok: false, reason: 'algorithm-unavailable' };
  }
};
