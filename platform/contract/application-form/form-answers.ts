import type { FormField } from '../catalogue.ts';
import { textFault } from '../plain-text.ts';
import { answerOf, type FormAnswer, type FormAnswers, fieldsAsked } from './conditions.ts';

const onlyDigits = /^[0-9]*$/;

/** Whether `answer` is one that `field` takes. */
export const answerFits = (field: FormField, answer: FormAnswer | undefined): boolean => {
  switch (field.kind) {
    case 'choice':
      return field.options.some(({ code }) => code === answer);
    case 'yes-no':
      return typeof answer === 'boolean';
    case 'text':
      return typeof answer === 'string' && textFault(answer, field) === null;
    case 'digits':
      return (
        typeof answer === 'string' &&
        onlyDigits.test(answer) &&
        answer.length >= field.minimumLength &&
        answer.length <= field.maximumLength
      );
  }
};

/** The fields that are asked and still without an answer that fits, in the order of the form. */
export const fieldsMissing = (fields: readonly FormField[], answers: FormAnswers): readonly FormField[] =>
  fieldsAsked(fields, answers).filter((field) => !answerFits(field, answerOf(answers, field.name)));

/**
 * Of `answers` those to fields that are asked and take them: what stays when an answer, or the form itself, has become
 * another one. What depended on a dropped answer is dropped with it.
 */
export const answersThatStay = (fields: readonly FormField[], answers: FormAnswers): FormAnswers => {
  const fitting = Object.fromEntries(
    fields.flatMap((field) => {
      const answer = answerOf(answers, field.name);
      return answer !== undefined && answerFits(field, answer) ? [[field.name, answer]] : [];
    }),
  );
  return Object.fromEntries(
    fieldsAsked(fields, fitting).flatMap(({ name }) => {
      const answer = answerOf(fitting, name);
      return answer === undefined ? [] : [[name, answer]];
    }),
  );
};
