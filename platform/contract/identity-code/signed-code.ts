import { type KeyObject, sign, verify } from 'node:crypto';
import type { IdentityKey } from '../api.ts';
import { decodeBase45, encodeBase45 } from '../certificate/base45.ts';
import { decodeCoseSign1, encodeCoseSign1, toBeSigned } from '../certificate/cose-sign1.ts';
import { es256, publicKeyOf } from '../certificate/es256.ts';
import { decodeIdentityClaims, encodeIdentityClaims, type IdentityClaims } from './claims.ts';

/**
 * The dynamic code by which the city's app tells who holds the phone: the text `YZI1:` + base45 (RFC 9285) of a tagged
 * COSE_Sign1 (RFC 9052 §4.2, ES256) over the claims (claims.ts). Every character is in the alphanumeric mode of QR
 * codes (ISO/IEC 18004 §7.3.4); a usual name makes some 330 of them.
 *
 * Whoever photographs a code learns its holder's name, sex and id number, at once and for ever, and for the 60 seconds
 * that it lives can show it in the holder's place, once, at a kiosk that the platform does not tell of an earlier use.
 * The data is in the clear because the kiosk has to be able to say who stands there without a line: a code that holds
 * only a number would have to be looked up. It is therefore level 1: nothing that harms its holder rests on it alone.
 * The app shows it when its holder asks for it, and hides it when it has been used.
 */
export const identityCodePrefix = 'YZI1:';

/** A code longer than this is neither made nor read: twice what the longest name makes. */
export const longestIdentityCode = 1_280;

/** Longest time between issue and end, seconds. */
export const identityCodeLifetime = 60;

/** A code that seems to be issued up to this many milliseconds in the future is taken as issued now. */
export const identityClockTolerance = 30_000;

/** A private key on P-256 and the id under which its public half is published. */
export interface IdentitySigner {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/**
 * Signs claims as the text of an identity code.
 * @throws RangeError when the text would exceed `longestIdentityCode`, which claims within their schema never do
 */
export const signIdentityCode = (claims: IdentityClaims, signer: IdentitySigner): string => {
  const message = { keyId: signer.keyId, payload: encodeIdentityClaims(claims) };
  const signature = sign('sha256', toBeSigned(message), es256(signer.privateKey));
  const text = identityCodePrefix + encodeBase45(encodeCoseSign1({ ...message, signature }));
  if (text.length > longestIdentityCode) {
    throw new RangeError(`An identity code of ${text.length} characters exceeds ${longestIdentityCode}`);
  }
  return text;
};

/** Why a scanned text tells nobody's identity. */
export type IdentityCodeRefusal =
  /** Another text: an advertisement, a certificate, noise. */
  | 'not-an-identity-code'
  /** Begins as one, and is none. */
  | 'malformed'
  /** No published key of this issuer, or one that was not good when the code was issued. */
  | 'unknown-key'
  | 'bad-signature'
  | 'wrong-audience'
  /** Signed for longer than an identity code may live. */
  | 'lives-too-long'
  | 'expired'
  /** Issued more than `identityClockTolerance` ahead: the two clocks disagree. */
  | 'not-yet-valid';

/** What a scanned text turns out to be. Claims are given only where everything holds. */
export type IdentityCodeVerification =
  | { readonly outcome: 'genuine'; readonly claims: IdentityClaims; readonly keyId: string }
  | { readonly outcome: IdentityCodeRefusal };

/**
 * Verifies the text of a scanned code by the published keys and the clock alone. That it is shown for the first time is
 * for the caller to find out, by `claims.id` (a signature on P-256 has two forms, so the text is not the code). Never
 * throws, whatever was scanned.
 *
 * @param expected `identityKeys` of a key set that was itself verified; `now` in milliseconds since the Unix epoch by the
 *   platform's clock; `audience` that the code has to be for
 */
export const verifyIdentityCode = (
  text: string,
  expected: {
    readonly identityKeys: readonly IdentityKey[];
    readonly now: number;
    readonly audience: string;
  },
): IdentityCodeVerification => {
  if (!text.startsWith(identityCodePrefix)) {
    return { outcome: 'not-an-identity-code' };
  }
  const bytes =
    text.length <= longestIdentityCode ? decodeBase45(text.slice(identityCodePrefix.length)) : undefined;
  const message = bytes && decodeCoseSign1(bytes);
  if (message === undefined) {
    return { outcome: 'malformed' };
  }
  const key = expected.identityKeys.find(({ keyId }) => keyId === message.keyId);
  const publicKey = key && publicKeyOf(key);
  if (key === undefined || publicKey === undefined) {
    return { outcome: 'unknown-key' };
  }
  if (!verify('sha256', toBeSigned(message), es256(publicKey), message.signature)) {
    return { outcome: 'bad-signature' };
  }
  const claims = decodeIdentityClaims(message.payload);
  if (claims === undefined) {
    return { outcome: 'malformed' };
  }
  if (claims.issuer !== key.issuer) {
    return { outcome: 'unknown-key' };
  }
  const issuedAt = claims.issuedAt * 1000;
  const expiresAt = claims.expiresAt * 1000;
  if (claims.audience !== expected.audience) {
    return { outcome: 'wrong-audience' };
  }
  if (expiresAt - issuedAt > identityCodeLifetime * 1000) {
    return { outcome: 'lives-too-long' };
  }
  if (expiresAt <= expected.now) {
    return { outcome: 'expired' };
  }
  if (issuedAt > expected.now + identityClockTolerance) {
    return { outcome: 'not-yet-valid' };
  }
  // Last: an old screenshot is told as that, also where its key has been replaced since.
  if (issuedAt < key.notBefore || issuedAt >= key.notAfter) {
    return { outcome: 'unknown-key' };
  }
  return { outcome: 'genuine', claims, keyId: key.keyId };
};
