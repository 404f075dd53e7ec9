import type { KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { PlatformOutcome } from '../../../electron/sync/platform-outcome.ts';
import type { AnswerKey, KeySet, PublicJwk } from '../../../platform/contract/api.ts';
import {
  type HttpHeaders,
  readRequestUrl,
  signatureWindowSeconds,
  signAnswer,
  verifyRequest,
} from '../../../platform/contract/http-signature/index.ts';
import { signKeySet } from '../../../platform/contract/signed-key-set.ts';
import { type ContractPlatform, createContractPlatform } from '../../property/sync/contract-platform.ts';
import { createKeyPair } from '../../property/sync/key-pair.ts';

const keyLife = 5 * 365 * 86_400_000;

/** The contract platform over HTTP: signed requests in, signed answers out, no nonce twice. */
export interface HttpPlatform {
  readonly url: string;
  readonly contract: ContractPlatform;
  readonly rootKey: PublicJwk;
  /** Nonces that came a second time. */
  replays(): number;
  close(): Promise<void>;
}

const problem = (status: number, reason: string) => ({
  status,
  type: 'application/problem+json',
  json: { type: 'about:blank', title: reason, status, reason },
});

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

const statusOf = { 'not-found': 404, 'chunk-differs': 409, 'too-large': 413 } as const;

interface Reply {
  readonly status: number;
  readonly json: unknown;
  readonly type?: string;
}

const replyOf = (outcome: PlatformOutcome<unknown>): Reply => {
  if (outcome.ok) return { status: outcome.value === null ? 204 : 200, json: outcome.value };
  if (outcome.reason !== 'refused') return problem(500, 'internal-error');
  return problem(
    outcome.problem in statusOf ? statusOf[outcome.problem as keyof typeof statusOf] : 400,
    outcome.problem,
  );
};

/** Starts it on a free port of loopback. `now` is its clock, epoch milliseconds; `kioskKey` the only kiosk that it knows. */
export const startHttpPlatform = async (options: {
  readonly now: () => number;
  readonly kioskKey: KeyObject;
}): Promise<HttpPlatform> => {
  const contract = createContractPlatform();
  const root = createKeyPair('root');
  const answering = createKeyPair('answers-1');
  const nonces = new Set<string>();
  let replays = 0;
  const published: AnswerKey = {
    keyId: answering.key.keyId,
    jwk: answering.jwk,
    algorithm: 'ES256',
    notBefore: options.now() - keyLife,
    notAfter: options.now() + keyLife,
  };
  const keySet: KeySet = {
    issuedAt: options.now() - 1_000,
    keys: [],
    answerKeys: [published],
    sealingKeys: [],
    identityKeys: [],
  };

  const answer = async (incoming: IncomingMessage, body: Buffer, headers: HttpHeaders): Promise<Reply> => {
    const path = incoming.url ?? '';
    if (path === '/v1/health')
      return { status: 200, json: { status: 'ok', time: options.now(), name: 'test' } };
    if (path === '/v1/keys')
      return { status: 200, json: { jws: await signKeySet(keySet, root.key.privateKey) } };
    const url = readRequestUrl(headers.host, path);
    if (!url) return problem(400, 'malformed-request');
    const verified = verifyRequest(
      { method: incoming.method ?? '', url, headers, body: body.length > 0 ? body : null },
      options.kioskKey,
    );
    if (verified.outcome === 'refused') return problem(401, verified.reason);
    if (Math.abs(verified.created - options.now() / 1_000) > signatureWindowSeconds)
      return problem(401, 'clock-skew');
    if (nonces.has(verified.nonce)) {
      replays += 1;
      return problem(401, 'request-replayed');
    }
    nonces.add(verified.nonce);
    if (path === '/v1/submissions') {
      const { messages } = JSON.parse(body.toString('utf8')) as { messages: unknown[] };
      return replyOf(await contract.submit(messages.map((message) => JSON.stringify(message))));
    }
    const [, , , materialId = '', , index] = path.split('/');
    if (path.startsWith('/v1/materials/')) {
      return replyOf(
        incoming.method === 'PUT'
          ? await contract.putChunk(materialId, Number(index), body.toString('utf8'))
          : await contract.materialStatus(materialId),
      );
    }
    return problem(404, 'not-found');
  };

  const server = createServer((incoming, response) => {
    const serve = async (): Promise<void> => {
      const headers: Record<string, string> = {};
      for (const [name, values] of Object.entries(incoming.headersDistinct)) {
        if (values) headers[name] = values.join(', ');
      }
      const body = await bodyOf(incoming);
      const { status, json, type = 'application/json' } = await answer(incoming, body, headers);
      const content = status === 204 ? new Uint8Array(0) : Buffer.from(JSON.stringify(json));
      const plain: Record<string, string> =
        status === 204 ? {} : { 'content-type': type, 'content-length': String(content.length) };
      const signature = signAnswer({ status, headers: plain, body: content }, answering.key, {
        created: Math.floor(options.now() / 1_000),
        request: headers,
      });
      response.writeHead(status, { ...plain, ...signature });
      response.end(content);
    };
    serve().catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the platform has no TCP address');

  return {
    url: `http://127.0.0.1:${address.port}`,
    contract,
    rootKey: root.jwk,
    replays: () => replays,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
