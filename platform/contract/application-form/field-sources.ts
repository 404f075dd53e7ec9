import { z } from 'zod';
import { heldCertificateKindSchema } from '../library.ts';

/**
 * Where an answer may come from instead of the resident.
 *
 * What the identification tells. Name, number and birth date (YYYY-MM-DD) are taken as they are; the address may have changed, so
 * the resident confirms it or gives another one.
 */
export const identificationFacts = ['card.name', 'card.idNumber', 'card.birthDate', 'card.address'] as const;
export type IdentificationFact = (typeof identificationFacts)[number];

/** What a field asks for, whatever its name and its form: an answer to one is known for every other field of this meaning. */
export const fieldMeanings = ['telephone', 'bank-account', 'home-address'] as const;
export const fieldMeaningSchema = z.enum(fieldMeanings);
export type FieldMeaning = (typeof fieldMeanings)[number];

/** A fact of an electronic certificate that the resident holds, by the name under which the library has it. */
const certificateFactSchema = z.strictObject({
  certificate: heldCertificateKindSchema,
  fact: z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/),
});

/** What the resident said when handing in something else. */
const earlierAnswerSchema = z.strictObject({ earlierFiling: fieldMeaningSchema });

/** What the platform is asked for, after the resident has agreed (known-answers.ts). */
export const platformSourceSchema = z.union([certificateFactSchema, earlierAnswerSchema]);
export type PlatformSource = z.infer<typeof platformSourceSchema>;

/** The sources of a field, the first that says something fitting counts. */
const inOrder = <Source extends z.ZodType>(source: Source) =>
  z
    .array(source)
    .min(1)
    .max(4)
    .refine((sources) => new Set(sources.map((one) => JSON.stringify(one))).size === sources.length, {
      error: 'names a source twice',
    });

/** A line of text may come from the card, too; digits do not. */
export const textSourcesSchema = inOrder(z.union([z.enum(identificationFacts), platformSourceSchema]));
export const digitsSourcesSchema = inOrder(platformSourceSchema);
export type FieldSource = IdentificationFact | PlatformSource;

/** A field of any kind; a choice and a yes or no have no sources. */
interface FieldWithSources {
  readonly kind: string;
  readonly from?: readonly FieldSource[] | undefined;
}

/** The sources of a field for which the platform is asked, in their order. */
export const platformSourcesOf = ({ from = [] }: FieldWithSources): readonly PlatformSource[] =>
  from.filter((source): source is PlatformSource => typeof source !== 'string');
