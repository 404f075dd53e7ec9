import { deferred } from './deferred.ts';

/** Something that is asked of the platform and that the test answers; what was asked is noted. */
export interface AskedDouble<Request, Outcome> {
  readonly asked: readonly Request[];
  readonly ask: (request: Request) => Promise<Outcome>;
  /** Answers what was asked last. */
  settle(outcome: Outcome): Promise<void>;
}

export const createAskedDouble = <Request, Outcome>(): AskedDouble<Request, Outcome> => {
  const asked: Request[] = [];
  let answer = deferred<Outcome>();
  return {
    asked,
    ask: (request) => {
      asked.push(request);
      answer = deferred();
      return answer.promise;
    },
    settle: async (outcome) => {
      answer.resolve(outcome);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

/** In the place of it at a kiosk without a line. */
export const notAsked = (): Promise<never> => Promise.reject(new Error('asked without a line'));
