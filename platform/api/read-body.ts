import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { findUnkeepableText } from './keepable-text.ts';
import { sendProblem } from './problem.ts';

const nameOf = (path: readonly PropertyKey[]): string => path.join('.') || '(body)';

/**
 * The body as `schema` reads it; undefined after the refusal was sent, which names the wrong fields, never values. Only
 * for bodies whose parts are judged one by one afterwards; all others are read with `readBody`.
 */
export const readEnvelope = <Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  reply: FastifyReply,
): z.infer<Schema> | undefined => {
  const parsed = schema.safeParse(body);
  if (parsed.success) {
    return parsed.data;
  }
  const fields = parsed.error.issues.map((issue) => nameOf(issue.path));
  sendProblem(reply, 'malformed-request', { detail: [...new Set(fields)].join(', ') });
  return undefined;
};

/** As `readEnvelope`; text that no table can keep is refused as well, wherever it stands. */
export const readBody = <Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  reply: FastifyReply,
): z.infer<Schema> | undefined => {
  const data = readEnvelope(schema, body, reply);
  const unkeepable = findUnkeepableText(data);
  if (unkeepable === undefined) {
    return data;
  }
  sendProblem(reply, 'malformed-request', {
    detail: `${nameOf(unkeepable)}: U+0000 or half a surrogate pair`,
  });
  return undefined;
};
