import type { FastifyInstance } from 'fastify';
import { holderQuerySchema, libraryQuerySchema } from '../../contract/library.ts';
import { type AccessTrailContext, readAccessTrail } from '../../library/access-trail.ts';
import { type LibraryContext, queryLibrary } from '../../library/query-library.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** POST /v1/library/query and /v1/library/access-trail (platform/contract/library.ts). */
export const addLibraryRoutes = (
  server: FastifyInstance,
  context: LibraryContext & AccessTrailContext,
): void => {
  server.post('/v1/library/access-trail', { config: { access: 'kiosk' } }, async (request, reply) => {
    const query = readBody(holderQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await readAccessTrail(context, kioskOf(request), query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
  server.post('/v1/library/query', { config: { access: 'kiosk' } }, async (request, reply) => {
    const query = readBody(libraryQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await queryLibrary(context, kioskOf(request), query);
    if (result.outcome === 'answered') {
      return reply.header('cache-control', 'no-store').send(result.reply);
    }
    return result.reason === 'unknown-item'
      ? sendProblem(reply, 'malformed-request', { detail: 'item' })
      : sendProblem(reply, result.reason);
  });
};
