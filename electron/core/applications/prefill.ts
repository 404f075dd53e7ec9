import { answerFits } from '../../../platform/contract/application-form/form-answers.ts';
import type {
  FieldSource,
  IdentificationFact,
  PlatformSource,
} from '../../../platform/contract/application-form/field-sources.ts';
import type { ApplicationItem, FormField } from '../../../platform/contract/catalogue.ts';
import type { KnownAnswer, KnownSource } from '../../../platform/contract/known-answers.ts';
import { tidyText } from '../../../platform/contract/plain-text.ts';
import type { AnswerSource } from '../../../platform/contract/sealed-application.ts';
import { birthDateOf } from '../identity/birth-date.ts';
import type { FormAnswers } from '../session/filing-types.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';
import { answersThatFit, answerTo } from './form-answers.ts';

/** What says an answer instead of the resident: the identification, a certificate, or an earlier application. */
export type PrefillOrigin = 'id-card' | 'identity-code' | KnownSource;

/** An answer that is known without asking. */
export interface PrefilledAnswer {
  readonly value: string;
  readonly source: PrefillOrigin;
  /** Nobody is asked and nobody changes it: it is what the card says of its holder. */
  readonly isSettled: boolean;
}

/** Who fills a form in. */
export interface FormFiller {
  readonly person: IdentifiedPerson;
  /** When the person was identified, milliseconds since the Unix epoch. */
  readonly identifiedAt: number;
  /** What the platform has told, after the person agreed. */
  readonly known: readonly KnownAnswer[];
}

const identificationText = (
  fact: IdentificationFact,
  { person, identifiedAt }: FormFiller,
): string | null => {
  switch (fact) {
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

const isOf = (source: PlatformSource, known: KnownSource): boolean =>
  'certificate' in source
    ? 'certificate' in known && known.certificate === source.certificate
    : 'earlierFiling' in known;

/** What one source says of a field; null where it says nothing. */
const saidBy = (source: FieldSource, field: FormField, filler: FormFiller): PrefilledAnswer | null => {
  if (typeof source === 'string') {
    const value = identificationText(source, filler);
    const origin = filler.person.card ? 'id-card' : 'identity-code';
    return value === null ? null : { value, source: origin, isSettled: source !== 'card.address' };
  }
  const found = filler.known.find((known) => known.field === field.name && isOf(source, known.source));
  return found ? { value: found.value, source: found.source, isSettled: false } : null;
};

/** What is known of a field without asking, by the first of its sources that says something which it takes; null where none does. */
export const prefilledAnswer = (field: FormField, filler: FormFiller): PrefilledAnswer | null => {
  if (field.kind !== 'text' && field.kind !== 'digits') return null;
  const sources: readonly FieldSource[] = field.from ?? [];
  const [first] = sources
    .flatMap((source) => saidBy(source, field, filler) ?? [])
    .filter(({ value }) => answerFits(field, value));
  return first === undefined ? null : { ...first, value: tidyText(first.value) };
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

/** Where each answer comes from, by the name of its field: one that the resident changed is the resident's own. */
export const originsOf = (
  item: ApplicationItem,
  answers: FormAnswers,
  filler: FormFiller,
): Readonly<Record<string, PrefillOrigin | 'resident'>> =>
  Object.fromEntries(
    item.form.fields.flatMap((field) => {
      const answer = answerTo(answers, field);
      if (answer === undefined) return [];
      const prefilled = prefilledAnswer(field, filler);
      return [[field.name, prefilled?.value === answer ? prefilled.source : 'resident']];
    }),
  );

/** An origin as an application carries it: the item of an earlier one by its code. */
const filedSource = (origin: PrefillOrigin | 'resident'): AnswerSource => {
  if (typeof origin === 'string' || 'certificate' in origin) return origin;
  const { earlierFiling, filedOn } = origin;
  return { earlierFiling, filedOn };
};

/** The same as an application carries it. */
export const sourcesOf = (
  item: ApplicationItem,
  answers: FormAnswers,
  filler: FormFiller,
): Readonly<Record<string, AnswerSource>> =>
  Object.fromEntries(
    Object.entries(originsOf(item, answers, filler)).map(([name, origin]) => [name, filedSource(origin)]),
  );
