import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { maximumMaterialChunks, maximumSealedChunkCharacters } from '../../contract/submissions.ts';
import {
  type MaterialContext,
  materialIdSchema,
  materialStatus,
  putChunk,
} from '../../submissions/material-chunks.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';

const placeSchema = z.object({
  materialId: materialIdSchema,
  index: z
    .string()
    .regex(/^(0|[1-9]\d{0,2})$/)
    .transform(Number)
    .pipe(z.number().max(maximumMaterialChunks - 1)),
});

/** A kiosk that is told `busy` waits at least this long, seconds (RFC 9110 §10.2.3): orphans leave room slowly. */
const retryAfterSeconds = 60;

/** PUT and GET /v1/materials/… (platform/contract/submissions.ts); a kiosk sees its own materials only. */
export const addMaterialRoutes = (server: FastifyInstance, context: MaterialContext): void => {
  server.put(
    '/v1/materials/:materialId/chunks/:index',
    { bodyLimit: maximumSealedChunkCharacters, config: { access: 'kiosk' } },
    async (request, reply) => {
      const place = placeSchema.safeParse(request.params);
      if (!place.success) {
        return sendProblem(reply, 'not-found');
      }
      const put = await putChunk(context, {
        kioskId: kioskOf(request).kioskId,
        ...place.data,
        body: request.body,
      });
      if (put.outcome === 'stored') {
        return reply.code(204).send();
      }
      if (put.reason === 'busy') {
        reply.header('retry-after', retryAfterSeconds);
      }
      return sendProblem(reply, put.reason, { detail: put.detail });
    },
  );

  server.get('/v1/materials/:materialId', { config: { access: 'kiosk' } }, async (request, reply) => {
    const place = placeSchema.pick({ materialId: true }).safeParse(request.params);
    if (!place.success) {
      return sendProblem(reply, 'not-found');
    }
    const { kioskId } = kioskOf(request);
    const status = await materialStatus(context.database, { kioskId, ...place.data });
    return reply.header('cache-control', 'no-store').send(status);
  });
};
