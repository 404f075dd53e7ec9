import type { FastifyInstance } from 'fastify';
import { creditQuerySchema } from '../../contract/credit.ts';
import { checkCredit, type CreditContext } from '../../credit/check-credit.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** POST /v1/credit-checks (platform/contract/credit.ts). */
export const addCreditRoutes = (server: FastifyInstance, context: CreditContext): void => {
  server.post('/v1/credit-checks', { config: { access: 'kiosk' } }, async (request, reply) => {
    const query = readBody(creditQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await checkCredit(context, kioskOf(request), query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
};
