import type { KeyObject } from 'node:crypto';

/** Header fields by lower-case name; a field that came several times is one value, joined by `, ` (RFC 9110 §5.3). */
export type HttpHeaders = Readonly<Record<string, string>>;

/** A request as it is signed. */
export interface HttpRequestParts {
  readonly method: string;
  /** Where it goes; at a server `readRequestUrl` makes it of Host and request target. */
  readonly url: URL;
  readonly headers: HttpHeaders;
  /** The content's bytes as sent; null or empty when there is none. */
  readonly body: Uint8Array | null;
}

/** An answer as it is signed; an empty body is none. */
export interface HttpAnswerParts {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: Uint8Array;
}

/** A private key on P-256 and the id under which the other side finds its public half. */
export interface HttpSigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** Label of a kiosk's signature in Signature-Input and Signature. */
export const kioskLabel = 'kiosk';
/** Label of the platform's signature. */
export const platformLabel = 'platform';

/** Application tags (RFC 9421 §2.3): a signature made for something else is not taken for one of ours. */
export const kioskTag = 'yizhan-kiosk';
export const platformTag = 'yizhan-platform';
/**
 * Tag of an answer that was given before the request's signature had been verified: the header fields around a genuine
 * signature may have been altered on the way, so that the answer says nothing about what the kiosk sent.
 */
export const unverifiedTag = 'yizhan-platform-unverified';

/** A request's `created` may be this far from the platform's clock, seconds, in either direction. */
export const signatureWindowSeconds = 300;

export const hasContent = (body: Uint8Array | null): body is Uint8Array => body !== null && body.length > 0;
