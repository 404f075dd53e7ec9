import type { FastifyInstance } from 'fastify';
import { maximumBatchBytes, submissionBatchSchema } from '../../contract/submissions.ts';
import type { SubmissionIntake } from '../../submissions/submission-intake.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readEnvelope } from '../read-body.ts';

/** What these routes work with. */
export interface SubmissionRouteContext {
  readonly intake: SubmissionIntake;
}

/** POST /v1/submissions (platform/contract/submissions.ts). */
export const addSubmissionRoutes = (server: FastifyInstance, { intake }: SubmissionRouteContext): void => {
  server.post(
    '/v1/submissions',
    { bodyLimit: maximumBatchBytes, config: { access: 'kiosk' } },
    async (request, reply) => {
      // Each message is judged by itself: one that is malformed is refused alone.
      const batch = readEnvelope(submissionBatchSchema, request.body, reply);
      if (batch === undefined) {
        return reply;
      }
      const taken = await intake.submit(kioskOf(request), batch.messages);
      if (taken.outcome === 'busy') {
        return sendProblem(reply, 'busy');
      }
      return reply.header('cache-control', 'no-store').send({ results: taken.results });
    },
  );
};
