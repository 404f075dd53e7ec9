import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PublicJwk } from '../api.ts';

/** ES256: ECDSA on P-256 with SHA-256 and a signature r ‖ s (RFC 9053 §2.1), as node:crypto's sign and verify take it. */
export const es256 = (key: KeyObject) => ({ key, dsaEncoding: 'ieee-p1363' }) as const;

/** A published key as node:crypto takes it; undefined when its coordinates are not a point on P-256. */
export const publicKeyOf = ({ jwk }: { readonly jwk: PublicJwk }): KeyObject | undefined => {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
};
