import type {
  KnownAnswersOutcome,
  KnownAnswersRequest,
} from '../../electron/core/known-answers/ask-known-answers.ts';
import type { VisitServices } from '../../electron/core/session/visit-services.ts';
import { createAskedDouble, notAsked } from './asked-double.ts';

export type KnownServices = Pick<VisitServices, 'canAskKnownAnswers' | 'askKnownAnswers'>;

/** A kiosk without a line: nobody is asked what is known. */
export const noKnownLine: KnownServices = { canAskKnownAnswers: () => false, askKnownAnswers: notAsked };

/** Looks that the test answers. */
export const createKnownDouble = () => {
  const { ask, ...double } = createAskedDouble<KnownAnswersRequest, KnownAnswersOutcome>();
  const services: KnownServices = { canAskKnownAnswers: () => true, askKnownAnswers: ask };
  return { ...double, services };
};
