import type { FastifyReply } from 'fastify';
import type { Problem, ProblemReason } from '../contract/api.ts';
import { problems } from '../contract/openapi/problems.ts';

export const problemContentType = 'application/problem+json; charset=utf-8';

interface ProblemChanges {
  /** Names fields, never values. */
  readonly detail?: string | undefined;
  /** Instead of the reason's own status. */
  readonly status?: number | undefined;
}

/** The problem document (RFC 9457) of a refusal. */
export const problemOf = (
  reason: ProblemReason,
  { detail, status = problems[reason].status }: ProblemChanges = {},
): Problem => ({
  type: `urn:yizhan:problem:${reason}`,
  title: problems[reason].title,
  status,
  reason,
  ...(detail === undefined ? {} : { detail }),
});

/** Who is told `busy` waits at least this long, seconds, where a route does not say otherwise (RFC 9110 §10.2.3). */
const defaultRetryAfterSeconds = 5;

/** Answers with a problem document; with `busy`, also when to come again. */
export const sendProblem = (
  reply: FastifyReply,
  reason: ProblemReason,
  changes: ProblemChanges = {},
): FastifyReply => {
  const problem = problemOf(reason, changes);
  if (reason === 'busy' && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', defaultRetryAfterSeconds);
  }
  return reply.code(problem.status).type(problemContentType).send(JSON.stringify(problem));
};
