import type { ApplicationItem, FormField } from '../../../platform/contract/catalogue.ts';
import { askedFields, missingFields } from '../applications/form-answers.ts';
import {
  askedMaterials,
  handedIn,
  materialsComplete,
  provisionsThatStay,
} from '../applications/materials/provisions.ts';
import { answersWithSettled, type FormFiller, prefilledAnswer, sourcesOf } from '../applications/prefill.ts';
import { creditVerifications } from './credit-rules.ts';
import type { ApplicationDraft, FormAnswer, FormAnswers } from './filing-types.ts';
import { present, type VisitContext } from './visit-context.ts';

/** The way through a form: which question comes next, and when the materials and the review do. */

export const itemOf = ({ application }: VisitContext): ApplicationItem => present(application, 'application');

/** Who fills the form in. */
export const fillerOf = ({ person, identifiedAt, known }: VisitContext): FormFiller => ({
  person: present(person, 'person'),
  identifiedAt: present(identifiedAt, 'time of identification'),
  known: known?.state === 'told' ? known.answers : [],
});

/** Index of a field in the form. */
export const indexOfField = (item: ApplicationItem, field: string): number =>
  item.form.fields.findIndex(({ name }) => name === field);

/** The fields that the resident is asked, with these answers so far: not those that the card settles. */
export const questionsOf = (context: VisitContext, answers: FormAnswers): readonly FormField[] => {
  const filler = fillerOf(context);
  return askedFields(itemOf(context), answers).filter(
    (field) => prefilledAnswer(field, filler)?.isSettled !== true,
  );
};

/** Index of the first field without an answer; null where none is. */
export const firstMissing = (item: ApplicationItem, answers: FormAnswers): number | null => {
  const [field] = missingFields(item, answers);
  return field === undefined ? null : indexOfField(item, field);
};

/** Where the form goes on: at a question, the materials, or the review. */
export type FormStep =
  | { readonly at: 'question'; readonly question: number }
  | { readonly at: 'materials' | 'review' };

/** Where it goes on when no question is left. */
const afterQuestions = (context: VisitContext, answers: FormAnswers): FormStep => {
  const item = itemOf(context);
  if (context.revising && materialsComplete(item, answers, context.provisions)) return { at: 'review' };
  return { at: askedMaterials(item, answers).length > 0 ? 'materials' : 'review' };
};

/** Where an answer to the present question leads: on through the form, or from the review straight to what is still missing. */
const stepAfter = (context: VisitContext, answers: FormAnswers): FormStep => {
  const item = itemOf(context);
  const following = context.revising
    ? undefined
    : questionsOf(context, answers).find(({ name }) => indexOfField(item, name) > context.question);
  const question = following ? indexOfField(item, following.name) : firstMissing(item, answers);
  return question === null ? afterQuestions(context, answers) : { at: 'question', question };
};

/** What an answer makes of the form: what no longer applies is dropped, captured pages are overwritten. */
export const answered = (
  context: VisitContext,
  { field, value }: { readonly field: string; readonly value: FormAnswer },
): { readonly answers: FormAnswers; readonly step: FormStep } => {
  const answers = answersWithSettled(
    itemOf(context),
    { ...context.answers, [field]: value },
    fillerOf(context),
  );
  return { answers, step: stepAfter(context, answers) };
};

/** The changes of the context that an answer makes. */
export const afterAnswer = (
  context: VisitContext,
  event: { readonly field: string; readonly value: FormAnswer },
): Partial<VisitContext> => {
  const { answers, step } = answered(context, event);
  return {
    answers,
    prefillShown: false,
    provisions: provisionsThatStay(itemOf(context), answers, context.provisions),
    ...(step.at === 'question' ? { question: step.question } : {}),
  };
};

/** A form that was chosen, or has become another one: what is known stands in it, and it begins at the first question. */
export const openForm = (context: VisitContext): Partial<VisitContext> => {
  const item = itemOf(context);
  const answers = answersWithSettled(item, context.answers, fillerOf(context));
  const [first] = questionsOf(context, answers);
  return { answers, question: first ? indexOfField(item, first.name) : 0, prefillShown: false };
};

/** Index of the question before the present one; null at the first. */
export const questionBefore = (context: VisitContext): number | null => {
  const item = itemOf(context);
  const before = questionsOf(context, context.answers).findLast(
    ({ name }) => indexOfField(item, name) < context.question,
  );
  return before ? indexOfField(item, before.name) : null;
};

/** Index of the last question; null where nobody is asked anything. */
export const lastQuestion = (context: VisitContext): number | null => {
  const last = questionsOf(context, context.answers).at(-1);
  return last ? indexOfField(itemOf(context), last.name) : null;
};

/** Whether nothing is missing: neither an answer nor a material. */
export const formIsComplete = (context: VisitContext): boolean => {
  const { application, answers, provisions } = context;
  return (
    application !== null &&
    missingFields(application, answers).length === 0 &&
    materialsComplete(application, answers, provisions)
  );
};

/** All of it, to be filed. */
export const draftOf = (context: VisitContext): ApplicationDraft => {
  const item = itemOf(context);
  const filler = fillerOf(context);
  const verifications = creditVerifications(context);
  return {
    visitId: present(context.visitId, 'visit id'),
    person: filler.person,
    identifiedAt: filler.identifiedAt,
    item,
    answers: context.answers,
    sources: sourcesOf(item, context.answers, filler),
    ...handedIn(item, context.answers, context.provisions),
    ...(verifications.length === 0 ? {} : { verifications }),
    ...(context.package === null ? {} : { package: context.package }),
    ...(context.grant === null ? {} : { grant: context.grant }),
  };
};
