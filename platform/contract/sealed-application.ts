import { z } from 'zod';
import { agencySchema } from './agency.ts';
import { assuranceLevelSchema, certificateHolderSchema } from './certificate/claims.ts';
import { fieldNameSchema } from './application-form/conditions.ts';
import { dataVerificationSchema, maximumVerifications } from './data-verification.ts';
import { heldCertificateKindSchema } from './library.ts';
import { policyGrantSchema } from './policies.ts';
import {
  idempotencyKeySchema,
  itemCodeSchema,
  maximumMaterials,
  packageMembershipSchema,
  receiptNumberSchema,
} from './submissions.ts';

/** A value of a form field. */
export const answerSchema = z.union([
  z.string().max(4000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(400)).max(40),
]);

/**
 * Who says so: the resident, the card that was read, or the code of the city's app; or a certificate of the library, or an earlier
 * application, which the resident has seen and kept (known-answers.ts).
 */
export const answerSourceSchema = z.union([
  z.enum(['resident', 'id-card', 'identity-code']),
  z.strictObject({ certificate: heldCertificateKindSchema, validFrom: z.iso.date() }),
  z.strictObject({ earlierFiling: itemCodeSchema, filedOn: z.iso.date() }),
]);
export type AnswerSource = z.infer<typeof answerSourceSchema>;

/** A material that the department takes from the certificate library; the resident has agreed to it. */
const certificateReferenceSchema = z.strictObject({
  code: itemCodeSchema,
  kind: heldCertificateKindSchema,
});

/** A page, or a document, as it is sealed in its chunks. */
export const materialFactsSchema = z.strictObject({
  materialId: z.uuid({ version: 'v7' }),
  /** Which material of the item's list this is. */
  code: itemCodeSchema,
  mediaType: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
  /** Plain bytes, and SHA-256 over them as base64url. */
  bytes: z.number().int().positive(),
  digest: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** The written promise 容缺受理 under which a material may follow. */
export const materialPromiseSchema = z.strictObject({
  code: itemCodeSchema,
  workingDays: z.number().int().min(1),
  /** The last day, YYYY-MM-DD in China (working-days.ts). */
  dueOn: z.iso.date(),
  /** When the resident agreed, epoch milliseconds by the platform's clock. */
  agreedAt: z.number().int().nonnegative(),
});
export type MaterialPromise = z.infer<typeof materialPromiseSchema>;

/** How the person was identified at the kiosk: what was checked, never a picture or the card's contents. */
export const identityEvidenceSchema = z.strictObject({
  method: z.enum(['qr-identity', 'id-card', 'id-card-face', 'id-card-staff']),
  assuranceLevel: assuranceLevelSchema,
  /** Epoch milliseconds by the platform's clock. */
  identifiedAt: z.number().int().nonnegative(),
  visitId: z.uuid(),
});
export type IdentityEvidence = z.infer<typeof identityEvidenceSchema>;

/**
 * The personal part of an application, the plaintext of `ApplicationSubmission.sealed`. What stands outside is repeated
 * here, so that nobody can move a sealed part into another envelope; the platform refuses an application whose two
 * halves differ.
 */
export const sealedApplicationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: idempotencyKeySchema,
  receiptNumber: receiptNumberSchema,
  item: itemCodeSchema,
  formVersion: z.number().int().min(1),
  filedAt: z.number().int().nonnegative(),
  applicant: certificateHolderSchema,
  answers: z.record(fieldNameSchema, answerSchema),
  /** Where each answer comes from, by the name of its field. */
  sources: z.record(fieldNameSchema, answerSourceSchema),
  /** Pages of one material stand one after the other, in their order. */
  materials: z.array(materialFactsSchema).max(maximumMaterials),
  certificates: z.array(certificateReferenceSchema).max(maximumMaterials),
  promises: z.array(materialPromiseSchema).max(maximumMaterials),
  package: packageMembershipSchema.optional(),
  /** 数据核验表单; absent: nothing was checked before it was filed. */
  verifications: z.array(dataVerificationSchema).max(maximumVerifications).optional(),
  /** Of whoever stood at the kiosk: the applicant, or the agent. */
  identity: identityEvidenceSchema,
  /** Who handed it in for the applicant, and by what; absent: the applicant did. */
  agency: agencySchema.optional(),
  /** What is confirmed: a policy that pays without being applied for. Then there are no answers. */
  grant: policyGrantSchema.optional(),
  consentedAt: z.number().int().nonnegative(),
});
export type SealedApplication = z.infer<typeof sealedApplicationSchema>;
