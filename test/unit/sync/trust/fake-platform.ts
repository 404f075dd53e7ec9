import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import type { ProblemReason, PublicJwk } from '../../../../platform/contract/api.ts';
import {
  type HttpAnswerParts,
  type HttpRequestParts,
  readRequestSignature,
  signAnswer,
  signatureWindowSeconds,
  verifyRequest,
} from '../../../../platform/contract/http-signature/index.ts';
import type {
  EnrolmentRequest,
  HealthReport,
  KeyRotationRequest,
  KioskChain,
} from '../../../../platform/contract/kiosks.ts';
import type { HttpTransport, TransportOutcome } from '../../../../electron/sync/trust/http-transport.ts';
import { thumbprintOf } from '../../../../electron/sync/trust/kiosk-key.ts';
import type { CertificateAuthority } from '../../../helpers/certificate-authority.ts';
import { createCertificateAuthority } from '../../../helpers/certificate-authority.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { healthReportOf } from '../../../helpers/health-report.ts';

/** Noon in China on the day of the tests: what the platform's clock says at the start. */
export const platformStart = Date.UTC(2026, 10, 20, 4);

type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };
type Route = (body: unknown, keyId: string) => Answer;

export const noAnswer: TransportOutcome = {
  outcome: 'failed',
  reason: 'no-answer',
  detail: 'ECONNRESET',
  staleConnection: false,
};

export const problem = (status: number, reason: ProblemReason): Answer => ({
  status,
  body: { type: 'about:blank', title: reason, status, reason },
});

/** A platform that speaks the contract's signatures in memory, on a clock of its own. */
export interface FakePlatform {
  readonly authority: CertificateAuthority;
  /** The kiosk's clocks. The platform's clock runs with its monotonic one. */
  readonly clock: FakeClock;
  readonly transport: HttpTransport;
  platformNow(): number;
  /** Sets the platform's clock, milliseconds since the epoch. */
  setPlatformNow(now: number): void;
  /** Keys by id that may sign; `null` for a key of a kiosk that was revoked. */
  readonly kiosks: Map<string, KeyObject | null>;
  /** Code → the key that it was used with. */
  readonly codes: Map<string, string | null>;
  /** The certificates that it gives for a kiosk's key. */
  chainOf: (publicKey: PublicJwk) => KioskChain;
  /** What was sent, in order; `reason` of the answer or `ok`. */
  readonly seen: {
    readonly path: string;
    readonly created: number;
    readonly body: string;
    readonly result: string;
  }[];
  /** The answers of a path instead of the usual 200 {}. */
  readonly routes: Map<string, Route>;
  /** Milliseconds on the way there and back. */
  delay: { there: number; back: number };
  /** What the line does: gets each outcome and gives what the kiosk sees. */
  line: (outcome: TransportOutcome, request: HttpRequestParts) => TransportOutcome;
  /** Signs an answer as this platform does. */
  answer(answer: Answer, request?: HttpRequestParts): HttpAnswerParts;
}

const publicKeyOf = (jwk: EnrolmentRequest['publicKey']): KeyObject =>
  createPublicKey({ key: { ...jwk }, format: 'jwk' });

export const kioskId = 'K-0123456789';
export const stationCode = 'qx-0001';

/** Builds one; the kiosk's wall clock is `localError` milliseconds off. */
export const createFakePlatform = async (localError = 0): Promise<FakePlatform> => {
  const authority = await createCertificateAuthority(platformStart);
  const clock = createFakeClock(platformStart + localError);
  const nonces = new Set<string>();
  let offset = platformStart - clock.monotonic();

  const platform: FakePlatform = {
    authority,
    clock,
    kiosks: new Map(),
    codes: new Map(),
    chainOf: (publicKey) => authority.kioskChain(stationCode, publicKey),
    seen: [],
    routes: new Map(),
    delay: { there: 0, back: 0 },
    line: (outcome) => outcome,
    platformNow: () => offset + clock.monotonic(),
    setPlatformNow: (now) => {
      offset = now - clock.monotonic();
    },
    answer({ status, body, headers = {} }, request) {
      const bytes = status === 204 ? new Uint8Array(0) : Buffer.from(JSON.stringify(body));
      const parts = { status, headers: { 'content-type': 'application/json', ...headers }, body: bytes };
      const signature = signAnswer(parts, authority.answerKey, {
        created: Math.floor(platform.platformNow() / 1000),
        request: request?.headers,
      });
      return { ...parts, headers: { ...parts.headers, ...signature } };
    },
    transport: {
      close: () => undefined,
      async send(request) {
        const sentAt = clock.monotonic();
        await clock.advance(platform.delay.there);
        const answer = platform.answer(await handle(request), request);
        await clock.advance(platform.delay.back);
        return platform.line({ outcome: 'answered', answer, sentAt, receivedAt: clock.monotonic() }, request);
      },
    },
  };

  const handle = async (request: HttpRequestParts): Promise<Answer> => {
    const path = request.url.pathname;
    if (path === '/v1/health') {
      return { status: 200, body: { status: 'ok', time: platform.platformNow(), name: 'x' } };
    }
    if (path === '/v1/keys') return { status: 200, body: { jws: await authority.signedKeySet() } };
    const text = Buffer.from(request.body ?? []).toString('utf8');
    const signature = readRequestSignature(request.headers);
    const answer =
      signature.outcome === 'read' ? judge(request, signature, text) : problem(401, signature.reason);
    const { body } = answer;
    const result = typeof body === 'object' && body !== null && 'reason' in body ? String(body.reason) : 'ok';
    const created = signature.outcome === 'read' ? signature.created : 0;
    platform.seen.push({ path: path + request.url.search, created, body: text, result });
    return answer;
  };

  const judge = (
    request: HttpRequestParts,
    { keyId, created, nonce }: { readonly keyId: string; readonly created: number; readonly nonce: string },
    text: string,
  ): Answer => {
    const path = request.url.pathname;
    const enrolment = path === '/v1/enrolments' ? (JSON.parse(text) as EnrolmentRequest) : null;
    const key = enrolment ? publicKeyOf(enrolment.publicKey) : platform.kiosks.get(keyId);
    if (key === undefined) return problem(401, 'unknown-kiosk');
    if (key === null) return problem(401, 'kiosk-revoked');
    const verified = verifyRequest(request, key);
    if (verified.outcome === 'refused') return problem(401, verified.reason);
    if (Math.abs(created - platform.platformNow() / 1000) > signatureWindowSeconds) {
      return problem(401, 'clock-skew');
    }
    if (nonces.has(nonce)) return problem(409, 'request-replayed');
    nonces.add(nonce);
    if (enrolment) return enrol(enrolment);
    const route = platform.routes.get(path);
    if (route) return route(text === '' ? null : JSON.parse(text), keyId);
    if (path === '/v1/kiosks/self/keys') return takeNextKey(JSON.parse(text) as KeyRotationRequest);
    if (path === '/v1/kiosks/self/health') return { status: 200, body: { commands: [] } };
    return { status: 200, body: {} };
  };

  const takeNextKey = ({ publicKey, proof }: KeyRotationRequest): Answer => {
    const keyId = thumbprintOf(publicKey);
    const [, payload = ''] = proof.split('.');
    const { issuedAt, ...rest } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const isFresh = Math.abs(issuedAt - platform.platformNow()) <= signatureWindowSeconds * 1000;
    if (!isFresh || rest.kioskId !== kioskId || rest.keyId !== keyId)
      return problem(400, 'malformed-request');
    platform.kiosks.set(keyId, publicKeyOf(publicKey));
    return { status: 200, body: { keyId, chain: platform.chainOf(publicKey) } };
  };

  const enrol = ({ code, publicKey }: EnrolmentRequest): Answer => {
    const usedBy = platform.codes.get(code);
    const keyId = thumbprintOf(publicKey);
    const isRefused = usedBy === null ? platform.kiosks.has(keyId) : usedBy !== keyId;
    if (usedBy === undefined || isRefused) {
      return problem(403, 'enrolment-code-invalid');
    }
    platform.codes.set(code, keyId);
    platform.kiosks.set(keyId, publicKeyOf(publicKey));
    return { status: 201, body: { kioskId, keyId, chain: platform.chainOf(publicKey) } };
  };

  return platform;
};

/** A report of a kiosk's health, for tests that look at how it travels. */
export const anyHealthReport: HealthReport = healthReportOf({ reportedAt: platformStart });

/** Randomness for tests that do not look at it. */
export const anyBytes = (length: number): Uint8Array => randomBytes(length);
