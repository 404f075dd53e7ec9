import { z } from 'zod';
import { certificateHolderSchema } from './certificate/claims.ts';
import { answerSchema, identityEvidenceSchema } from './sealed-application.ts';
import {
  feedbackNumberSchema,
  idempotencyKeySchema,
  itemCodeSchema,
  receiptNumberSchema,
} from './submissions.ts';

/**
 * The personal parts of what residents hand in beside applications: answers to what a department asked in the course of
 * one, and complaints and suggestions 投诉建议. What stands outside (submissions.ts) is repeated here.
 */

export const sealedCorrectionSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: idempotencyKeySchema,
  receiptNumber: receiptNumberSchema,
  position: z.number().int().min(1).max(1000),
  filedAt: z.number().int().nonnegative(),
  applicant: certificateHolderSchema,
  answers: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/), answerSchema),
  identity: identityEvidenceSchema,
  consentedAt: z.number().int().nonnegative(),
});
export type SealedCorrection = z.infer<typeof sealedCorrectionSchema>;

export const feedbackKinds = ['complaint', 'suggestion', 'praise'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/** What it is about: the kiosk that it was given at, an item, or a department. */
export const feedbackSubjectSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('kiosk') }),
  z.strictObject({ about: z.literal('item'), item: itemCodeSchema }),
  z.strictObject({ about: z.literal('department'), department: z.string().regex(/^[0-9a-z-]{2,40}$/) }),
]);
export type FeedbackSubject = z.infer<typeof feedbackSubjectSchema>;

export const sealedFeedbackSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: idempotencyKeySchema,
  feedbackNumber: feedbackNumberSchema,
  filedAt: z.number().int().nonnegative(),
  feedback: z.enum(feedbackKinds),
  subject: feedbackSubjectSchema,
  text: z.string().min(1).max(400),
  /** Digits of a telephone on which an answer is wanted; null for none. */
  callback: z
    .string()
    .regex(/^\d{5,15}$/)
    .nullable(),
  /** Null where it was given without a name. */
  person: certificateHolderSchema.nullable(),
});
export type SealedFeedback = z.infer<typeof sealedFeedbackSchema>;
