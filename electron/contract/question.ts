import { z } from 'zod';
import { localizedText } from './locale.ts';

const fieldShape = { name: z.string(), label: localizedText, hint: localizedText.nullable() };

/** A question of a form, with the answer that was given before, if one was. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...fieldShape,
    kind: z.literal('choice'),
    options: z.array(z.strictObject({ code: z.string(), label: localizedText })),
    answer: z.string().nullable(),
  }),
  z.strictObject({
    ...fieldShape,
    kind: z.literal('yes-no'),
    /** The two answers in the words of the form; null: yes and no. */
    words: z.strictObject({ yes: localizedText, no: localizedText }).nullable(),
    answer: z.boolean().nullable(),
  }),
  z.strictObject({
    ...fieldShape,
    kind: z.literal('digits'),
    minimumLength: z.number().int(),
    maximumLength: z.number().int(),
    answer: z.string().nullable(),
  }),
  /** One line of text; lengths count characters. */
  z.strictObject({
    ...fieldShape,
    kind: z.literal('text'),
    minimumLength: z.number().int(),
    maximumLength: z.number().int(),
    answer: z.string().nullable(),
  }),
]);
export type QuestionView = z.infer<typeof questionSchema>;
