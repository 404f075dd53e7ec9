import type { FastifyInstance } from 'fastify';
import { policyMatchQuerySchema } from '../../contract/policies.ts';
import { type MatchingContext, matchPolicies } from '../../policies/match-policies.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** POST /v1/policies/matches (platform/contract/policies.ts). */
export const addPolicyRoutes = (server: FastifyInstance, context: MatchingContext): void => {
  server.post('/v1/policies/matches', { config: { access: 'kiosk' } }, async (request, reply) => {
    const query = readBody(policyMatchQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await matchPolicies(context, kioskOf(request), query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
};
