import type { KeyObject } from 'node:crypto';
import type { BareItem, InnerList, Item } from 'structured-headers';
import { contentDigest } from './content-digest.ts';
import { signSignatureBase, verifySignatureBase } from './ecdsa.ts';
import {
  type HttpAnswerParts,
  type HttpHeaders,
  type HttpSigningKey,
  hasContent,
  kioskLabel,
  platformLabel,
  platformTag,
  unverifiedTag,
} from './message.ts';
import { signatureBase } from './signature-base.ts';
import { coversExactly, readSignatureFields, readSignatureMember } from './signature-fields.ts';

const plain = (name: string): Item => [name, new Map()];

/** The kiosk's signature on the request that is answered (RFC 9421 §2.4). */
const requestSignature: Item = [
  'signature',
  new Map<string, BareItem>([
    ['req', true],
    ['key', kioskLabel],
  ]),
];

interface Coverage {
  readonly content: boolean;
  readonly request: boolean;
}

const componentsFor = ({ content, request }: Coverage): Item[] => [
  plain('@status'),
  ...(content ? [plain('content-digest'), plain('content-type')] : []),
  ...(request ? [requestSignature] : []),
];

const demandedFor = ({ content, request }: Coverage): string[] => [
  '"@status"',
  ...(content ? ['"content-digest"', '"content-type"'] : []),
  ...(request ? [`"signature";req;key="${kioskLabel}"`] : []),
];

const isSigned = (headers: HttpHeaders | undefined): headers is HttpHeaders =>
  headers !== undefined && readSignatureMember(headers, kioskLabel) !== undefined;

/**
 * Signs an answer as the platform (RFC 9421, ecdsa-p256-sha256, label `platform`): status, with a body its digest and
 * type, and the signature of the request, so that it answers this request and no other.
 *
 * @param options.created platform time, seconds since the Unix epoch
 * @param options.request header fields of the request; one without a readable signature is not bound to
 * @param options.unverified the answer was given before the signature of the request had been verified
 * @returns the header fields to add: `signature-input`, `signature` and, with a body, `content-digest`
 * @throws TypeError for a body without a content-type
 */
export const signAnswer = (
  answer: HttpAnswerParts,
  key: HttpSigningKey,
  {
    created,
    request,
    unverified = false,
  }: {
    readonly created: number;
    readonly request?: HttpHeaders | undefined;
    readonly unverified?: boolean;
  },
): Record<string, string> => {
  const content = hasContent(answer.body);
  const digest: Record<string, string> = content ? { 'content-digest': contentDigest(answer.body) } : {};
  const input: InnerList = [
    componentsFor({ content, request: isSigned(request) }),
    new Map<string, BareItem>([
      ['created', created],
      ['keyid', key.keyId],
      ['tag', unverified ? unverifiedTag : platformTag],
    ]),
  ];
  const base = signatureBase(input, {
    kind: 'answer',
    answer: { ...answer, headers: { ...answer.headers, ...digest } },
    ...(request && { requestHeaders: request }),
  });
  if (base === undefined) {
    throw new TypeError('The answer lacks a content-type, or a field cannot be sent');
  }
  return { ...digest, ...signSignatureBase(base, platformLabel, input, key.privateKey) };
};

export type AnswerVerification =
  /** `created` is the platform's time when it answered, seconds since the Unix epoch. */
  | {
      readonly outcome: 'genuine';
      readonly created: number;
      /**
       * The platform answered before it had verified the request's signature: what it says may be of a request that was
       * altered on the way. Believe it nothing but that the kiosk should try again, and its time.
       */
      readonly unverifiedRequest?: true;
    }
  | {
      readonly outcome: 'refused';
      readonly reason: 'signature-missing' | 'signature-invalid' | 'unknown-key';
    };

/**
 * Verifies an answer of the platform. Never throws.
 *
 * @param findKey the platform's answer key of this id
 * @param request header fields of the request as sent, signature included; without a signature among them the answer
 *   must not be bound to one
 */
export const verifyAnswer = (
  answer: HttpAnswerParts,
  findKey: (keyId: string) => KeyObject | undefined,
  request?: HttpHeaders,
): AnswerVerification => {
  const { headers, body } = answer;
  const statement = readSignatureFields(headers, {
    label: platformLabel,
    tags: [platformTag, unverifiedTag],
    nonce: 'forbidden',
  });
  if (typeof statement === 'string') {
    return { outcome: 'refused', reason: statement };
  }
  const demanded = demandedFor({ content: hasContent(body), request: isSigned(request) });
  const digestMatches = !hasContent(body) || headers['content-digest'] === contentDigest(body);
  const base =
    digestMatches && coversExactly(statement, demanded)
      ? signatureBase(statement.input, {
          kind: 'answer',
          answer,
          ...(request && { requestHeaders: request }),
        })
      : undefined;
  if (base === undefined) {
    return { outcome: 'refused', reason: 'signature-invalid' };
  }
  const publicKey = findKey(statement.keyId);
  if (publicKey === undefined) {
    return { outcome: 'refused', reason: 'unknown-key' };
  }
  return verifySignatureBase(base, statement.signature, publicKey)
    ? {
        outcome: 'genuine',
        created: statement.created,
        ...(statement.tag === unverifiedTag && { unverifiedRequest: true }),
      }
    : { outcome: 'refused', reason: 'signature-invalid' };
};
