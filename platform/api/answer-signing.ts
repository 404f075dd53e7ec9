import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlatformClock } from '../clock.ts';
import type { CertificateSigner } from '../contract/certificate/signed-certificate.ts';
import { type HttpHeaders, signAnswer } from '../contract/http-signature/index.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import { problemContentType, problemOf } from './problem.ts';
import { plainHeaders } from './request-headers.ts';

/** Signs every answer of the platform, so that a kiosk believes no other. */
export interface AnswerSigning {
  /** Header fields that sign an answer to `request` (its header fields; none when it could not be read). */
  headersFor(
    answer: { readonly status: number; readonly contentType: string | undefined; readonly body: Uint8Array },
    request: HttpHeaders | undefined,
    /** The signature of the request had not been verified, or there was none. */
    unverified: boolean,
  ): Promise<Record<string, string>>;
}

const noBody = new Uint8Array();

export const createAnswerSigning = (keyRing: KeyRing, clock: PlatformClock): AnswerSigning => {
  let last: CertificateSigner | undefined;
  /** With the store gone the platform still says so under its signature: by the key that was read last. */
  const signer = async (): Promise<CertificateSigner> => {
    try {
      last = await keyRing.answerSigner();
    } catch (error) {
      if (last === undefined) {
        throw error;
      }
    }
    return last;
  };
  return {
    async headersFor({ status, contentType, body }, request, unverified) {
      return signAnswer(
        { status, headers: contentType === undefined ? {} : { 'content-type': contentType }, body },
        await signer(),
        {
          created: Math.floor(clock.now() / 1000),
          request,
          unverified: unverified && request?.signature !== undefined,
        },
      );
    },
  };
};

const bytesOf = (payload: unknown): Uint8Array => {
  if (payload === null || payload === undefined) {
    return noBody;
  }
  if (typeof payload === 'string' || payload instanceof Uint8Array) {
    return Buffer.from(payload);
  }
  throw new TypeError('Only whole answers can be signed, not streams');
};

const isPersonal = (request: FastifyRequest): boolean =>
  !request.is404 && request.routeOptions.config.access !== 'open';

/** Adds the hook that signs what leaves, and keeps caches away from what is for one kiosk. */
export const addAnswerSigning = (server: FastifyInstance, signing: AnswerSigning): void => {
  server.addHook('onSend', async (request, reply, payload) => {
    const contentType = reply.getHeader('content-type');
    const headers = await signing.headersFor(
      {
        status: reply.statusCode,
        contentType: typeof contentType === 'string' ? contentType : undefined,
        body: bytesOf(payload),
      },
      plainHeaders(request.headers),
      !request.signatureVerified,
    );
    reply.headers(headers);
    if (isPersonal(request)) {
      reply.header('cache-control', 'no-store');
    }
    return payload;
  });
};

/** Answers a request that never reached a route, where no hooks run. */
export const sendSignedProblem = async (
  signing: AnswerSigning,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, detail }: { readonly status: number; readonly detail: string },
): Promise<void> => {
  const body = JSON.stringify(problemOf('malformed-request', { status, detail }));
  const headers = await signing.headersFor(
    { status, contentType: problemContentType, body: Buffer.from(body) },
    plainHeaders(request.headers),
    true,
  );
  await reply.code(status).headers(headers).type(problemContentType).send(body);
};
