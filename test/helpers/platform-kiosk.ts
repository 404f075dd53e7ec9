import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { type PublicJwk, publicJwkSchema, signedKeySetSchema } from '../../platform/contract/api.ts';
import {
  type HttpHeaders,
  type HttpRequestParts,
  type HttpSigningKey,
  signRequest,
  verifyAnswer,
} from '../../platform/contract/http-signature/index.ts';
import { enrolmentReplySchema } from '../../platform/contract/kiosks.ts';
import { verifyKeySet } from '../../platform/contract/signed-key-set.ts';
import type { Platform } from '../../platform/server.ts';

/** What is needed of a platform to speak to it and to believe it. */
export type KnownPlatform = Pick<Platform, 'url' | 'rootKey'>;

/** An answer of the platform over HTTP; `body` is the JSON value, null where there is none. */
export interface PlatformAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

/** A request before it is signed. */
export interface PlainRequest {
  readonly method: string;
  /** From the root, e.g. `/v1/feed?limit=1`. */
  readonly path: string;
  readonly body?: Uint8Array | null;
  readonly headers?: HttpHeaders;
}

/** A key pair as a kiosk has it. */
export interface KioskKeyPair extends HttpSigningKey {
  readonly publicJwk: PublicJwk;
}

export const createKioskKey = async (): Promise<KioskKeyPair> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const publicJwk = publicJwkSchema.parse({ kty, crv, x, y });
  return { keyId: await calculateJwkThumbprint(publicJwk, 'sha256'), privateKey, publicJwk };
};

/** Sends what was signed, and nothing else that matters; the raw answer. */
export const send = async (
  platformUrl: string,
  { method, path, body, headers }: PlainRequest,
): Promise<Response> =>
  fetch(platformUrl + path, {
    method,
    ...(headers && { headers }),
    ...(body && { body: new Uint8Array(body) }),
  });

/** Reads an answer whose signature does not matter. */
export const readAnswer = async (response: Response): Promise<PlatformAnswer> => {
  const text = await response.text();
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    body: text === '' ? null : JSON.parse(text),
  };
};

/** The platform's answer keys, from its key set, which must be genuine. */
export const fetchAnswerKeys = async (platform: KnownPlatform): Promise<Map<string, KeyObject>> => {
  const { jws } = signedKeySetSchema.parse(await (await fetch(`${platform.url}/v1/keys`)).json());
  const opened = await verifyKeySet(jws, platform.rootKey);
  if (opened.outcome !== 'genuine') {
    throw new Error(`The key set is ${opened.outcome}`);
  }
  return new Map(
    opened.keySet.answerKeys.map(({ keyId, jwk }) => [
      keyId,
      createPublicKey({ key: { ...jwk }, format: 'jwk' }),
    ]),
  );
};

/** How a request is signed, where a test wants it otherwise. */
export interface SigningChanges {
  readonly created?: number;
  readonly nonce?: string;
  readonly key?: HttpSigningKey;
}

/** A kiosk as the platform sees one: a key and what it signs. */
export interface TestKiosk {
  readonly kioskId: string;
  readonly stationCode: string;
  readonly key: KioskKeyPair;
  /** Adds the signature's header fields. */
  sign(request: PlainRequest, changes?: SigningChanges): PlainRequest;
  /**
   * Signs, sends, and reads the answer.
   * @throws Error when the answer is not signed by the platform for this very request
   */
  exchange(request: PlainRequest, changes?: SigningChanges): Promise<PlatformAnswer>;
}

const nonceBytes = 16;

/** Answer keys by platform, fetched again when one is not among them. */
const knownAnswerKeys = new WeakMap<KnownPlatform, Map<string, KeyObject>>();

/** Reads an answer and checks that the platform signed it for this request. */
export const readGenuineAnswer = async (
  platform: KnownPlatform,
  response: Response,
  request: PlainRequest,
): Promise<PlatformAnswer> => {
  const body = new Uint8Array(await response.clone().arrayBuffer());
  const verifyWith = (keys: Map<string, KeyObject>) =>
    verifyAnswer(
      { status: response.status, headers: Object.fromEntries(response.headers), body },
      (keyId) => keys.get(keyId),
      request.headers,
    );
  const isUnknownKey = (verified: ReturnType<typeof verifyAnswer>): boolean =>
    verified.outcome === 'refused' && verified.reason === 'unknown-key';
  let verified = verifyWith(knownAnswerKeys.get(platform) ?? new Map());
  if (isUnknownKey(verified)) {
    const keys = await fetchAnswerKeys(platform);
    knownAnswerKeys.set(platform, keys);
    verified = verifyWith(keys);
  }
  if (verified.outcome === 'refused') {
    throw new Error(`The answer ${response.status} to ${request.path} is not genuine: ${verified.reason}`);
  }
  return readAnswer(response);
};

/** A kiosk with a key of its own that the platform need not know. */
export const createTestKiosk = (
  platform: KnownPlatform,
  now: () => number,
  { kioskId, stationCode, key }: Pick<TestKiosk, 'kioskId' | 'stationCode' | 'key'>,
): TestKiosk => {
  const sign: TestKiosk['sign'] = (request, changes = {}) => {
    const parts: HttpRequestParts = {
      method: request.method,
      url: new URL(request.path, platform.url),
      headers: request.headers ?? {},
      body: request.body ?? null,
    };
    const added = signRequest(parts, changes.key ?? key, {
      created: changes.created ?? Math.floor(now() / 1000),
      nonce: changes.nonce ?? randomBytes(nonceBytes).toString('base64url'),
    });
    return { ...request, headers: { ...request.headers, ...added } };
  };
  return {
    kioskId,
    stationCode,
    key,
    sign,
    async exchange(request, changes) {
      const signed = sign(request, changes);
      return readGenuineAnswer(platform, await send(platform.url, signed), signed);
    },
  };
};

/** A request with a JSON body. */
export const jsonRequest = (method: string, path: string, body: unknown): PlainRequest => ({
  method,
  path,
  body: Buffer.from(JSON.stringify(body)),
  headers: { 'content-type': 'application/json' },
});

/** Enrols a new kiosk at a station, as a technician does. */
export const enrolTestKiosk = async (
  platform: KnownPlatform & Pick<Platform, 'createEnrolmentCode'>,
  now: () => number,
  stationCode: string,
): Promise<TestKiosk> => {
  const key = await createKioskKey();
  const stranger = createTestKiosk(platform, now, { kioskId: '', stationCode, key });
  const answer = await stranger.exchange(
    jsonRequest('POST', '/v1/enrolments', {
      code: await platform.createEnrolmentCode(stationCode),
      stationCode,
      publicKey: key.publicJwk,
      appVersion: '0.1.0',
    }),
  );
  const { kioskId } = enrolmentReplySchema.parse(answer.body);
  return createTestKiosk(platform, now, { kioskId, stationCode, key });
};
