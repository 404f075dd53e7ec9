import type { KeyObject } from 'node:crypto';
import type { BareItem, InnerList } from 'structured-headers';
import { contentDigest } from './content-digest.ts';
import { signSignatureBase, verifySignatureBase } from './ecdsa.ts';
import {
  type HttpHeaders,
  type HttpRequestParts,
  type HttpSigningKey,
  hasContent,
  kioskLabel,
  kioskTag,
} from './message.ts';
import { signatureBase } from './signature-base.ts';
import { coversExactly, readSignatureFields, type SignatureStatement } from './signature-fields.ts';

const bare = ['@method', '@authority', '@path', '@query'];
const withContent = [...bare, 'content-digest', 'content-type'];

const quoted = (names: readonly string[]): string[] => names.map((name) => `"${name}"`);
const quotedBare = quoted(bare);
const quotedWithContent = quoted(withContent);

/** When a request was signed, and what makes it unlike any other. */
export interface RequestSignatureMoment {
  /** Platform time, seconds since the Unix epoch. */
  readonly created: number;
  /** 16 to 64 characters of the base64url alphabet, never used twice with a key. */
  readonly nonce: string;
}

/**
 * Signs a request as a kiosk (RFC 9421, ecdsa-p256-sha256, label `kiosk`): method, authority, path, query and, with a
 * body, its digest and type.
 *
 * @returns the header fields to add: `signature-input`, `signature` and, with a body, `content-digest`
 * @throws TypeError for a body without a content-type, and for field values that no HTTP message can carry
 */
export const signRequest = (
  request: HttpRequestParts,
  key: HttpSigningKey,
  { created, nonce }: RequestSignatureMoment,
): Record<string, string> => {
  const digest: Record<string, string> = hasContent(request.body)
    ? { 'content-digest': contentDigest(request.body) }
    : {};
  const input: InnerList = [
    (hasContent(request.body) ? withContent : bare).map((name) => [name, new Map()]),
    new Map<string, BareItem>([
      ['created', created],
      ['nonce', nonce],
      ['keyid', key.keyId],
      ['tag', kioskTag],
    ]),
  ];
  const base = signatureBase(input, {
    kind: 'request',
    request: { ...request, headers: { ...request.headers, ...digest } },
  });
  if (base === undefined) {
    throw new TypeError('The request lacks a content-type, or a field cannot be sent');
  }
  return { ...digest, ...signSignatureBase(base, kioskLabel, input, key.privateKey) };
};

/** What a request's signature states of itself. */
interface RequestSignature {
  readonly keyId: string;
  /** Platform time by the kiosk's reckoning, seconds since the Unix epoch. */
  readonly created: number;
  readonly nonce: string;
}

interface Refused<Reason extends string> {
  readonly outcome: 'refused';
  readonly reason: Reason;
}

const refused = <const Reason extends string>(reason: Reason): Refused<Reason> => ({
  outcome: 'refused',
  reason,
});

type RequestRefusal = Refused<'signature-missing' | 'signature-invalid'>;

const read = (
  headers: HttpHeaders,
):
  | RequestRefusal
  | { readonly outcome: 'read'; readonly statement: SignatureStatement & { nonce: string } } => {
  const statement = readSignatureFields(headers, { label: kioskLabel, tags: [kioskTag], nonce: 'required' });
  if (typeof statement === 'string') {
    return refused(statement);
  }
  const { nonce } = statement;
  const coversWhatWeDemand =
    coversExactly(statement, quotedBare) || coversExactly(statement, quotedWithContent);
  return coversWhatWeDemand && nonce !== undefined
    ? { outcome: 'read', statement: { ...statement, nonce } }
    : refused('signature-invalid');
};

/**
 * What a request's signature states, not yet verified: enough to find the kiosk's key and to look at the clock.
 * Never throws.
 */
export const readRequestSignature = (
  headers: HttpHeaders,
): RequestRefusal | ({ readonly outcome: 'read' } & RequestSignature) => {
  const result = read(headers);
  if (result.outcome === 'refused') {
    return result;
  }
  const { keyId, created, nonce } = result.statement;
  return { outcome: 'read', keyId, created, nonce };
};

/**
 * Verifies a kiosk's request with the public key that belongs to its key id. Clock and replay are the caller's: see
 * `signatureWindowSeconds`. Never throws.
 */
export const verifyRequest = (
  request: HttpRequestParts,
  publicKey: KeyObject,
): RequestRefusal | ({ readonly outcome: 'genuine' } & RequestSignature) => {
  const result = read(request.headers);
  if (result.outcome === 'refused') {
    return result;
  }
  const { statement } = result;
  const { keyId, created, nonce } = statement;
  const { body, headers } = request;
  const contentIsCovered = hasContent(body)
    ? coversExactly(statement, quotedWithContent) && headers['content-digest'] === contentDigest(body)
    : coversExactly(statement, quotedBare);
  const base = contentIsCovered ? signatureBase(statement.input, { kind: 'request', request }) : undefined;
  return base !== undefined && verifySignatureBase(base, statement.signature, publicKey)
    ? { outcome: 'genuine', keyId, created, nonce }
    : refused('signature-invalid');
};
