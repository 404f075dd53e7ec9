import type { ApplicationItem, FormField } from '../../../platform/contract/catalogue.ts';
import { textFault } from '../../../platform/contract/plain-text.ts';
import type { FormAnswer, FormAnswers } from '../session/filing-types.ts';

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

/** The answer to a field, if one was given: a name like `constructor` is no answer. */
export const answerTo = (answers: FormAnswers, field: FormField): FormAnswer | undefined =>
  Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;

/** Names of the fields that are still without an answer that fits, in the order of the form. */
export const missingFields = ({ form }: ApplicationItem, answers: FormAnswers): readonly string[] =>
  form.fields.filter((field) => !answerFits(field, answerTo(answers, field))).map(({ name }) => name);

/** A telephone or an account; anything shorter is a count or a year. */
const personalDigits = 7;
const shownFirst = 3;
const shownLast = 2;

/** Of a typed text a third is shown, three characters at most: 张**, 长沙市****. */
const maskedText = (text: string): string => {
  const characters = [...text];
  const shown = Math.min(shownFirst, Math.ceil(characters.length / 3));
  return characters.map((character, index) => (index < shown ? character : '*')).join('');
};

/**
 * Answers as a review on a public screen shows them: of a long number the beginning and the end, of a typed text the
 * beginning, enough for whoever typed it. To see it whole it is opened again.
 */
export const maskedAnswers = ({ form }: ApplicationItem, answers: FormAnswers): FormAnswers =>
  maskedFormAnswers(form.fields, answers);

/** The same of any list of questions. */
export const maskedFormAnswers = (fields: readonly FormField[], answers: FormAnswers): FormAnswers =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const answer = answerTo(answers, field);
      if (answer === undefined) return [];
      if (field.kind === 'text' && typeof answer === 'string') return [[field.name, maskedText(answer)]];
      if (field.kind !== 'digits' || typeof answer !== 'string' || answer.length < personalDigits) {
        return [[field.name, answer]];
      }
      const hidden = '*'.repeat(answer.length - shownFirst - shownLast);
      return [[field.name, `${answer.slice(0, shownFirst)}${hidden}${answer.slice(-shownLast)}`]];
    }),
  );

/** Of `answers` those that the item's form asks for and takes: what stays when a form has moved on. */
export const answersThatFit = ({ form }: ApplicationItem, answers: FormAnswers): FormAnswers =>
  Object.fromEntries(
    form.fields.flatMap((field) => {
      const answer = answerTo(answers, field);
      return answer !== undefined && answerFits(field, answer) ? [[field.name, answer]] : [];
    }),
  );
