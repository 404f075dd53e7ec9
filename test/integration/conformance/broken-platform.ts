import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, request as requestHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type KeySet,
  type PublicJwk,
  publicJwkSchema,
  signedKeySetSchema,
} from '../../../platform/contract/api.ts';
import {
  type HttpAnswerParts,
  type HttpSigningKey,
  signAnswer,
} from '../../../platform/contract/http-signature/index.ts';
import { signKeySet, verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import type { BrokenRequest } from './broken-request.ts';
import { createOwnSignatures } from './own-signatures.ts';

export type { BrokenRequest } from './broken-request.ts';

/** What the broken platform is made of: the good one behind it, and keys of its own that its own root vouches for. */
export interface BrokenWorld {
  forward(request: BrokenRequest): Promise<HttpAnswerParts>;
  readonly answerKey: HttpSigningKey;
  /** Signs a key set with its root. */
  signKeySet(keySet: KeySet): Promise<string>;
  /** Whether a request was cut off since this was asked last. */
  wasCut(): boolean;
}

/** How a platform breaks the contract: what it makes of the good platform's answers before they are signed. */
export type Misconduct = (request: BrokenRequest, world: BrokenWorld) => Promise<HttpAnswerParts>;

/**
 * Signs an answer as the platform does; a misconduct of its own may do it otherwise.
 * @param unverified whether the good platform had not verified the request's signature
 */
export type Signing = (
  answer: HttpAnswerParts,
  key: HttpSigningKey,
  request: BrokenRequest,
  unverified: boolean,
) => Record<string, string>;

export interface BrokenPlatform {
  readonly url: URL;
  readonly rootKey: PublicJwk;
  close(): Promise<void>;
}

export const honestly: Signing = (answer, key, request, unverified) =>
  signAnswer(answer, key, { created: Math.floor(Date.now() / 1000), request: request.headers, unverified });

const newKey = (keyId: string) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicJwkSchema.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  return { keyId, privateKey, jwk };
};

const read = async (stream: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const plain = (stream: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(stream.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  );

const forwardTo =
  (good: URL) =>
  ({ method, path, headers, body }: BrokenRequest): Promise<HttpAnswerParts> =>
    new Promise((resolve, reject) => {
      const outgoing = requestHttp(
        { hostname: good.hostname, port: good.port, method, path, headers, agent: false },
        (response) => {
          read(response)
            .then((answer) =>
              resolve({ status: response.statusCode ?? 0, headers: plain(response), body: answer }),
            )
            .catch(reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

/**
 * A platform in front of a good one, for the station QX-0007. It has a root, department keys and an answer key of its own, so that whatever it does is properly
 * signed: what the suite finds is the misconduct and nothing else.
 */
export const startBrokenPlatform = async (
  good: { readonly url: string; readonly rootKey: PublicJwk },
  misconduct: Misconduct,
  signing: Signing = honestly,
): Promise<BrokenPlatform> => {
  const root = newKey('root');
  const answerKey = newKey('answer-broken');
  let cut = false;
  const world: BrokenWorld = {
    forward: forwardTo(new URL(good.url)),
    answerKey,
    signKeySet: (keySet) => signKeySet(keySet, root.privateKey),
    wasCut() {
      const was = cut;
      cut = false;
      return was;
    },
  };

  const own = createOwnSignatures(root.privateKey, 'QX-0007', world.forward);

  const ownKeySet = async ({ status, headers, body }: HttpAnswerParts): Promise<HttpAnswerParts> => {
    const { jws } = signedKeySetSchema.parse(JSON.parse(Buffer.from(body).toString('utf8')));
    const opened = await verifyKeySet(jws, good.rootKey);
    if (opened.outcome !== 'genuine') {
      throw new Error(opened.outcome);
    }
    const keySet: KeySet = {
      ...opened.keySet,
      keys: [...opened.keySet.keys, ...own.keysFor(opened.keySet)],
      answerKeys: [
        ...opened.keySet.answerKeys,
        { keyId: answerKey.keyId, algorithm: 'ES256', jwk: answerKey.jwk, notBefore: 0, notAfter: 2 ** 45 },
      ],
    };
    const signed = JSON.stringify({ jws: await world.signKeySet(keySet) });
    return { status, headers, body: Buffer.from(signed) };
  };

  const answerTo = async (incoming: IncomingMessage): Promise<HttpAnswerParts> => {
    const request: BrokenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: plain(incoming),
      body: await read(incoming),
    };
    const answered = await misconduct(request, {
      ...world,
      forward: async (forwarded) => {
        const answer = await world.forward(forwarded);
        return forwarded.path === '/v1/keys' ? ownKeySet(answer) : own.inPlaceOf(forwarded, answer);
      },
    });
    const type = answered.headers['content-type'];
    const kept = {
      ...answered,
      headers: type === undefined || answered.body.length === 0 ? {} : { 'content-type': type },
    };
    const unverified = answered.headers['signature-input']?.includes('yizhan-platform-unverified') ?? false;
    return { ...kept, headers: { ...kept.headers, ...signing(kept, answerKey, request, unverified) } };
  };

  const server = createServer((incoming, outgoing) => {
    incoming.on('error', () => {
      cut = true;
    });
    answerTo(incoming)
      .then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body))
      .catch(() => outgoing.destroy());
  });
  // It waits for ever: a platform that gives slow lines up is the one behind it.
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    rootKey: root.jwk,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
