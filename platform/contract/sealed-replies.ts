import { z } from 'zod';
import { agencySchema } from './agency.ts';
import { certificateHolderSchema } from './certificate/claims.ts';
import { heldCertificateKindSchema } from './library.ts';
import { answerSchema, identityEvidenceSchema, materialFactsSchema } from './sealed-application.ts';
import {
  feedbackNumberSchema,
  idempotencyKeySchema,
  itemCodeSchema,
  maximumMaterials,
  receiptNumberSchema,
} from './submissions.ts';

/**
 * The personal parts of what residents hand in beside applications: answers to what a department asked in the course of
 * one, materials that were promised, and complaints and suggestions 投诉建议. What stands outside (submissions.ts) is repeated here.
 */

export const sealedCorrectionSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: idempotencyKeySchema,
  receiptNumber: receiptNumberSchema,
  position: z.number().int().min(1).max(1000),
  filedAt: z.number().int().nonnegative(),
  applicant: certificateHolderSchema,
  /** Who answered for the applicant; absent: the applicant did. The evidence of identity is of whoever did. */
  agency: agencySchema.optional(),
  answers: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/), answerSchema),
  identity: identityEvidenceSchema,
  consentedAt: z.number().int().nonnegative(),
});
export type SealedCorrection = z.infer<typeof sealedCorrectionSchema>;

export const sealedSupplementSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    key: idempotencyKeySchema,
    receiptNumber: receiptNumberSchema,
    material: itemCodeSchema,
    filedAt: z.number().int().nonnegative(),
    applicant: certificateHolderSchema,
    /** Who handed it in for the applicant; absent: the applicant did. */
    agency: agencySchema.optional(),
    /** Its pages in their order; none where a certificate stands for it. */
    materials: z.array(materialFactsSchema).max(maximumMaterials),
    /** The certificate that the department takes from the library instead; the resident has agreed to it. */
    certificate: heldCertificateKindSchema.nullable(),
    identity: identityEvidenceSchema,
    consentedAt: z.number().int().nonnegative(),
  })
  .refine(
    ({ material, materials, certificate }) =>
      (certificate === null) === materials.length > 0 && materials.every(({ code }) => code === material),
    'is neither pages of this material nor a certificate',
  );
export type SealedSupplement = z.infer<typeof sealedSupplementSchema>;

export const feedbackKinds = ['complaint', 'suggestion', 'praise'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/** What it is about: the kiosk that it was given at, an item, or a department. */
export const feedbackSubjectSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('kiosk') }),
  z.strictObject({ about: z.literal('item'), item: itemCodeSchema }),
  z.strictObject({ about: z.literal('department'), department: z.string().regex(/^[0-9a-z-]{2,40}$/) }),
]);
export type FeedbackSubject = z.infer<typeof feedbackSubjectSchema>;

/** Longest text of a complaint or suggestion, in characters. */
export const longestFeedback = 500;

export const sealedFeedbackSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: idempotencyKeySchema,
  feedbackNumber: feedbackNumberSchema,
  filedAt: z.number().int().nonnegative(),
  feedback: z.enum(feedbackKinds),
  subject: feedbackSubjectSchema,
  text: z
    .string()
    .min(1)
    // Each character is two units of UTF-16 at most.
    .max(2 * longestFeedback)
    .refine((text) => [...text].length <= longestFeedback, `is longer than ${longestFeedback} characters`),
  /** Digits of a telephone on which an answer is wanted; null for none. */
  callback: z
    .string()
    .regex(/^\d{5,15}$/)
    .nullable(),
  /** Null where it was given without a name. */
  person: certificateHolderSchema.nullable(),
});
export type SealedFeedback = z.infer<typeof sealedFeedbackSchema>;
