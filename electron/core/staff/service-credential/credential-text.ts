import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { type PublicJwk, publicJwkSchema } from '../../../../platform/contract/api.ts';
import { decodeBase45, encodeBase45 } from '../../../../platform/contract/certificate/base45.ts';

/**
 * A service credential as it stands in a QR code and in a file on a stick: `YZS1:` and base45 of a claim in JSON followed by
 * the signature over it (ECDSA on P-256 with SHA-256, r‖s, 64 bytes). All of it is in the code's alphanumeric mode.
 */
const prefix = 'YZS1:';
const signatureBytes = 64;
/** What is held to the scanner may be of any length. */
const longestText = 600;

const claimSchema = z.strictObject({
  kioskId: z.string().min(1).max(40),
  id: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  /** Whose it is: the staff number. */
  label: z.string().min(2).max(20),
  /** Milliseconds since the Unix epoch. */
  endsAt: z.number().int().nonnegative(),
});
export type CredentialClaim = z.infer<typeof claimSchema>;

/** A text that has the shape of a credential; nothing in it is believed before `isSignedBy` has said so. */
export interface ParsedCredential {
  readonly claim: CredentialClaim;
  readonly isSignedBy: (publicJwk: PublicJwk) => boolean;
}

/** Whether a scanned code means to be a service credential at all. */
export const looksLikeCredential = (text: string): boolean => text.startsWith(prefix);

export const signCredential = (claim: CredentialClaim, privateKey: KeyObject): string => {
  const content = Buffer.from(JSON.stringify(claim));
  const signature = sign('sha256', content, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${prefix}${encodeBase45(Buffer.concat([content, signature]))}`;
};

/** Reads a text; null where it is no credential. */
export const parseCredential = (text: string): ParsedCredential | null => {
  if (!looksLikeCredential(text) || text.length > longestText) return null;
  const bytes = decodeBase45(text.slice(prefix.length));
  if (bytes === undefined || bytes.length <= signatureBytes) return null;
  const content = bytes.subarray(0, -signatureBytes);
  const signature = bytes.subarray(-signatureBytes);
  try {
    const claim = claimSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)));
    return {
      claim,
      isSignedBy: (jwk) => {
        const key = createPublicKey({ key: jwk, format: 'jwk' });
        return verify('sha256', content, { key, dsaEncoding: 'ieee-p1363' }, signature);
      },
    };
  } catch {
    return null;
  }
};

/** A public key as it is kept beside what it verifies; null for what the disk has damaged. */
export const keptPublicKey = (json: string): PublicJwk | null => {
  try {
    return publicJwkSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
};
