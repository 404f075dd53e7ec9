import { z } from 'zod';
import { agencyQuerySchema, agencyReplySchema, agencySchema } from '../agency.ts';
import {
  certificateStatusSchema,
  departmentKeySchema,
  healthSchema,
  issueCertificateReplySchema,
  issueCertificateRequestSchema,
  keySetSchema,
  problemSchema,
  publicJwkSchema,
  signedKeySetSchema,
} from '../api.ts';
import {
  appointmentDirectorySchema,
  appointmentQuerySchema,
  appointmentReplySchema,
  bookingReplySchema,
  bookingRequestSchema,
  cancellationReplySchema,
  cancellationRequestSchema,
  slotQuerySchema,
  slotReplySchema,
} from '../appointments.ts';
import { catalogueSchema } from '../catalogue.ts';
import { approvalQuerySchema, approvalReplySchema } from '../certificate-approvals.ts';
import { applicationCourseSchema } from '../course.ts';
import { creditQuerySchema, creditReplySchema } from '../credit.ts';
import { knownAnswersQuerySchema, knownAnswersReplySchema } from '../known-answers.ts';
import {
  faceComparisonReplySchema,
  faceComparisonRequestSchema,
  sealedFaceSchema,
} from '../face-comparison.ts';
import { feedDocumentSchema, feedPageSchema, kioskPolicySchema, revocationsSchema } from '../feed.ts';
import { guideSchema } from '../guide.ts';
import { helpDirectorySchema } from '../help.ts';
import {
  policiesDocumentSchema,
  policyMatchQuerySchema,
  policyMatchReplySchema,
  policySchema,
} from '../policies.ts';
import { hallItemSchema, hallStructureSchema, serviceItemsSchema } from '../service-hall.ts';
import { codeRedemptionReplySchema, codeRedemptionRequestSchema } from '../identity-code/redemption.ts';
import {
  enrolmentReplySchema,
  enrolmentRequestSchema,
  healthReplySchema,
  healthReportSchema,
  keyRotationReplySchema,
  keyRotationRequestSchema,
} from '../kiosks.ts';
import { remoteCommandSchema, remoteOrderSchema } from '../remote-commands.ts';
import { handoverReplySchema, issuedProofsReplySchema } from '../issued-proofs.ts';
import {
  accessTrailReplySchema,
  holderQuerySchema,
  libraryQuerySchema,
  libraryReplySchema,
} from '../library.ts';
import {
  rootCertificateSchema,
  signDocumentReplySchema,
  signDocumentRequestSchema,
} from '../pdf-signature/index.ts';
import { applicationLightSchema, progressQuerySchema, progressReplySchema } from '../progress.ts';
import { sealedApplicationSchema } from '../sealed-application.ts';
import { sealedCorrectionSchema, sealedFeedbackSchema } from '../sealed-replies.ts';
import {
  applicationSubmissionSchema,
  collectionSubmissionSchema,
  compactJweSchema,
  correctionSubmissionSchema,
  feedbackSubmissionSchema,
  kioskDocumentSubmissionSchema,
  materialStatusSchema,
  ratingSubmissionSchema,
  submissionBatchReplySchema,
  submissionBatchSchema,
  submissionResultSchema,
  supplementSubmissionSchema,
  submissionSchema,
} from '../submissions.ts';
import {
  certificateVerificationReplySchema,
  certificateVerificationRequestSchema,
} from '../verifications.ts';
import { workingYearsSchema } from '../working-days.ts';

/** The contract's schemas by the names that they have in the OpenAPI document. */
export const contractSchemas = {
  AccessTrailReply: accessTrailReplySchema,
  Agency: agencySchema,
  AgencyQuery: agencyQuerySchema,
  AgencyReply: agencyReplySchema,
  ApplicationCourse: applicationCourseSchema,
  ApplicationLight: applicationLightSchema,
  ApplicationSubmission: applicationSubmissionSchema,
  AppointmentDirectory: appointmentDirectorySchema,
  AppointmentQuery: appointmentQuerySchema,
  AppointmentReply: appointmentReplySchema,
  ApprovalQuery: approvalQuerySchema,
  ApprovalReply: approvalReplySchema,
  BookingReply: bookingReplySchema,
  BookingRequest: bookingRequestSchema,
  CancellationReply: cancellationReplySchema,
  CancellationRequest: cancellationRequestSchema,
  Catalogue: catalogueSchema,
  CertificateStatus: certificateStatusSchema,
  CertificateVerificationReply: certificateVerificationReplySchema,
  CertificateVerificationRequest: certificateVerificationRequestSchema,
  CodeRedemptionReply: codeRedemptionReplySchema,
  CodeRedemptionRequest: codeRedemptionRequestSchema,
  CollectionSubmission: collectionSubmissionSchema,
  CorrectionSubmission: correctionSubmissionSchema,
  SupplementSubmission: supplementSubmissionSchema,
  CreditQuery: creditQuerySchema,
  CreditReply: creditReplySchema,
  DepartmentKey: departmentKeySchema,
  Empty: z.strictObject({}),
  EnrolmentReply: enrolmentReplySchema,
  EnrolmentRequest: enrolmentRequestSchema,
  FaceComparisonReply: faceComparisonReplySchema,
  FaceComparisonRequest: faceComparisonRequestSchema,
  FeedDocument: feedDocumentSchema,
  FeedPage: feedPageSchema,
  FeedbackSubmission: feedbackSubmissionSchema,
  Guide: guideSchema,
  HallItem: hallItemSchema,
  HallStructure: hallStructureSchema,
  HandoverReply: handoverReplySchema,
  Health: healthSchema,
  HealthReply: healthReplySchema,
  HealthReport: healthReportSchema,
  HelpDirectory: helpDirectorySchema,
  HolderQuery: holderQuerySchema,
  IssueCertificateReply: issueCertificateReplySchema,
  IssueCertificateRequest: issueCertificateRequestSchema,
  IssuedProofsReply: issuedProofsReplySchema,
  KeyRotationReply: keyRotationReplySchema,
  KeyRotationRequest: keyRotationRequestSchema,
  KeySet: keySetSchema,
  KioskDocumentSubmission: kioskDocumentSubmissionSchema,
  KioskPolicy: kioskPolicySchema,
  KnownAnswersQuery: knownAnswersQuerySchema,
  KnownAnswersReply: knownAnswersReplySchema,
  LibraryQuery: libraryQuerySchema,
  LibraryReply: libraryReplySchema,
  MaterialStatus: materialStatusSchema,
  OpenApiDocument: z.looseObject({ openapi: z.string() }),
  Policies: policiesDocumentSchema,
  Policy: policySchema,
  PolicyMatchQuery: policyMatchQuerySchema,
  PolicyMatchReply: policyMatchReplySchema,
  Problem: problemSchema,
  ProgressQuery: progressQuerySchema,
  ProgressReply: progressReplySchema,
  PublicJwk: publicJwkSchema,
  RatingSubmission: ratingSubmissionSchema,
  RemoteCommand: remoteCommandSchema,
  RemoteOrder: remoteOrderSchema,
  Revocations: revocationsSchema,
  RootCertificate: rootCertificateSchema,
  SealedApplication: sealedApplicationSchema,
  SealedChunk: compactJweSchema,
  SealedCorrection: sealedCorrectionSchema,
  SealedFace: sealedFaceSchema,
  SealedFeedback: sealedFeedbackSchema,
  ServiceItems: serviceItemsSchema,
  SignDocumentReply: signDocumentReplySchema,
  SignDocumentRequest: signDocumentRequestSchema,
  SignedKeySet: signedKeySetSchema,
  SlotQuery: slotQuerySchema,
  SlotReply: slotReplySchema,
  Submission: submissionSchema,
  SubmissionBatch: submissionBatchSchema,
  SubmissionBatchReply: submissionBatchReplySchema,
  SubmissionResult: submissionResultSchema,
  WorkingYears: workingYearsSchema,
} as const;

export type SchemaName = keyof typeof contractSchemas;

export const schemaReference = (name: SchemaName): string => `#/components/schemas/${name}`;

/** The schemas as JSON Schema 2020-12, the dialect of OpenAPI 3.1; what has a name refers to it. */
export const jsonSchemas = (): Record<string, unknown> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(contractSchemas)) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _address, ...schema }]) => [name, schema]),
  );
};
