import type { FastifyReply } from 'fastify';
import type { Problem, ProblemReason } from '../contract/api.ts';

/** HTTP status and title of each refusal (RFC 9457 §3.1); the reason is what a kiosk acts on. */
const problems: Record<ProblemReason, { readonly status: number; readonly title: string }> = {
  'malformed-request': { status: 400, title: 'The request does not fit the contract' },
  'unknown-kind': { status: 422, title: 'No such kind of certificate is issued here' },
  'unknown-purpose': { status: 422, title: 'The kind of certificate is not issued for this purpose' },
  'unknown-person': { status: 422, title: 'The department does not know this person' },
  'person-data-differs': { status: 422, title: 'Name or sex differ from the record of this id number' },
  'assurance-level-too-low': { status: 403, title: 'The identification was not strong enough for this kind' },
  'request-id-reused': { status: 422, title: 'The request id belongs to another request' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'internal-error': { status: 500, title: 'The platform failed; the same request may be sent again' },
};

/** Answers with a problem document (RFC 9457). `detail` names fields, never values. */
export const sendProblem = (
  reply: FastifyReply,
  reason: ProblemReason,
  { detail, status = problems[reason].status }: { readonly detail?: string; readonly status?: number } = {},
): FastifyReply => {
  const problem: Problem = {
    type: `urn:yizhan:problem:${reason}`,
    title: problems[reason].title,
    status,
    reason,
    ...(detail === undefined ? {} : { detail }),
  };
  return reply.code(status).type('application/problem+json').send(problem);
};
