import { createPublicKey, type KeyObject } from 'node:crypto';
import type { AnswerKey, Problem, ProblemReason } from '../../../platform/contract/api.ts';
import {
  type HttpAnswerParts,
  type HttpHeaders,
  type HttpRequestParts,
  type HttpSigningKey,
  signRequest,
  verifyAnswer,
} from '../../../platform/contract/http-signature/index.ts';
import { problemOf } from '../platform-outcome.ts';
import type { HttpTransport, TransportOutcome } from './http-transport.ts';
import type { PlatformTime } from './platform-time.ts';

/** Whose requests they are. */
export interface RequestSigner {
  /** The present key first; then one that the platform may have taken in its place. None once the kiosk was revoked. */
  signingKeys(): readonly HttpSigningKey[];
  /** The platform has answered a request under this key as a kiosk's that it knows. */
  accepted(keyId: string): void;
  /** The platform has revoked this kiosk. */
  revoked(): void;
  /** The platform says of each of the keys that it does not know it; perhaps because the line has altered the request. */
  unknown?(): void;
}

/** The platform's answer keys as its root has signed them. */
export interface AnswerKeys {
  current(): readonly AnswerKey[];
  /** Looks for newer ones. Never rejects: what does not come or is not genuine leaves those that are there. */
  refresh(): Promise<unknown>;
}

/** What is asked; the path is relative to the platform's address and carries the query. */
export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** Goes out as it is: a text as UTF-8. */
  readonly body?: { readonly type: string; readonly content: string | Uint8Array };
}

export type ExchangeOutcome =
  /** Genuine: signed by the platform as the answer to this very request. */
  | { readonly outcome: 'answered'; readonly answer: HttpAnswerParts; readonly problem: Problem | null }
  | { readonly outcome: 'unreachable'; readonly detail: string }
  /** Somebody answered, but not provably the platform. */
  | { readonly outcome: 'not-genuine'; readonly detail: string }
  | { readonly outcome: 'too-large'; readonly detail: string }
  /** Nothing was sent: the key is gone since the platform revoked this kiosk. */
  | { readonly outcome: 'no-key' };

export interface SignedExchange {
  send(request: ExchangeRequest): Promise<ExchangeOutcome>;
}

/** Refusals that are cured by a new signature: the clock is known after the first, a duplicate of the line is left behind. */
const curedBySigningAnew: ReadonlySet<ProblemReason> = new Set(['clock-skew', 'request-replayed']);
/** Refusals that come before the platform knows whose request it is, so that they say nothing about the key. */
const beforeTheKeyCounts: ReadonlySet<ProblemReason> = new Set([
  'signature-missing',
  'signature-invalid',
  'clock-skew',
  'request-replayed',
  'unknown-kiosk',
  'kiosk-revoked',
]);

/**
 * What the platform may say before it has verified the request: somebody on the line may have altered what stands around
 * a genuine signature, so nothing of it is about what this kiosk sent.
 */
const sayableUnverified: ReadonlySet<ProblemReason> = new Set([
  'signature-missing',
  'signature-invalid',
  'clock-skew',
  'unknown-kiosk',
  'busy',
  'internal-error',
]);

const nonceBytes = 16;

/** Without the slash the last part of a path would be replaced instead of followed. */
export const platformAddress = (url: string, path: string): URL =>
  new URL(path, url.endsWith('/') ? url : `${url}/`);

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

const keyObjectOf = ({ jwk }: AnswerKey): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    return undefined;
  }
};

type Verified =
  | { readonly outcome: 'genuine'; readonly created: number; readonly unverifiedRequest?: true }
  | { readonly outcome: 'refused'; readonly reason: string };

/** Whether an answer key is good for what was signed in this second. */
const isGoodAt = (key: AnswerKey, created: number): boolean =>
  key.notBefore < (created + 1) * 1_000 && created * 1_000 < key.notAfter;

/**
 * Requests of an enrolled kiosk under its signature, and answers that are provably the platform's to this very request
 * (RFC 9421; platform/contract/http-signature). What is not genuine changes nothing here: no clock, no key, no revocation.
 *
 * Signed anew and sent once more, each at most once a key: after a genuine `clock-skew` (its `created` has told the
 * platform's time), after `request-replayed` (the line had doubled the request), and after a kept connection turned out
 * closed. Every request may come twice, therefore: the contract makes each of them safe to repeat.
 */
export const createSignedExchange = (options: {
  /** The platform's base address. */
  readonly url: string;
  readonly transport: HttpTransport;
  readonly signer: RequestSigner;
  readonly keys: AnswerKeys;
  readonly platformTime: PlatformTime;
  readonly randomBytes: (length: number) => Uint8Array;
}): SignedExchange => {
  const { transport, signer, keys, platformTime } = options;

  const verifyWithKeys = (answer: HttpAnswerParts, request: HttpHeaders): Verified => {
    let used: AnswerKey | undefined;
    const verified = verifyAnswer(
      answer,
      (keyId) => {
        used = keys.current().find((key) => key.keyId === keyId);
        return used && keyObjectOf(used);
      },
      request,
    );
    if (verified.outcome === 'genuine' && used && !isGoodAt(used, verified.created)) {
      return { outcome: 'refused', reason: 'key-out-of-date' };
    }
    return verified;
  };
  const verify = async (answer: HttpAnswerParts, request: HttpHeaders): Promise<Verified> => {
    const first = verifyWithKeys(answer, request);
    if (first.outcome === 'genuine' || first.reason !== 'unknown-key') return first;
    await keys.refresh();
    return verifyWithKeys(answer, request);
  };

  const signed = (request: ExchangeRequest, key: HttpSigningKey): HttpRequestParts => {
    const url = platformAddress(options.url, request.path);
    const { body } = request;
    const unsigned: HttpRequestParts = {
      method: request.method,
      url,
      headers: {
        host: url.host,
        accept: 'application/json',
        ...(body && { 'content-type': body.type }),
      },
      body: body ? bytesOf(body.content) : null,
    };
    const moment = {
      created: Math.floor(platformTime.now() / 1_000),
      nonce: Buffer.from(options.randomBytes(nonceBytes)).toString('base64url'),
    };
    return { ...unsigned, headers: { ...unsigned.headers, ...signRequest(unsigned, key, moment) } };
  };

  const sendOverLine = async (
    request: ExchangeRequest,
    key: HttpSigningKey,
  ): Promise<{ readonly sent: HttpRequestParts; readonly outcome: TransportOutcome }> => {
    const sent = signed(request, key);
    const outcome = await transport.send(sent);
    if (outcome.outcome === 'answered' || !outcome.staleConnection) return { sent, outcome };
    const again = signed(request, key);
    return { sent: again, outcome: await transport.send(again) };
  };

  const attempt = async (request: ExchangeRequest, key: HttpSigningKey): Promise<ExchangeOutcome> => {
    const { sent, outcome } = await sendOverLine(request, key);
    if (outcome.outcome === 'failed') {
      const { reason, detail } = outcome;
      if (reason === 'too-large') return { outcome: 'too-large', detail };
      return { outcome: 'unreachable', detail: reason === 'redirect' ? `redirect, ${detail}` : detail };
    }
    const { answer, sentAt, receivedAt } = outcome;
    const verified = await verify(answer, sent.headers);
    if (verified.outcome === 'refused') {
      return { outcome: 'not-genuine', detail: `status ${answer.status}, ${verified.reason}` };
    }
    platformTime.observed({ created: verified.created, sentAt, receivedAt });
    const problem = problemOf(answer);
    if (verified.unverifiedRequest && !(problem && sayableUnverified.has(problem.reason))) {
      return { outcome: 'not-genuine', detail: `status ${answer.status}, request not verified` };
    }
    return { outcome: 'answered', answer, problem };
  };

  /** The reasons that were cured stay in a list, so that each is tried once. */
  const attemptAndCure = async (
    request: ExchangeRequest,
    key: HttpSigningKey,
    cured: readonly ProblemReason[] = [],
  ): Promise<ExchangeOutcome> => {
    const outcome = await attempt(request, key);
    const reason = outcome.outcome === 'answered' ? outcome.problem?.reason : undefined;
    if (reason === undefined || !curedBySigningAnew.has(reason) || cured.includes(reason)) return outcome;
    return attemptAndCure(request, key, [...cured, reason]);
  };

  return {
    async send(request) {
      const tried = new Set<string>();
      // Asked anew each time: the key may be changed while a request is under way.
      const untried = () => signer.signingKeys().find(({ keyId }) => !tried.has(keyId));
      let last: ExchangeOutcome = { outcome: 'no-key' };
      for (let key = untried(); key; key = untried()) {
        tried.add(key.keyId);
        last = await attemptAndCure(request, key);
        if (last.outcome !== 'answered') return last;
        const reason = last.problem?.reason;
        if (reason === undefined || !beforeTheKeyCounts.has(reason)) {
          signer.accepted(key.keyId);
          return last;
        }
        if (reason === 'kiosk-revoked') signer.revoked();
        if (reason !== 'unknown-kiosk') return last;
      }
      if (tried.size > 0) signer.unknown?.();
      return last;
    },
  };
};
