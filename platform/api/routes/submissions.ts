import type { FastifyInstance } from 'fastify';
import { maximumBatchBytes, submissionBatchSchema } from '../../contract/submissions.ts';
import type { SubmissionIntake } from '../../submissions/submission-intake.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** What these routes work with. */
export interface SubmissionRouteContext {
  readonly intake: SubmissionIntake;
}

/** A kiosk that is told `busy` waits at least this long, seconds (RFC 9110 §10.2.3). */
const retryAfterSeconds = 5;

/** POST /v1/submissions (platform/contract/submissions.ts). */
export const addSubmissionRoutes = (server: FastifyInstance, { intake }: SubmissionRouteContext): void => {
  server.post(
    '/v1/submissions',
    { bodyLimit: maximumBatchBytes, config: { access: 'kiosk' } },
    async (request, reply) => {
      const batch = readBody(submissionBatchSchema, request.body, reply);
      if (batch === undefined) {
        return reply;
      }
      const taken = await intake.submit(kioskOf(request), batch.messages);
      if (taken.outcome === 'busy') {
        return sendProblem(reply.header('retry-after', retryAfterSeconds), 'busy');
      }
      return reply.header('cache-control', 'no-store').send({ results: taken.results });
    },
  );
};
