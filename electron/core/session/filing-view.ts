import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import {
  type ItemMaterial,
  type MaterialWay,
  pagesAtMost,
} from '../../../platform/contract/application-form/material.ts';
import type { ApplicationView } from '../../contract/items.ts';
import type { MaterialView, OfferedWay } from '../../contract/material.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { answerTo, askedFields, maskedAnswer, maskedAnswers } from '../applications/form-answers.ts';
import { askedMaterials, materialsComplete, provisionOf } from '../applications/materials/provisions.ts';
import { originsOf, prefilledAnswer } from '../applications/prefill.ts';
import { itemFace, residentView } from './certificate-view.ts';
import { waysOpenTo } from './credit-rules.ts';
import { isNotLookedUp } from './known-rules.ts';
import { sourceView } from './answer-source-view.ts';
import { fillerOf, itemOf, questionsOf } from './form-course.ts';
import { questionView } from './question-view.ts';
import { itemInHand, materialOf } from './chosen-material.ts';
import type { Surroundings } from './surroundings.ts';
import { present, type VisitContext } from './visit-context.ts';

/** What is seen of something to apply for. */
export const applicationView = (item: ApplicationItem): ApplicationView => ({
  ...itemFace(item),
  promisedWorkingDays: item.promisedWorkingDays,
});

/** A question of the form, with what is known as its answer. */
export const askingView = (context: VisitContext): Extract<VisitView, { screen: 'question' }> => {
  const item = itemOf(context);
  const field = present(item.form.fields[context.question] ?? null, 'field');
  const { answers, prefillShown } = context;
  const questions = questionsOf(context, answers);
  const known = answerTo(answers, field) === undefined ? prefilledAnswer(field, fillerOf(context)) : null;
  const seen = known !== null && prefillShown ? { ...answers, [field.name]: known.value } : answers;
  return {
    screen: 'question',
    item: applicationView(item),
    question: questionView(field, seen),
    number:
      Math.max(
        0,
        questions.findIndex(({ name }) => name === field.name),
      ) + 1,
    questions: questions.length,
    revising: context.revising,
    prefilled:
      known === null || prefillShown
        ? null
        : { masked: String(maskedAnswer(field, known.value)), source: sourceView(known.source) },
    notLookedUp: known === null && isNotLookedUp(context, field),
  };
};

export const materialView = (
  { code, name, hint, required }: ItemMaterial,
  context: VisitContext,
): MaterialView => {
  const provision = provisionOf(context.provisions, code);
  return {
    code,
    name,
    hint: hint ?? null,
    required,
    provided: provision?.way ?? null,
    pages: provision?.way === 'capture' ? provision.pages.length : 0,
    dueOn: provision?.way === 'later' ? provision.dueOn : null,
  };
};

const materialViews = (context: VisitContext): MaterialView[] =>
  askedMaterials(itemOf(context), context.answers).map((material) => materialView(material, context));

export const materialsView = (context: VisitContext): VisitView => {
  const item = itemOf(context);
  return {
    screen: 'materials',
    item: applicationView(item),
    materials: materialViews(context),
    complete: materialsComplete(item, context.answers, context.provisions),
  };
};

const offeredWay = (offered: MaterialWay, cameraWorks: boolean): OfferedWay => {
  switch (offered.way) {
    case 'capture':
      return { way: 'capture', possible: cameraWorks, pagesAtMost: offered.pages ?? 1 };
    case 'later':
      return { way: 'later', workingDays: offered.workingDays };
    case 'certificate':
      return offered;
  }
};

export const materialWaysView = (context: VisitContext, { cameraWorks }: Surroundings): VisitView => {
  const material = materialOf(context);
  return {
    screen: 'material',
    item: applicationView(itemInHand(context)),
    material: materialView(material, context),
    ways: waysOpenTo(context.credit, material).map((offered) => offeredWay(offered, cameraWorks)),
  };
};

export const captureView = (context: VisitContext, step: 'live' | 'taken'): VisitView => {
  const { look, fault, pages } = present(context.capture, 'look at a page');
  const material = materialOf(context);
  return {
    screen: 'capture',
    material: materialView(material, context),
    step,
    look,
    fault,
    page: pages.length + 1,
    pagesAtMost: pagesAtMost(material.ways),
  };
};

export const promiseView = (context: VisitContext): VisitView => {
  const { workingDays, dueOn } = present(context.promise, 'promise');
  return {
    screen: 'promise',
    item: applicationView(itemOf(context)),
    resident: residentView(present(context.person, 'person')),
    material: materialView(materialOf(context), context),
    workingDays,
    dueOn,
  };
};

/** All that is handed in, each value masked and with its source. */
export const reviewView = (context: VisitContext): Extract<VisitView, { screen: 'review' }> => {
  const item = itemOf(context);
  const { answers } = context;
  const origins = originsOf(item, answers, fillerOf(context));
  const changeable = new Set(questionsOf(context, answers).map(({ name }) => name));
  const masked = maskedAnswers(item, answers);
  const fields = askedFields(item, answers);
  return {
    screen: 'review',
    item: applicationView(item),
    resident: residentView(present(context.person, 'person')),
    answers: fields.map((field) => questionView(field, masked)),
    provenance: Object.fromEntries(
      fields.map(({ name }) => [
        name,
        { source: sourceView(origins[name] ?? 'resident'), canChange: changeable.has(name) },
      ]),
    ),
    materials: materialViews(context),
  };
};
