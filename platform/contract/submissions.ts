import { z } from 'zod';
import { assuranceLevelSchema, certificateNumberSchema } from './certificate/claims.ts';

/**
 * What a kiosk hands in: messages that were kept in its outbox and arrive exactly once. A message's `key` is its
 * idempotency key; the platform answers a key that comes again with its first result.
 *
 *   POST /v1/submissions                          SubmissionBatch → SubmissionBatchReply
 *   PUT  /v1/materials/:materialId/chunks/:index  a sealed chunk (compact JWE, application/jose) → 204; the same chunk
 *                                                 again → 204, another one in its place → 409 `chunk-differs`
 *   GET  /v1/materials/:materialId                → MaterialStatus: where an upload goes on after a break
 *
 * Chunks go first, the message that names them last: what the platform has received is whole.
 */

/** Largest batch, bytes of its JSON. */
export const maximumBatchBytes = 4 * 1024 * 1024;
/** Messages in one batch at most. */
export const maximumBatchMessages = 500;
/** Largest sealed application without its materials, characters. */
export const maximumSealedCharacters = 256 * 1024;
/** Plain bytes in one chunk of a material. */
export const materialChunkBytes = 256 * 1024;
/** Longest sealed chunk: base64url of the chunk, and its header. */
export const maximumSealedChunkCharacters = Math.ceil((materialChunkBytes * 4) / 3) + 2_200;
/** 32 MB of plain material. */
export const maximumMaterialChunks = 128;
export const maximumMaterials = 40;

/** Epoch milliseconds by the platform's clock, at most the year 9999. */
const time = z.number().int().nonnegative().max(253_402_300_799_999);

/** SHA-256 as base64url without padding. */
export const digestSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Compact JWE (RFC 7516 §3.1): five base64url parts, the second empty with ECDH-ES. */
export const compactJweSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{22}$/);

/** Code of a service item 事项. */
export const itemCodeSchema = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

/** Printed on the receipt 提交回执: station code, date in China, ten characters of Crockford's base 32. */
export const receiptNumberSchema = z.string().regex(/^SL-[0-9A-Z-]{2,40}-\d{8}-[0-9A-HJKMNP-TV-Z]{10}$/);

/** UUIDv7 (RFC 9562 §5.7), made at the kiosk. */
export const idempotencyKeySchema = z.uuid({ version: 'v7' });

/** A material of an application: `chunkDigests` are SHA-256 over each sealed chunk as it is uploaded, in order. */
export const submittedMaterialSchema = z.strictObject({
  materialId: z.uuid({ version: 'v7' }),
  chunkDigests: z.array(digestSchema).min(1).max(maximumMaterialChunks),
});
export type SubmittedMaterial = z.infer<typeof submittedMaterialSchema>;

/** What an application that was handed in as a part of a package 一件事 says of it, and repeats in its sealed half. */
export const packageMembershipSchema = z.strictObject({
  /** Code of the package. */
  code: itemCodeSchema,
  /** Number of the package as a whole, made as receipt numbers are. */
  number: receiptNumberSchema,
  /** Receipt numbers of the applications that have to be granted before this one is looked at; they arrive before it. */
  dependsOn: z.array(receiptNumberSchema).max(12),
});
export type PackageMembership = z.infer<typeof packageMembershipSchema>;

export const applicationSubmissionSchema = z.strictObject({
  kind: z.literal('application'),
  key: idempotencyKeySchema,
  receiptNumber: receiptNumberSchema,
  item: itemCodeSchema,
  formVersion: z.number().int().min(1),
  assuranceLevel: assuranceLevelSchema,
  filedAt: time,
  /** Compact JWE over a `SealedApplication`; its protected header names the sealing key (`kid`) and this `key` (`yzk`). */
  sealed: compactJweSchema.max(maximumSealedCharacters),
  materials: z.array(submittedMaterialSchema).max(maximumMaterials),
  /** Absent where it was handed in by itself. */
  package: packageMembershipSchema.optional(),
});
export type ApplicationSubmission = z.infer<typeof applicationSubmissionSchema>;

/** A rating 好差评; it says nothing of the person. */
export const ratingSubmissionSchema = z.strictObject({
  kind: z.literal('rating'),
  key: idempotencyKeySchema,
  /** What was rated: a certificate number, a receipt number, the number of a package, or null for the visit as a whole. */
  subject: z
    .string()
    .regex(/^[0-9A-Z-]{8,80}$/)
    .nullable(),
  level: z.enum(['very-satisfied', 'satisfied', 'fairly-satisfied', 'dissatisfied', 'very-dissatisfied']),
  ratedAt: time,
});
export type RatingSubmission = z.infer<typeof ratingSubmissionSchema>;

/** An answer to what a department asked in the course of an application (progress.ts), given at any kiosk. */
export const correctionSubmissionSchema = z.strictObject({
  kind: z.literal('correction'),
  key: idempotencyKeySchema,
  /** Of the application, wherever it was filed. */
  receiptNumber: receiptNumberSchema,
  /** Position of the step that asked. */
  position: z.number().int().min(1).max(1000),
  assuranceLevel: assuranceLevelSchema,
  filedAt: time,
  /** Compact JWE over a `SealedCorrection` (sealed-replies.ts). */
  sealed: compactJweSchema.max(maximumSealedCharacters),
});
export type CorrectionSubmission = z.infer<typeof correctionSubmissionSchema>;

/**
 * A material that was promised 容缺受理 and is handed in later, at any kiosk. Which pages came is a matter of the sealed half;
 * without any the department takes a certificate from the library.
 */
export const supplementSubmissionSchema = z.strictObject({
  kind: z.literal('supplement'),
  key: idempotencyKeySchema,
  /** Of the application, wherever it was filed. */
  receiptNumber: receiptNumberSchema,
  /** Code of the material that was promised. */
  material: itemCodeSchema,
  assuranceLevel: assuranceLevelSchema,
  filedAt: time,
  /** Compact JWE over a `SealedSupplement` (sealed-replies.ts). */
  sealed: compactJweSchema.max(maximumSealedCharacters),
  materials: z.array(submittedMaterialSchema).max(maximumMaterials),
});
export type SupplementSubmission = z.infer<typeof supplementSubmissionSchema>;

/** Of a complaint or suggestion: `TS-` where an application's receipt has `SL-` (receipt-number.ts). */
export const feedbackNumberSchema = z.string().regex(/^TS-[0-9A-Z-]{2,40}-\d{8}-[0-9A-HJKMNP-TV-Z]{10}$/);

/** A complaint or suggestion 投诉建议; nothing in the open says what about. */
export const feedbackSubmissionSchema = z.strictObject({
  kind: z.literal('feedback'),
  key: idempotencyKeySchema,
  feedbackNumber: feedbackNumberSchema,
  filedAt: time,
  /** Compact JWE over a `SealedFeedback` (sealed-replies.ts). */
  sealed: compactJweSchema.max(maximumSealedCharacters),
});
export type FeedbackSubmission = z.infer<typeof feedbackSubmissionSchema>;
/** Largest content of a kiosk's document, plain bytes. */
export const largestKioskDocument = maximumMaterialChunks * materialChunkBytes;
/** A readiness report on paper, bytes: one of a few pages with its typefaces is a tenth of it. */
export const largestReadinessPaper = 2 * 1024 * 1024;

/**
 * What a kiosk hands in of itself, nothing of any resident; its content is a material of one, sealed as an application's.
 *
 * - `log`: the audit log and the kiosk's own logs, signed by the kiosk (docs/operations.md), compressed (RFC 1952)
 * - `readiness-report`: JSON that a technician had made
 * - `readiness-report-pdf`: the same report as it is printed (PDF 1.7). A message of its own, so that a platform that does not
 *   know it yet takes the other; `madeAt` is the same to the millisecond
 */
export const kioskDocumentKinds = ['log', 'readiness-report', 'readiness-report-pdf'] as const;
type KioskDocumentKind = (typeof kioskDocumentKinds)[number];
export const kioskDocumentSubmissionSchema = z
  .strictObject({
    kind: z.literal('kiosk-document'),
    key: idempotencyKeySchema,
    document: z.enum(kioskDocumentKinds),
    madeAt: time,
    /** Number of the command that asked for it (remote-commands.ts); null where nobody at the centre did. */
    command: z.number().int().positive().nullable(),
    /** Plain bytes, and SHA-256 over them as base64url. A report on paper: at most `largestReadinessPaper`. */
    bytes: z.number().int().positive().max(largestKioskDocument),
    digest: digestSchema,
    materials: z.array(submittedMaterialSchema).length(1),
  })
  .refine(({ document, bytes }) => bytes <= largestOf(document), {
    path: ['bytes'],
    message: 'larger than a document of its kind may be',
  });
export type KioskDocumentSubmission = z.infer<typeof kioskDocumentSubmissionSchema>;

/** Plain bytes that a document of this kind may have. */
export const largestOf = (document: KioskDocumentKind): number =>
  document === 'readiness-report-pdf' ? largestReadinessPaper : largestKioskDocument;

/**
 * A proof or a document that was delivered in advance has come out of the printer: it is ready for nobody any more. With a
 * receipt number it is the result of that application, which is delivered with it.
 */
export const collectionSubmissionSchema = z.strictObject({
  kind: z.literal('collection'),
  key: idempotencyKeySchema,
  certificateNumber: certificateNumberSchema,
  collectedAt: time,
  receiptNumber: receiptNumberSchema.optional(),
});
export type CollectionSubmission = z.infer<typeof collectionSubmissionSchema>;

export const submissionSchema = z.discriminatedUnion('kind', [
  applicationSubmissionSchema,
  ratingSubmissionSchema,
  correctionSubmissionSchema,
  supplementSubmissionSchema,
  feedbackSubmissionSchema,
  kioskDocumentSubmissionSchema,
  collectionSubmissionSchema,
]);
export type Submission = z.infer<typeof submissionSchema>;

/** Messages of one kiosk, in the order in which they are to be taken. One that is malformed is refused alone. */
export const submissionBatchSchema = z.strictObject({
  messages: z.array(z.unknown()).min(1).max(maximumBatchMessages),
});
export interface SubmissionBatch {
  readonly messages: readonly Submission[];
}

/** Why the platform will never take a message; it becomes a dead letter that staff see and settle. */
export const refusalReasons = [
  'malformed-message',
  'key-reused',
  'receipt-number-taken',
  'unknown-item',
  'form-version-unsupported',
  'assurance-level-too-low',
  'unknown-sealing-key',
  'unknown-subject',
  'correction-not-asked',
  /** A part of a package came without what it depends on, which the kiosk hands in first. */
  'unknown-dependency',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** What became of a message. `received` and `refused` are final and given again to the same key, with the first time. */
export const submissionResultSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ key: z.string(), outcome: z.literal('received'), receivedAt: time }),
  z.strictObject({
    key: z.string(),
    outcome: z.literal('refused'),
    reason: z.enum(refusalReasons),
    refusedAt: time,
  }),
  /** Chunks the platform does not have (any more): upload them, then send the message again. */
  z.strictObject({
    key: z.string(),
    outcome: z.literal('materials-missing'),
    missing: z
      .array(
        z.strictObject({ materialId: z.string(), indexes: z.array(z.number().int().nonnegative()).min(1) }),
      )
      .min(1),
  }),
]);
export type SubmissionResult = z.infer<typeof submissionResultSchema>;

/** One result a message, in the order of the messages; a message without a readable key has the key `''`. */
export const submissionBatchReplySchema = z.strictObject({ results: z.array(submissionResultSchema) });
export type SubmissionBatchReply = z.infer<typeof submissionBatchReplySchema>;

/** Chunks of a material that the platform has. */
export const materialStatusSchema = z.strictObject({
  received: z.array(z.strictObject({ index: z.number().int().nonnegative(), digest: digestSchema })),
});
export type MaterialStatus = z.infer<typeof materialStatusSchema>;
