import type { FastifyInstance } from 'fastify';
import { type FaceComparisonReply, faceComparisonRequestSchema } from '../../contract/face-comparison.ts';
import { compareFace, type ComparingContext } from '../../face-register/compare-face.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** The longest embedding, twice in base64, and what stands around it. */
const maximumRequestBytes = 24 * 1024;

/** POST /v1/face-comparisons (platform/contract/face-comparison.ts). */
export const addFaceComparisonRoutes = (server: FastifyInstance, context: ComparingContext): void => {
  server.post(
    '/v1/face-comparisons',
    { bodyLimit: maximumRequestBytes, config: { access: 'kiosk' } },
    async (request, reply) => {
      const asked = readBody(faceComparisonRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const compared = await compareFace(context, kioskOf(request), asked);
      if (compared.outcome === 'refused') {
        return sendProblem(reply, compared.reason);
      }
      const answer: FaceComparisonReply = { similarity: compared.similarity };
      return reply.header('cache-control', 'no-store').send(answer);
    },
  );
};
