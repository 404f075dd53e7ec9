import type { Check } from '../check.ts';
import { answerChecks } from './answers.ts';
import { certificateChecks } from './certificates.ts';
import { enrolmentChecks } from './enrolment.ts';
import { feedChecks } from './feed.ts';
import { healthChecks, rotationChecks } from './kiosk-life.ts';
import { materialChecks } from './materials.ts';
import { openRouteChecks } from './open-routes.ts';
import { requestSignatureChecks } from './request-signatures.ts';
import { slowLineChecks } from './slow-lines.ts';
import { submissionChecks } from './submissions.ts';

/** Every check, in the order in which they build on each other. */
export const allChecks: readonly Check[] = [
  ...openRouteChecks,
  ...enrolmentChecks,
  ...requestSignatureChecks,
  ...feedChecks,
  ...submissionChecks,
  ...materialChecks,
  ...certificateChecks,
  ...healthChecks,
  ...slowLineChecks,
  ...rotationChecks,
  ...answerChecks,
];
