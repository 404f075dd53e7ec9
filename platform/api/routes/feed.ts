import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { feedCursorSchema } from '../../contract/feed.ts';
import { type FeedContext, readFeed } from '../../feed/read-feed.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

const defaultLimit = 100;
const largestLimit = 500;

const querySchema = z.strictObject({
  after: feedCursorSchema.default(''),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .default(`${defaultLimit}`)
    .transform(Number)
    .pipe(z.number().min(1).max(largestLimit)),
});

/** GET /v1/feed (platform/contract/feed.ts). */
export const addFeedRoutes = (server: FastifyInstance, context: FeedContext): void => {
  server.get('/v1/feed', { config: { access: 'kiosk' } }, async (request, reply) => {
    const query = readBody(querySchema, request.query, reply);
    if (query === undefined) {
      return reply;
    }
    const reading = await readFeed(context, { kioskId: kioskOf(request).kioskId, ...query });
    return reading.outcome === 'read'
      ? reply.header('cache-control', 'no-store').send(reading.page)
      : sendProblem(reply, reading.outcome);
  });
};
