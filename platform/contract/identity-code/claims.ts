import { z } from 'zod';
import { mapWithKeys } from '../certificate/cbor-map.ts';
import { certificateHolderSchema } from '../certificate/claims.ts';
import { type CborValue, decodeCbor, encodeCbor } from '../certificate/deterministic-cbor.ts';

/** Who a code is for: a code for the bus is none for a kiosk. */
export const kioskAudience = 'self-service-kiosk';

const party = z.string().regex(/^[0-9a-z-]{2,40}$/);
/** Whole seconds since the Unix epoch (CBOR NumericDate, RFC 8392 §2). */
const instant = z.number().int().nonnegative();

const identifierBytes = 16;

/** 16 random bytes as base64url, which has one text for them: of the last character only two bits count. */
export const codeIdSchema = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);

const identityClaimsShape = z.strictObject({
  /** The city's app; `issuer` of the key that signs. */
  issuer: party,
  audience: party,
  issuedAt: instant,
  expiresAt: instant,
  /** Of this code alone: it is taken once. */
  id: codeIdSchema,
  holder: certificateHolderSchema,
});

/** What an identity code says: who shows it, to whom, and when. */
export const identityClaimsSchema = identityClaimsShape.refine(
  (claims) => claims.expiresAt > claims.issuedAt,
  { path: ['expiresAt'], error: 'is not after issuedAt' },
);
export type IdentityClaims = z.infer<typeof identityClaimsSchema>;

/**
 * Claims ↔ CBOR Web Token claims set (RFC 8392 §3), deterministically encoded (RFC 8949 §4.2.1). The private part has
 * another key than that of certificates, so that neither is ever read as the other.
 *
 * | key    | claim                  | type | holds                             |
 * |--------|------------------------|------|-----------------------------------|
 * | 1      | iss (RFC 8392 §3.1.1)  | text | issuer                            |
 * | 2      | sub (§3.1.2)           | text | holder.idNumber                   |
 * | 3      | aud (§3.1.3)           | text | audience                          |
 * | 4      | exp (§3.1.4)           | uint | expiresAt, seconds                |
 * | 6      | iat (§3.1.6)           | uint | issuedAt, seconds                 |
 * | 7      | cti (§3.1.7)           | bstr | id, 16 bytes                      |
 * | −65538 | private use (§9.1.1)   | map  | 1: holder.name, 2: holder.sex     |
 */
const claimKeys = {
  issuer: 1,
  subject: 2,
  audience: 3,
  expiresAt: 4,
  issuedAt: 6,
  id: 7,
  private: -65538,
} as const;

const privateKeys = { holderName: 1, holderSex: 2 } as const;

/** Encodes claims that satisfy `identityClaimsSchema`; equal claims give equal bytes. */
export const encodeIdentityClaims = (claims: IdentityClaims): Uint8Array =>
  encodeCbor(
    new Map<number, CborValue>([
      [claimKeys.issuer, claims.issuer],
      [claimKeys.subject, claims.holder.idNumber],
      [claimKeys.audience, claims.audience],
      [claimKeys.expiresAt, claims.expiresAt],
      [claimKeys.issuedAt, claims.issuedAt],
      [claimKeys.id, new Uint8Array(Buffer.from(claims.id, 'base64url'))],
      [
        claimKeys.private,
        new Map<number, CborValue>([
          [privateKeys.holderName, claims.holder.name],
          [privateKeys.holderSex, claims.holder.sex],
        ]),
      ],
    ]),
  );

const identifierOf = (value: CborValue | undefined): string | undefined =>
  value instanceof Uint8Array && value.length === identifierBytes
    ? Buffer.from(value).toString('base64url')
    : undefined;

/** Decodes a claims set; undefined for what is not deterministic CBOR, has other keys than the table, or fails the schema. */
export const decodeIdentityClaims = (bytes: Uint8Array): IdentityClaims | undefined => {
  const set = mapWithKeys(decodeCbor(bytes), claimKeys);
  const own = mapWithKeys(set?.get(claimKeys.private), privateKeys);
  if (set === undefined || own === undefined) {
    return undefined;
  }
  return identityClaimsSchema.safeParse({
    issuer: set.get(claimKeys.issuer),
    audience: set.get(claimKeys.audience),
    issuedAt: set.get(claimKeys.issuedAt),
    expiresAt: set.get(claimKeys.expiresAt),
    id: identifierOf(set.get(claimKeys.id)),
    holder: {
      name: own.get(privateKeys.holderName),
      sex: own.get(privateKeys.holderSex),
      idNumber: set.get(claimKeys.subject),
    },
  }).data;
};
