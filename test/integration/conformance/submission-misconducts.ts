import { createHash } from 'node:crypto';
import type { ProblemReason } from '../../../platform/contract/api.ts';
import {
  type MaterialStatus,
  materialStatusSchema,
  type RefusalReason,
  type SubmissionResult,
  submissionBatchReplySchema,
} from '../../../platform/contract/submissions.ts';
import { answer, at, done, problem, reasonOf, takesInsteadOf, textOf } from './altered-answers.ts';
import type { Misconduct } from './broken-platform.ts';

/** Makes other results of those that the good platform gives. */
export const withResults = (
  change: (results: readonly SubmissionResult[]) => readonly SubmissionResult[],
): Misconduct =>
  at('POST', /^\/v1\/submissions$/, (given) =>
    given.status === 200
      ? answer(200, { results: change(submissionBatchReplySchema.parse(JSON.parse(textOf(given))).results) })
      : given,
  );

const received = (key: string): SubmissionResult => ({ key, outcome: 'received', receivedAt: Date.now() });

/** Receives what it should refuse for this reason. */
export const receivesInsteadOf = (reason: RefusalReason): Misconduct =>
  withResults((results) =>
    results.map((result) =>
      result.outcome === 'refused' && result.reason === reason ? received(result.key) : result,
    ),
  );

/** Every result is of now, however often its key came. */
export const forgetsResults: Misconduct = withResults((results) =>
  results.map((result) => {
    if (result.outcome === 'received') {
      return received(result.key);
    }
    return result.outcome === 'refused' ? { ...result, refusedAt: Date.now() } : result;
  }),
);

/** Each time that a message is received, be it the same one, another result is kept. */
export const receivesTwice = (): Misconduct => {
  let count = 0;
  return withResults((results) =>
    results.map((result) => {
      count += 1;
      return result.outcome === 'received' ? { ...result, receivedAt: result.receivedAt + count } : result;
    }),
  );
};

export const refusesTheNeighbours: Misconduct = withResults((results) =>
  results.some((result) => result.outcome === 'refused')
    ? results.map(({ key }) => ({
        key,
        outcome: 'refused',
        reason: 'malformed-message',
        refusedAt: Date.now(),
      }))
    : results,
);

export const receivesWithoutMaterials: Misconduct = withResults((results) =>
  results.map((result) => (result.outcome === 'materials-missing' ? received(result.key) : result)),
);

/** Takes half a request for a whole one. */
export const keepsHalves: Misconduct = async (request, world) => {
  const given = await world.forward(request);
  if (!request.path.endsWith('/submissions') || !world.wasCut()) {
    return given;
  }
  const { results } = submissionBatchReplySchema.parse(JSON.parse(textOf(given)));
  return answer(200, {
    results: results.map(({ key }) => ({
      key,
      outcome: 'refused',
      reason: 'key-reused',
      refusedAt: Date.now(),
    })),
  });
};

/** Takes the good part of a batch that it refuses as a whole. */
export const takesPartsOfWhatItRefuses = (): Misconduct => {
  const keys = new Set<string>();
  return async (request, world) => {
    const given = await world.forward(request);
    const text = textOf(request);
    const named = text.match(/[0-9a-f-]{36}/g) ?? [];
    if (reasonOf(given) === 'malformed-request') {
      for (const key of named) {
        keys.add(key);
      }
      return given;
    }
    return request.path === '/v1/submissions' && given.status === 200 && named.some((key) => keys.has(key))
      ? answer(200, {
          results: named.map((key) => ({
            key,
            outcome: 'refused',
            reason: 'key-reused',
            refusedAt: Date.now(),
          })),
        })
      : given;
  };
};

/** Refuses whatever came before at this address with the same content. */
export const refusesRepetitions = (method: string, path: RegExp, reason: ProblemReason): Misconduct => {
  const seen = new Set<string>();
  return at(method, path, (given, request) => {
    const name = request.path + createHash('sha256').update(request.body).digest('hex');
    if (seen.has(name)) {
      return problem(409, reason);
    }
    seen.add(name);
    return given;
  });
};

const material = /^\/v1\/materials\/[^/]+$/;
const chunk = /^\/v1\/materials\/[^/]+\/chunks\/\d+$/;

const withStatus = (change: (status: MaterialStatus) => MaterialStatus): Misconduct =>
  at('GET', material, (given) =>
    given.status === 200 ? answer(200, change(materialStatusSchema.parse(JSON.parse(textOf(given))))) : given,
  );

export const forgetsChunks = withStatus(({ received: [, ...others] }) => ({ received: others }));

export const takesAnyChunk = takesInsteadOf('chunk-differs', done);
export const takesChunksForAnyPlace: Misconduct = async (request, world) => {
  const given = await world.forward(request);
  return chunk.test(request.path) && given.status === 400 ? done : given;
};
export const takesLargeChunks: Misconduct = async (request, world) => {
  const given = await world.forward(request);
  return chunk.test(request.path) && given.status === 413 ? done : given;
};
