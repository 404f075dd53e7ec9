import type { FastifyInstance } from 'fastify';
import { type AgencyContext, findPrincipals } from '../../agency/find-principals.ts';
import { agencyQuerySchema } from '../../contract/agency.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** POST /v1/agency/principals (platform/contract/agency.ts). */
export const addAgencyRoutes = (server: FastifyInstance, context: AgencyContext): void => {
  server.post('/v1/agency/principals', { config: { access: 'kiosk' } }, async (request, reply) => {
    const query = readBody(agencyQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await findPrincipals(context, query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
};
