import { z } from 'zod';
import { agencySchema } from './agency.ts';
import { formFieldSchema, localizedTextSchema } from './catalogue.ts';
import { assuranceLevelSchema, certificateHolderSchema } from './certificate/claims.ts';
import {
  courseDeadlineSchema,
  coursePromiseSchema,
  courseStateSchema,
  courseStepSchema,
  stepDetailSchema,
} from './course.ts';
import { itemCodeSchema, receiptNumberSchema } from './submissions.ts';

/**
 * What a resident filed, anywhere 办件进度.
 *
 *   POST /v1/applications/query                  ProgressQuery → ProgressReply: for the resident who stands at the kiosk;
 *                                                refused like the certificate library's query (library.ts)
 *   GET  /v1/applications/:receiptNumber/light   → ApplicationLight, for any kiosk: whoever holds a receipt learns how it
 *                                                stands, and nothing of its applicant; under the number of a package
 *                                                一件事 how the part stands that needs attention most: the worst light,
 *                                                then what is not settled, then the newest; 404 `not-found` for no such one
 */

/** Applications of one reply at most, the newest. */
export const listedAtMost = 50;

/** Milliseconds since the Unix epoch, at most the year 9999. */
const time = z.number().int().nonnegative().max(253_402_300_799_999);

export const progressQuerySchema = z.strictObject({
  holder: certificateHolderSchema,
  /** Who stands there for the holder; absent: the holder does. */
  agency: agencySchema.optional(),
  assuranceLevel: assuranceLevelSchema,
  /** When the resident asked at the kiosk. */
  askedAt: time,
  /**
   * Receipts of this resident that this kiosk gave: those that it filed are told even before they were opened, when the
   * platform does not know yet whose they are.
   */
  receiptNumbers: z.array(receiptNumberSchema).max(listedAtMost),
});
export type ProgressQuery = z.infer<typeof progressQuerySchema>;

/** What the department wants of the applicant. */
export const correctionRequestSchema = z.strictObject({
  /** Position of the step that asked, counted from one: what an answer names. */
  position: z.number().int().min(1),
  /** In the department's words. */
  reason: z.string().min(1).max(1000),
  /** To be answered, at least one. */
  fields: z.array(formFieldSchema).min(1).max(12),
  /** An answer has come and is being looked at: no other is wanted. */
  isAnswered: z.boolean(),
});
export type CorrectionRequest = z.infer<typeof correctionRequestSchema>;

export const progressEntrySchema = z.strictObject({
  receiptNumber: receiptNumberSchema,
  item: itemCodeSchema,
  /** In everyday words; null where the catalogue has the item no more. */
  itemName: localizedTextSchema.nullable(),
  department: localizedTextSchema.nullable(),
  /** Code of the station where it was filed. */
  stationCode: z.string().regex(/^[0-9A-Za-z-]{2,40}$/),
  filedAt: time,
  state: courseStateSchema,
  steps: z.array(courseStepSchema).min(1),
  /** Of what is waited for now; null when nothing is. */
  deadline: courseDeadlineSchema.nullable(),
  correction: correctionRequestSchema.nullable(),
  /** Materials that were promised; `isComing`: it has come and is being opened, another is not wanted. */
  promises: z.array(
    coursePromiseSchema.extend({ name: localizedTextSchema.nullable(), isComing: z.boolean() }),
  ),
  /** Of a decision: how it is handed over, and the certificate that any kiosk prints for it. */
  result: z
    .strictObject({
      decision: stepDetailSchema.shape.decision.unwrap(),
      delivery: stepDetailSchema.shape.delivery.unwrap().nullable(),
      certificate: itemCodeSchema.nullable(),
    })
    .nullable(),
});
export type ProgressEntry = z.infer<typeof progressEntrySchema>;

export const progressReplySchema = z.strictObject({
  answeredAt: time,
  /** Newest first. */
  applications: z.array(progressEntrySchema).max(listedAtMost),
});
export type ProgressReply = z.infer<typeof progressReplySchema>;

export const applicationLightSchema = z.strictObject({
  /** The number that was asked for. */
  receiptNumber: receiptNumberSchema,
  state: courseStateSchema,
  /** When it came to this state. */
  since: time,
  deadline: courseDeadlineSchema.nullable(),
});
export type ApplicationLight = z.infer<typeof applicationLightSchema>;
