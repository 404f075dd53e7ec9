import type { CreditOutcome, CreditRequest } from '../../electron/core/credit/check-credit.ts';
import type { VisitServices } from '../../electron/core/session/visit-services.ts';

export type CreditServices = Pick<VisitServices, 'canCheckCredit' | 'checkCredit'>;

/** A kiosk without a line: nobody is asked how somebody stands. */
export const noCreditLine: CreditServices = {
  canCheckCredit: () => false,
  checkCredit: () => Promise.reject(new Error('asked without a line')),
};

/** Checks that the test answers; what was asked is noted. */
export const createCreditDouble = (): {
  readonly services: CreditServices;
  readonly asked: readonly CreditRequest[];
  settle(outcome: CreditOutcome): Promise<void>;
} => {
  const asked: CreditRequest[] = [];
  let answer: (outcome: CreditOutcome) => void = () => undefined;
  return {
    asked,
    services: {
      canCheckCredit: () => true,
      checkCredit: (request) => {
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
