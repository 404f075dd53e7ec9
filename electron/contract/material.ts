import { z } from 'zod';
import { localizedText } from './locale.ts';

/** Kinds of certificates in the library (platform/contract/library.ts), each with a name of its own. */
export const certificateKinds = [
  'id-card',
  'household-booklet',
  'social-security-card',
  'driving-licence',
  'property-title',
  'marriage-certificate',
  'divorce-certificate',
  'senior-citizen-card',
  'diploma',
  'medical-insurance-card',
  'business-licence',
] as const;
export type CertificateKind = (typeof certificateKinds)[number];

/** How a material is handed in. */
export const materialWays = ['certificate', 'capture', 'later'] as const;
export type MaterialWayName = (typeof materialWays)[number];

/** A material that an application asks for, and how it stands. Nothing of its content is here. */
export const materialSchema = z.strictObject({
  code: z.string(),
  name: localizedText,
  hint: localizedText.nullable(),
  required: z.boolean(),
  /** Null: not handed in yet. */
  provided: z.enum(materialWays).nullable(),
  /** Pages that were held to the camera. */
  pages: z.number().int(),
  /** The last day on which it may follow, YYYY-MM-DD, where that was promised. */
  dueOn: z.string().nullable(),
});
export type MaterialView = z.infer<typeof materialSchema>;

/** A way that is offered for a material. */
export const offeredWaySchema = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('certificate'), kind: z.enum(certificateKinds) }),
  /** Not possible where no camera works. */
  z.strictObject({ way: z.literal('capture'), possible: z.boolean(), pagesAtMost: z.number().int() }),
  z.strictObject({ way: z.literal('later'), workingDays: z.number().int() }),
]);
export type OfferedWay = z.infer<typeof offeredWaySchema>;

/** Where an answer comes from: the resident and what identified the resident, */
export const answerSources = ['resident', 'id-card', 'identity-code'] as const;
export type AnswerSource = (typeof answerSources)[number];

/** or what the platform knew, with its day, YYYY-MM-DD. */
export const answerSourceSchema = z.union([
  z.enum(answerSources),
  z.strictObject({ certificate: z.enum(certificateKinds), validFrom: z.string() }),
  /** Name of what was applied for; null where that is no longer known. */
  z.strictObject({ earlierFiling: localizedText.nullable(), filedOn: z.string() }),
]);
export type AnswerSourceView = z.infer<typeof answerSourceSchema>;
