import type { FastifyInstance } from 'fastify';
import { certificateVerificationRequestSchema } from '../../contract/verifications.ts';
import { verifyCertificateText } from '../../verification/verify-certificate-text.ts';
import { createCallerPace } from '../caller-pace.ts';
import type { ApiContext } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readEnvelope } from '../read-body.ts';

/** JSON may write each of the characters that are looked at as six. */
const maximumRequestBytes = 64 * 1024;

/** A clerk with a pile of paper verifies one each few seconds; an office behind one address has several clerks. */
const pace = { burst: 60, interval: 1_000 };

/** Who is too fast waits at least this long, seconds (RFC 9110 §10.2.3). */
const retryAfterSeconds = 5;

/** POST /v1/certificate-verifications (platform/contract/verifications.ts), for anybody. */
export const addCertificateVerificationRoutes = (
  server: FastifyInstance,
  context: Pick<ApiContext, 'database' | 'keyRing' | 'clock'>,
): void => {
  const callers = createCallerPace(context.clock, pace);
  server.post(
    '/v1/certificate-verifications',
    { bodyLimit: maximumRequestBytes, config: { access: 'open' } },
    async (request, reply) => {
      if (!callers.admits(request.ip)) {
        reply.header('retry-after', retryAfterSeconds);
        return sendProblem(reply, 'busy');
      }
      const asked = readEnvelope(certificateVerificationRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      return reply.header('cache-control', 'no-store').send(await verifyCertificateText(context, asked.text));
    },
  );
};
