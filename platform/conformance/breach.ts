import type { z } from 'zod';
import { type Problem, type ProblemReason, problemSchema } from '../contract/api.ts';
import type { HttpAnswerParts } from '../contract/http-signature/index.ts';
import { problems } from '../contract/openapi/problems.ts';

/** What the platform did that the contract does not allow; ends the check that found it. */
export class Breach extends Error {
  override readonly name: string = 'Breach';
}

/** The suite lacks what it needs to prove a clause: nothing is said of the platform. Ends the check. */
export class Unproven extends Error {
  override readonly name = 'Unproven';
}

/** The line broke before there was a whole answer. */
export class LineLost extends Breach {
  override readonly name = 'LineLost';
}

/** Holds something to be so. */
export function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) {
    throw new Breach(otherwise);
  }
}

const textOf = ({ body }: HttpAnswerParts): string => Buffer.from(body).toString('utf8');

const jsonOf = (reply: HttpAnswerParts): unknown => {
  try {
    return JSON.parse(textOf(reply));
  } catch {
    throw new Breach(`status ${reply.status} with a body that is not JSON`);
  }
};

const shown = (reply: HttpAnswerParts): string => {
  const problem = problemSchema.safeParse(reply.body.length > 0 ? jsonOf(reply) : undefined);
  return problem.success ? `${reply.status} ${problem.data.reason}` : `${reply.status}`;
};

/** The good answer, read by its schema. */
export const demandAnswer = <Schema extends z.ZodType>(
  reply: HttpAnswerParts,
  schema: Schema,
): z.infer<Schema> => {
  demand(reply.status === 200, `expected 200, got ${shown(reply)}`);
  const type = reply.headers['content-type'] ?? '';
  demand(/^application\/json\s*(;|$)/.test(type), `expected application/json, got "${type}"`);
  const parsed = schema.safeParse(jsonOf(reply));
  demand(
    parsed.success,
    `the answer does not fit the contract: ${parsed.error?.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || '(body)'} ${issue.message}`)
      .join('; ')}`,
  );
  return parsed.data;
};

/** 204, and nothing in it. */
export const demandDone = (reply: HttpAnswerParts): void => {
  demand(reply.status === 204 && reply.body.length === 0, `expected 204 without a body, got ${shown(reply)}`);
};

/** A refusal for one of these reasons, under its status. */
export const demandProblem = (reply: HttpAnswerParts, ...reasons: readonly ProblemReason[]): Problem => {
  const wanted = reasons.map((reason) => `${problems[reason].status} ${reason}`).join(' or ');
  demand(reply.status >= 400, `expected ${wanted}, got ${reply.status}`);
  const parsed = problemSchema.safeParse(jsonOf(reply));
  demand(parsed.success, `expected ${wanted}, got ${reply.status} without a problem document`);
  const { reason } = parsed.data;
  demand(
    reasons.includes(reason) && reply.status === problems[reason].status,
    `expected ${wanted}, got ${reply.status} ${reason}`,
  );
  return parsed.data;
};
