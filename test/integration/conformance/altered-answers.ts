import { type ProblemReason, problemSchema } from '../../../platform/contract/api.ts';
import type { HttpAnswerParts } from '../../../platform/contract/http-signature/index.ts';
import type { BrokenRequest, BrokenWorld, Misconduct } from './broken-platform.ts';

export const jsonHeaders = { 'content-type': 'application/json' };

/** An answer in JSON. */
export const answer = (status: number, value: unknown): HttpAnswerParts => ({
  status,
  headers: jsonHeaders,
  body: Buffer.from(JSON.stringify(value)),
});

export const problem = (status: number, reason: ProblemReason): HttpAnswerParts => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: Buffer.from(JSON.stringify({ type: `urn:yizhan:problem:${reason}`, title: reason, status, reason })),
});

export const done: HttpAnswerParts = { status: 204, headers: {}, body: new Uint8Array() };

export const textOf = ({ body }: { readonly body: Uint8Array }): string => Buffer.from(body).toString('utf8');

export const reasonOf = (given: HttpAnswerParts): ProblemReason | undefined =>
  given.status >= 400 ? problemSchema.safeParse(JSON.parse(textOf(given))).data?.reason : undefined;

/** Keeps the contract: the good platform's answers under other keys. */
export const honest: Misconduct = (request, world) => world.forward(request);

/** Takes what it should refuse for this reason. */
export const takesInsteadOf =
  (reason: ProblemReason, instead: HttpAnswerParts = answer(200, {})): Misconduct =>
  async (request, world) => {
    const given = await world.forward(request);
    return reasonOf(given) === reason ? instead : given;
  };

/** Refuses for another reason than the contract gives. */
export const refusesInsteadOf =
  (reason: ProblemReason, other: ProblemReason): Misconduct =>
  async (request, world) => {
    const given = await world.forward(request);
    return reasonOf(given) === reason
      ? { ...given, body: Buffer.from(textOf(given).replaceAll(reason, other)) }
      : given;
  };

/** Answers requests to an address by a rule of its own. */
export const at =
  (
    method: string,
    path: RegExp,
    rule: (
      given: HttpAnswerParts,
      request: BrokenRequest,
      world: BrokenWorld,
    ) => HttpAnswerParts | Promise<HttpAnswerParts>,
  ): Misconduct =>
  async (request, world) => {
    const given = await world.forward(request);
    return request.method === method && path.test(request.path) ? rule(given, request, world) : given;
  };
