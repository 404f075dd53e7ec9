import type { KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemReason } from '../contract/api.ts';
import {
  type HttpRequestParts,
  readRequestSignature,
  readRequestUrl,
  signatureWindowSeconds,
  verifyRequest,
} from '../contract/http-signature/index.ts';
import type { KioskKey } from '../kiosks/kiosk-registry.ts';
import type { ApiContext, RouteAccess } from './context.ts';
import { sendProblem } from './problem.ts';
import { parseBody } from './request-body.ts';
import { plainHeaders } from './request-headers.ts';

/** A request whose header fields are in order; its signature waits for the body. */
interface Announced {
  readonly parts: Omit<HttpRequestParts, 'body'>;
  /** Of a kiosk in force, or what is left of one that was revoked. */
  readonly key: KioskKey | { readonly revoked: true; readonly publicKey: KeyObject };
}

export const isWithinWindow = (created: number, now: number): boolean =>
  Math.abs(created - Math.floor(now / 1000)) <= signatureWindowSeconds;

/** The request as it was signed; undefined for a target that is not in its normal form. */
export const signedPartsOf = (request: FastifyRequest): Omit<HttpRequestParts, 'body'> | undefined => {
  const url = readRequestUrl(request.headers.host, request.raw.url ?? '');
  return url && { method: request.method, url, headers: plainHeaders(request.headers) };
};

/** What can be said before the body is read: a stranger's megabytes are not waited for. */
const readAnnouncement = async (
  context: ApiContext,
  request: FastifyRequest,
): Promise<Announced | ProblemReason> => {
  const parts = signedPartsOf(request);
  if (parts === undefined) {
    return 'malformed-request';
  }
  const signature = readRequestSignature(parts.headers);
  if (signature.outcome === 'refused') {
    return signature.reason;
  }
  if (!isWithinWindow(signature.created, context.clock.now())) {
    return 'clock-skew';
  }
  const search = await context.kiosks.findKey(signature.keyId);
  if (search.outcome === 'found') {
    return { parts, key: search.key };
  }
  return search.reason === 'kiosk-revoked'
    ? { parts, key: { revoked: true, publicKey: search.publicKey } }
    : search.reason;
};

/** Why the key that was good a moment ago is no longer: the store said so while the request was taken. */
const reasonToRefuse = async (context: ApiContext, keyId: string): Promise<ProblemReason> => {
  context.kiosks.forget(keyId);
  const search = await context.kiosks.findKey(keyId);
  return search.outcome === 'refused' ? search.reason : 'unknown-kiosk';
};

/** Verifies the signature with the body and takes the request, once. */
const admit = async (
  context: ApiContext,
  request: FastifyRequest,
  { parts, key }: Announced,
): Promise<ProblemReason | 'admitted'> => {
  const verified = verifyRequest({ ...parts, body: request.rawBody }, key.publicKey);
  if (verified.outcome === 'refused') {
    return verified.reason;
  }
  request.signatureVerified = true;
  if ('revoked' in key) {
    return 'kiosk-revoked';
  }
  const verdict = await context.nonces.take(verified);
  if (verdict === 'replayed') {
    return 'request-replayed';
  }
  if (verdict === 'unwelcome') {
    return reasonToRefuse(context, key.keyId);
  }
  if (key.state === 'next') {
    await context.kiosks.activate(key);
  }
  request.kiosk = { kioskId: key.kioskId, stationCode: key.stationCode, keyId: key.keyId };
  return 'admitted';
};

const accessOf = (request: FastifyRequest): RouteAccess =>
  request.is404 ? 'open' : (request.routeOptions.config.access ?? 'kiosk');

/**
 * Adds the hooks that let only enrolled kiosks through to routes with `access` `kiosk`: signature (RFC 9421), clock
 * within ±300 s, never taken before, key and kiosk in force. The clock comes before the key, so that a kiosk with a
 * wrong clock learns the time from the refusal.
 *
 * After them, on all routes, the body is parsed: nothing is parsed for a stranger.
 */
export const addAuthentication = (server: FastifyInstance, context: ApiContext): void => {
  const announced = new WeakMap<FastifyRequest, Announced>();
  server.decorateRequest('kiosk', null);
  server.decorateRequest('signatureVerified', false);

  server.addHook('onRequest', async (request, reply): Promise<FastifyReply | undefined> => {
    if (accessOf(request) !== 'kiosk') {
      return undefined;
    }
    const result = await readAnnouncement(context, request);
    if (typeof result === 'string') {
      return sendProblem(reply, result);
    }
    announced.set(request, result);
    return undefined;
  });

  server.addHook('preValidation', async (request, reply): Promise<FastifyReply | undefined> => {
    if (accessOf(request) === 'kiosk') {
      const announcement = announced.get(request);
      if (announcement === undefined) {
        throw new Error('A request came past the first look at it');
      }
      const verdict = await admit(context, request, announcement);
      if (verdict !== 'admitted') {
        return sendProblem(reply, verdict);
      }
    }
    await parseBody(server, request);
    return undefined;
  });
};
