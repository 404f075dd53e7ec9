import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { sendProblem } from './problem.ts';

/** The body as `schema` reads it; undefined after the refusal was sent, which names the wrong fields, never values. */
export const readBody = <Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  reply: FastifyReply,
): z.infer<Schema> | undefined => {
  const parsed = schema.safeParse(body);
  if (parsed.success) {
    return parsed.data;
  }
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)');
  sendProblem(reply, 'malformed-request', { detail: [...new Set(fields)].join(', ') });
  return undefined;
};
