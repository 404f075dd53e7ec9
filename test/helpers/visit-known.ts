import type {
  KnownAnswersOutcome,
  KnownAnswersRequest,
} from '../../electron/core/known-answers/ask-known-answers.ts';
import type { VisitServices } from '../../electron/core/session/visit-services.ts';

export type KnownServices = Pick<VisitServices, 'canAskKnownAnswers' | 'askKnownAnswers'>;

/** A kiosk without a line: nobody is asked what is known. */
export const noKnownLine: KnownServices = {
  canAskKnownAnswers: () => false,
  askKnownAnswers: () => Promise.reject(new Error('asked without a line')),
};

/** Looks that the test answers; what was asked is noted. */
export const createKnownDouble = (): {
  readonly services: KnownServices;
  readonly asked: readonly KnownAnswersRequest[];
  settle(outcome: KnownAnswersOutcome): Promise<void>;
} => {
  const asked: KnownAnswersRequest[] = [];
  let answer: (outcome: KnownAnswersOutcome) => void = () => undefined;
  return {
    asked,
    services: {
      canAskKnownAnswers: () => true,
      askKnownAnswers: (request) => {
        asked.push(request);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    },
    settle: async (outcome) => {
      answer(outcome);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};
