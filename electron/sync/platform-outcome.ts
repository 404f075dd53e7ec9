import type { z } from 'zod';
import { type Problem, type ProblemReason, problemSchema } from '../../platform/contract/api.ts';
import type { HttpAnswerParts } from '../../platform/contract/http-signature/index.ts';

/** What a call of the platform came to. */
export type PlatformOutcome<Value> =
  | { readonly ok: true; readonly value: Value }
  /** No answer: the line, the server, or a time-out. Worth trying again. */
  | { readonly ok: false; readonly reason: 'unreachable'; readonly detail: string }
  /** Somebody answered, but not provably the platform: like no answer, nothing changes at the kiosk. */
  | { readonly ok: false; readonly reason: 'not-genuine'; readonly detail: string }
  /** An answer that says no, and why. */
  | {
      readonly ok: false;
      readonly reason: 'refused';
      readonly problem: ProblemReason;
      readonly detail: string;
      /** With `busy`: how long the platform wants to be left alone, where it says so. */
      readonly retryAfterMilliseconds?: number;
    }
  /** An answer that is not one of this contract. */
  | { readonly ok: false; readonly reason: 'malformed-reply'; readonly detail: string };

export type PlatformFailure = Exclude<PlatformOutcome<never>, { ok: true }>;

/** No platform is left alone for longer: the field is not covered by the signature, so that anybody on the line can write it. */
const longestRetryAfter = 10 * 60_000;

/** Retry-After in its form of seconds (RFC 9110 §10.2.3); undefined where it says something else. */
const retryAfterOf = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,9}$/.test(value.trim())
    ? Math.min(Number(value) * 1_000, longestRetryAfter)
    : undefined;

const jsonOf = (body: Uint8Array): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(Buffer.from(body).toString('utf8')) };
  } catch {
    return null;
  }
};

/** The problem document of a refusal (RFC 9457); null where the answer is no refusal or holds none. */
export const problemOf = ({ status, body }: HttpAnswerParts): Problem | null => {
  const problem = status < 400 ? null : problemSchema.safeParse(jsonOf(body)?.value);
  return problem?.success ? problem.data : null;
};

/** Reads an answer: what the schema says with 200 or 201, a problem document with anything else. */
export const replyOf = <Schema extends z.ZodType>(
  schema: Schema,
  answer: HttpAnswerParts,
): PlatformOutcome<z.infer<Schema>> => {
  const { status, headers } = answer;
  const malformed = (detail: string) => ({ ok: false, reason: 'malformed-reply', detail }) as const;
  if (status === 200 || status === 201) {
    const json = jsonOf(answer.body);
    if (!json) return malformed(`status ${status}, not JSON`);
    const parsed = schema.safeParse(json.value);
    return parsed.success
      ? { ok: true, value: parsed.data }
      : malformed(`field ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  }
  const problem = problemOf(answer);
  if (!problem) return malformed(`status ${status}`);
  const retryAfter = problem.reason === 'busy' ? retryAfterOf(headers['retry-after']) : undefined;
  return {
    ok: false,
    reason: 'refused',
    problem: problem.reason,
    detail: `status ${status}`,
    ...(retryAfter === undefined ? {} : { retryAfterMilliseconds: retryAfter }),
  };
};
