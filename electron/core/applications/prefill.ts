import { answerFits } from '../../../platform/contract/application-form/form-answers.ts';
import type { ApplicationItem, FormField, PrefillSource } from '../../../platform/contract/catalogue.ts';
import { tidyText } from '../../../platform/contract/plain-text.ts';
import type { AnswerSource } from '../../../platform/contract/sealed-application.ts';
import { birthDateOf } from '../identity/birth-date.ts';
import type { FormAnswers } from '../session/filing-types.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';
import { answersThatFit, answerTo } from './form-answers.ts';

/** An answer that the identification gives. */
export interface PrefilledAnswer {
  readonly value: string;
  readonly source: Exclude<AnswerSource, 'resident'>;
  /** Nobody is asked and nobody changes it: it is what the card says of its holder. */
  readonly isSettled: boolean;
}

/** Who fills a form in. */
export interface FormFiller {
  readonly person: IdentifiedPerson;
  /** When the person was identified, milliseconds since the Unix epoch. */
  readonly identifiedAt: number;
}

const sourceText = (source: PrefillSource, { person, identifiedAt }: FormFiller): string | null => {
  switch (source) {
    case 'card.name':
      return person.name;
    case 'card.idNumber':
      return person.idNumber;
    case 'card.birthDate':
      return person.card?.birthDate ?? birthDateOf(person.idNumber, identifiedAt);
    case 'card.address':
      return person.card?.address ?? null;
  }
};

/** What is known of a field without asking; null where nothing is, or nothing that the field takes. */
export const prefilledAnswer = (field: FormField, filler: FormFiller): PrefilledAnswer | null => {
  if (field.kind !== 'text' || field.from === undefined) return null;
  const value = sourceText(field.from, filler);
  if (value === null || !answerFits(field, value)) return null;
  return {
    value: tidyText(value),
    source: filler.person.card ? 'id-card' : 'identity-code',
    isSettled: field.from !== 'card.address',
  };
};

/** The answers that stay (form-answers.ts), with those that nobody is asked for. */
export const answersWithSettled = (
  item: ApplicationItem,
  answers: FormAnswers,
  filler: FormFiller,
): FormAnswers => {
  const settled = item.form.fields.flatMap((field) => {
    const prefilled = prefilledAnswer(field, filler);
    return prefilled?.isSettled ? [[field.name, prefilled.value]] : [];
  });
  return answersThatFit(item, { ...answers, ...Object.fromEntries(settled) });
};

/** Where each answer comes from, by the name of its field. */
export const sourcesOf = (
  item: ApplicationItem,
  answers: FormAnswers,
  filler: FormFiller,
): Readonly<Record<string, AnswerSource>> =>
  Object.fromEntries(
    item.form.fields.flatMap((field) => {
      const answer = answerTo(answers, field);
      if (answer === undefined) return [];
      const prefilled = prefilledAnswer(field, filler);
      return [[field.name, prefilled?.value === answer ? prefilled.source : 'resident']];
    }),
  );
