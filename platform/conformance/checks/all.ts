import type { Check } from '../check.ts';
import { answerChecks } from './answers.ts';
import { certificateApprovalChecks } from './certificate-approvals.ts';
import { certificateSignatureChecks } from './certificate-signatures.ts';
import { certificateChecks } from './certificates.ts';
import { courseChecks } from './course.ts';
import { creditChecks } from './credit.ts';
import { knownAnswersChecks } from './known-answers.ts';
import { enrolmentChecks } from './enrolment.ts';
import { faceComparisonChecks } from './face-comparisons.ts';
import { feedChecks } from './feed.ts';
import { healthChecks, rotationChecks } from './kiosk-life.ts';
import { identityCodeChecks } from './identity-codes.ts';
import { agencyChecks } from './agency.ts';
import { appointmentChecks } from './appointments.ts';
import { kioskDocumentChecks } from './kiosk-documents.ts';
import { libraryChecks } from './library.ts';
import { policyChecks } from './policies.ts';
import { materialChecks } from './materials.ts';
import { openRouteChecks } from './open-routes.ts';
import { progressChecks } from './progress.ts';
import { requestSignatureChecks } from './request-signatures.ts';
import { revocationChecks } from './revocation.ts';
import { slowLineChecks } from './slow-lines.ts';
import { submissionChecks } from './submissions.ts';
import { unverifiedAnswerChecks } from './unverified-answers.ts';

/** Every check, in the order in which they build on each other. */
export const allChecks: readonly Check[] = [
  ...openRouteChecks,
  ...enrolmentChecks,
  ...requestSignatureChecks,
  ...unverifiedAnswerChecks,
  ...feedChecks,
  ...submissionChecks,
  ...materialChecks,
  ...kioskDocumentChecks,
  ...courseChecks,
  ...progressChecks,
  ...certificateChecks,
  ...certificateApprovalChecks,
  ...certificateSignatureChecks,
  ...libraryChecks,
  ...agencyChecks,
  ...policyChecks,
  ...appointmentChecks,
  ...creditChecks,
  ...knownAnswersChecks,
  ...identityCodeChecks,
  ...faceComparisonChecks,
  ...healthChecks,
  ...slowLineChecks,
  ...rotationChecks,
  ...revocationChecks,
  ...answerChecks,
];
