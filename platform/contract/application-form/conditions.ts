import { z } from 'zod';

/** Name of a field of a form. */
export const fieldNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/);

/** An answer that a finger can give: the code of an option, digits, a line of text, yes or no. */
export type FormAnswer = string | boolean;

/** Answers by the name of their field. */
export type FormAnswers = Readonly<Record<string, FormAnswer>>;

/**
 * The situation 情形 in which something is asked for: each of the named earlier fields, a choice or a yes or no, has one of
 * these answers. A field that is not asked itself has none.
 */
export const conditionsSchema = z
  .array(
    z.strictObject({
      field: fieldNameSchema,
      is: z
        .array(z.union([z.string().min(1).max(41), z.boolean()]))
        .min(1)
        .max(7),
    }),
  )
  .min(1)
  .max(4);
export type Conditions = z.infer<typeof conditionsSchema>;

/** The answer to a field, if one was given: a name like `constructor` is no answer. */
export const answerOf = (answers: FormAnswers, name: string): FormAnswer | undefined =>
  Object.hasOwn(answers, name) ? answers[name] : undefined;

/** Whether the situation is given, where `asked` are the fields that are asked. */
const holds = (
  conditions: Conditions | undefined,
  asked: ReadonlySet<string>,
  answers: FormAnswers,
): boolean =>
  (conditions ?? []).every(
    ({ field, is }) => asked.has(field) && is.some((value) => value === answerOf(answers, field)),
  );

interface Conditional {
  readonly when?: Conditions | undefined;
}

/** The fields that are asked, with these answers so far: those whose situation is given, in the order of the form. */
export const fieldsAsked = <Field extends Conditional & { readonly name: string }>(
  fields: readonly Field[],
  answers: FormAnswers,
): readonly Field[] => {
  const names = new Set<string>();
  return fields.filter((field) => {
    const isAsked = holds(field.when, names, answers);
    if (isAsked) names.add(field.name);
    return isAsked;
  });
};

/** What else is asked for, by the situation that the answers to `fields` describe. */
export const inSituation = <Wanted extends Conditional>(
  wanted: readonly Wanted[],
  fields: readonly (Conditional & { readonly name: string })[],
  answers: FormAnswers,
): readonly Wanted[] => {
  const asked = new Set(fieldsAsked(fields, answers).map(({ name }) => name));
  return wanted.filter(({ when }) => holds(when, asked, answers));
};
