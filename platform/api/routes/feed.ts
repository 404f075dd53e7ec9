import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type FeedContext, readFeed } from '../../feed/read-feed.ts';
import { kioskOf } from '../context.ts';
import { readBody } from '../read-body.ts';

const defaultLimit = 100;
const largestLimit = 500;

/** Positions are counted up to 2⁵³ − 1; the kiosk sees them as text that means nothing to it. */
const querySchema = z.strictObject({
  after: z
    .string()
    .regex(/^\d{0,15}$/)
    .default('')
    .transform(Number),
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
    const page = await readFeed(context, { kioskId: kioskOf(request).kioskId, ...query });
    return reply.header('cache-control', 'no-store').send(page);
  });
};
