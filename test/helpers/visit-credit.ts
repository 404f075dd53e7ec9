import type { CreditOutcome, CreditRequest } from '../../electron/core/credit/check-credit.ts';
import type { VisitServices } from '../../electron/core/session/visit-services.ts';
import { createAskedDouble, notAsked } from './asked-double.ts';

export type CreditServices = Pick<VisitServices, 'canCheckCredit' | 'checkCredit'>;

/** A kiosk without a line: nobody is asked how somebody stands. */
export const noCreditLine: CreditServices = { canCheckCredit: () => false, checkCredit: notAsked };

/** Checks that the test answers. */
export const createCreditDouble = () => {
  const { ask, ...double } = createAskedDouble<CreditRequest, CreditOutcome>();
  const services: CreditServices = { canCheckCredit: () => true, checkCredit: ask };
  return { ...double, services };
};
