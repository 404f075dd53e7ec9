import { createPublicKey, type KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { calculateJwkThumbprint } from 'jose';
import type { ProblemReason, PublicJwk } from '../../contract/api.ts';
import { verifyRequest } from '../../contract/http-signature/index.ts';
import { type EnrolmentReply, enrolmentRequestSchema } from '../../contract/kiosks.ts';
import { enrolKiosk } from '../../kiosks/enrol.ts';
import { isWithinWindow, signedPartsOf } from '../authentication.ts';
import type { ApiContext } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

const maximumRequestBytes = 4 * 1024;

/** Who sent too many wrong codes waits at least this long, seconds (RFC 9110 §10.2.3). */
const retryAfterSeconds = 60;

/** Undefined for coordinates that are no point of the curve. */
const publicKeyOf = (jwk: PublicJwk): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    return undefined;
  }
};

/** Whether the request was signed now with the very key that it brings. */
const checkOwnSignature = (
  request: FastifyRequest,
  publicKey: KeyObject,
  { keyId, now }: { readonly keyId: string; readonly now: number },
): ProblemReason | undefined => {
  const parts = signedPartsOf(request);
  if (parts === undefined) {
    return 'malformed-request';
  }
  const verified = verifyRequest({ ...parts, body: request.rawBody }, publicKey);
  if (verified.outcome === 'refused') {
    return verified.reason;
  }
  if (verified.keyId !== keyId) {
    return 'signature-invalid';
  }
  return isWithinWindow(verified.created, now) ? undefined : 'clock-skew';
};

/**
 * Adds enrolment. Nonces are not kept here: the same request again is answered as the first was, and another kiosk
 * cannot use it without the private key.
 */
export const addEnrolmentRoutes = (server: FastifyInstance, context: ApiContext): void => {
  server.post(
    '/v1/enrolments',
    { bodyLimit: maximumRequestBytes, config: { access: 'own-signature' } },
    async (request, reply) => {
      const asked = readBody(enrolmentRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const publicKey = publicKeyOf(asked.publicKey);
      if (publicKey === undefined) {
        return sendProblem(reply, 'malformed-request', { detail: 'publicKey' });
      }
      const keyId = await calculateJwkThumbprint(asked.publicKey, 'sha256');
      const refusal = checkOwnSignature(request, publicKey, { keyId, now: context.clock.now() });
      if (refusal !== undefined) {
        return sendProblem(reply, refusal);
      }
      request.signatureVerified = true;
      const result = await enrolKiosk(context, asked, { keyId, address: request.ip });
      if (result.outcome === 'refused') {
        if (result.reason === 'busy') {
          reply.header('retry-after', retryAfterSeconds);
        }
        return sendProblem(reply, result.reason);
      }
      context.kiosks.forget(keyId);
      const answer: EnrolmentReply = {
        kioskId: result.kioskId,
        keyId,
        chain: context.documentSigning.kioskChain(asked),
      };
      return answer;
    },
  );
};
