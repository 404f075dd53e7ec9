import type { ApplicationItem, FormField } from '../../../platform/contract/catalogue.ts';
import type { FormAnswer, FormAnswers } from '../session/filing-types.ts';

const onlyDigits = /^[0-9]*$/;

/** Whether `answer` is one that `field` takes. */
export const answerFits = (field: FormField, answer: FormAnswer | undefined): boolean => {
  switch (field.kind) {
    case 'choice':
      return field.options.some(({ code }) => code === answer);
    case 'yes-no':
      return typeof answer === 'boolean';
    case 'digits':
      return (
        typeof answer === 'string' &&
        onlyDigits.test(answer) &&
        answer.length >= field.minimumLength &&
        answer.length <= field.maximumLength
      );
  }
};

/** The answer to a field, if one was given: a name like `constructor` is no answer. */
export const answerTo = (answers: FormAnswers, field: FormField): FormAnswer | undefined =>
  Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;

/** Names of the fields that are still without an answer that fits, in the order of the form. */
export const missingFields = ({ form }: ApplicationItem, answers: FormAnswers): readonly string[] =>
  form.fields.filter((field) => !answerFits(field, answerTo(answers, field))).map(({ name }) => name);

/** Of `answers` those that the item's form asks for and takes: what stays when a form has moved on. */
export const answersThatFit = ({ form }: ApplicationItem, answers: FormAnswers): FormAnswers =>
  Object.fromEntries(
    form.fields.flatMap((field) => {
      const answer = answerTo(answers, field);
      return answer !== undefined && answerFits(field, answer) ? [[field.name, answer]] : [];
    }),
  );
