import { z } from 'zod';
import { fieldNameSchema } from './application-form/conditions.ts';
import { longestText, maximumFields } from './catalogue.ts';
import { heldCertificateKindSchema, holderQuerySchema } from './library.ts';
import { localizedTextSchema } from './localized-text.ts';
import { itemCodeSchema } from './submissions.ts';

/**
 * POST /v1/known-answers: KnownAnswersQuery → KnownAnswersReply, what is known of a person for the fields of one form: facts of the
 * person's electronic certificates, and what the person said in earlier applications. Of each field the first of its
 * sources (application-form/field-sources.ts) that says something which the field takes; of several applications the latest.
 *
 * An earlier application counts once the platform has opened it, where the person handed it in, no agent did, and unless it was
 * withdrawn or not accepted. A certificate counts while it is valid.
 *
 * It is asked after the person has agreed, and is on the person's access trail before anything is told. Refused as a query of the
 * library is; `not-found` for a form whose fields have no such sources, or that the platform does not know.
 */
export const knownAnswersQuerySchema = z.strictObject({
  ...holderQuerySchema.shape,
  item: itemCodeSchema,
  formVersion: z.number().int().min(1),
});
export type KnownAnswersQuery = z.infer<typeof knownAnswersQuerySchema>;

/** Who says so, and when it was said. */
export const knownSourceSchema = z.union([
  z.strictObject({
    certificate: heldCertificateKindSchema,
    /** Since when the certificate is valid, YYYY-MM-DD. */
    validFrom: z.iso.date(),
  }),
  z.strictObject({
    /** Item of the earlier application. */
    earlierFiling: itemCodeSchema,
    /** Null where the platform no longer has the item. */
    itemName: localizedTextSchema.nullable(),
    /** Day in China, YYYY-MM-DD. */
    filedOn: z.iso.date(),
  }),
]);
export type KnownSource = z.infer<typeof knownSourceSchema>;

export const knownAnswerSchema = z.strictObject({
  field: fieldNameSchema,
  value: z.string().min(1).max(longestText),
  source: knownSourceSchema,
});
export type KnownAnswer = z.infer<typeof knownAnswerSchema>;

export const knownAnswersReplySchema = z.strictObject({
  /** Platform time of the entry in the access trail, milliseconds since the Unix epoch. */
  answeredAt: z.number().int(),
  answers: z.array(knownAnswerSchema).max(maximumFields),
});
export type KnownAnswersReply = z.infer<typeof knownAnswersReplySchema>;
