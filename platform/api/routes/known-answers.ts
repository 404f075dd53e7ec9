import type { FastifyInstance } from 'fastify';
import { knownAnswersQuerySchema } from '../../contract/known-answers.ts';
import { knownAnswers, type KnownAnswersContext } from '../../known-answers/known-answers.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** POST /v1/known-answers (platform/contract/known-answers.ts). */
export const addKnownAnswersRoutes = (server: FastifyInstance, context: KnownAnswersContext): void => {
  server.post('/v1/known-answers', { config: { access: 'kiosk' } }, async (request, reply) => {
    const query = readBody(knownAnswersQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await knownAnswers(context, kioskOf(request), query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
};
