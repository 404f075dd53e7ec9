import { answerOf, fieldsAsked } from '../../../platform/contract/application-form/conditions.ts';
import { answersThatStay, fieldsMissing } from '../../../platform/contract/application-form/form-answers.ts';
import type { ApplicationItem, FormField } from '../../../platform/contract/catalogue.ts';
import { maskIdNumber, maskName } from '../identity/mask.ts';
import type { FormAnswer, FormAnswers } from '../session/filing-types.ts';

/** The answer to a field, if one was given. */
export const answerTo = (answers: FormAnswers, field: FormField): FormAnswer | undefined =>
  answerOf(answers, field.name);

/** Names of the fields that are asked and still without an answer that fits, in the order of the form. */
export const missingFields = ({ form }: ApplicationItem, answers: FormAnswers): readonly string[] =>
  fieldsMissing(form.fields, answers).map(({ name }) => name);

/** A telephone or an account; anything shorter is a count or a year. */
const personalDigits = 7;
const shownFirst = 3;
const shownLast = 2;

/** A complaint is longer than any row; so much of its mask is enough. */
const longestMask = 60;

/** Of a typed text a third is shown, three characters at most: 张**, 长沙市****. */
const maskedText = (text: string): string => {
  const characters = [...text];
  const shown = Math.min(shownFirst, Math.ceil(characters.length / 3));
  return characters
    .slice(0, longestMask)
    .map((character, index) => (index < shown ? character : '*'))
    .join('');
};

/** A text that names, numbers or dates a person is masked as everywhere on the screen. */
const maskedTextOf = (field: Extract<FormField, { kind: 'text' }>, text: string): string => {
  const from = field.from ?? [];
  if (from.includes('card.name')) return maskName(text);
  if (from.includes('card.idNumber')) return maskIdNumber(text);
  if (from.includes('card.birthDate')) return text.replaceAll(/\d/g, '*');
  return maskedText(text);
};

/** An answer as a public screen shows it before somebody asks to see it whole. */
export const maskedAnswer = (field: FormField, answer: FormAnswer): FormAnswer => {
  if (typeof answer !== 'string') return answer;
  if (field.kind === 'text') return maskedTextOf(field, answer);
  if (field.kind !== 'digits' || answer.length < personalDigits) return answer;
  const hidden = '*'.repeat(answer.length - shownFirst - shownLast);
  return `${answer.slice(0, shownFirst)}${hidden}${answer.slice(-shownLast)}`;
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
      return answer === undefined ? [] : [[field.name, maskedAnswer(field, answer)]];
    }),
  );

/** The fields that are asked with these answers so far. */
export const askedFields = ({ form }: ApplicationItem, answers: FormAnswers): readonly FormField[] =>
  fieldsAsked(form.fields, answers);

/** Of `answers` those that the item's form asks for and takes: what stays when an answer or the form is another one. */
export const answersThatFit = ({ form }: ApplicationItem, answers: FormAnswers): FormAnswers =>
  answersThatStay(form.fields, answers);
