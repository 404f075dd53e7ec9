import type { VisitView } from '../../contract/visit-view.ts';
import type { FiledEntry, PromiseState } from '../../contract/progress-view.ts';
import { maskName } from '../identity/mask.ts';
import { maskedFormAnswers } from '../applications/form-answers.ts';
import type { ItemMaterial } from '../../../platform/contract/application-form/material.ts';
import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import type { FiledApplication, PromisedPage } from '../progress/progress-types.ts';
import { materialView } from './filing-view.ts';
import { fieldOf, replyFields } from '../replies/reply-form.ts';
import type { OpenReply } from '../replies/reply-types.ts';
import { standingPerson } from './agency-types.ts';
import { questionView } from './question-view.ts';
import type { Surroundings } from './surroundings.ts';
import { present, type VisitContext } from './visit-context.ts';

/** States of the chart whose screens are drawn here. */
export const deskStates = [
  'verifyGuide',
  'receiptEntry',
  'lookingUp',
  'receiptLight',
  'askingProgress',
  'progress',
  'progressDetail',
  'replyQuestion',
  'replyReview',
  'filingReply',
  'replyReceipt',
] as const;
export type DeskState = (typeof deskStates)[number];

export const isDeskState = (state: string): state is DeskState => deskStates.some((known) => known === state);

const entryView = ({
  receiptNumber,
  itemName,
  filedElsewhere,
  filedAt,
  state,
  deadline,
  heardAt,
}: FiledApplication): FiledEntry => ({
  receiptNumber,
  itemName,
  filedElsewhere,
  filedAt,
  state,
  deadline,
  heardAt,
});

/** The application that is looked at. */
export const chosenApplication = ({ desk }: VisitContext): FiledApplication | undefined =>
  desk.progress?.applications.find(({ receiptNumber }) => receiptNumber === desk.chosen);

/** Whether a correction can be answered here and now, by who stands there. */
export const correctionAnswer = (
  application: FiledApplication,
  { person }: Pick<VisitContext, 'person'>,
  around: Surroundings,
) => {
  const { receiptNumber, correction, item } = application;
  if (correction === null) return 'received' as const;
  const given = around.correctionGivenHere(receiptNumber, correction.position);
  if (given === 'waiting') return 'queued' as const;
  if (given === 'refused') return 'refused' as const;
  if (correction.isAnswered || (given === 'received' && correction.setAside === undefined)) {
    return 'received' as const;
  }
  const needed = around.applications.find(({ code }) => code === item)?.assuranceLevel ?? 2;
  if (person === null || person.assuranceLevel < needed) return 'needs-card' as const;
  return around.filing === 'possible' ? ('wanted' as const) : ('not-now' as const);
};

/** Kinds of course in which nothing is owed any more. */
const overStates: ReadonlySet<FiledApplication['state']> = new Set([
  'refused',
  'unreadable',
  'not-accepted',
  'withdrawn',
  'timed-out',
]);

/** What the catalogue has now of a promised material, with the ways in which it may come; null: none. */
export const suppliable = (
  { item: code }: FiledApplication,
  material: string,
  { applications }: Pick<Surroundings, 'applications'>,
): { readonly item: ApplicationItem; readonly material: ItemMaterial } | null => {
  const item = applications.find((one) => one.code === code);
  const found = item?.materials?.find((one) => one.code === material);
  const ways = found?.ways.filter(({ way }) => way !== 'later') ?? [];
  return item && found && ways.length > 0 ? { item, material: { ...found, ways } } : null;
};

/** Whether a promised material can be handed in here and now, by who stands there. */
export const promiseState = (
  application: FiledApplication,
  promise: PromisedPage,
  { person }: Pick<VisitContext, 'person'>,
  around: Surroundings,
): PromiseState => {
  if (promise.isKept) return 'kept';
  const given = around.supplementGivenHere(application.receiptNumber, promise.material);
  if (given === 'waiting') return 'queued';
  if (given === 'refused') return 'refused';
  // What arrived from here may have been set aside there; then the platform says that it is still owed.
  if (promise.isComing || (given === 'received' && application.heardAt !== null)) return 'received';
  const known = suppliable(application, promise.material, around);
  if (known === null) return 'elsewhere';
  if (person === null || person.assuranceLevel < known.item.assuranceLevel) return 'needs-card';
  return around.filing === 'possible' ? 'wanted' : 'not-now';
};

const replyShape = ({ aim }: OpenReply) => ({
  purpose: aim.purpose,
  itemName: aim.purpose === 'feedback' ? null : aim.itemName,
});

const reviewView = (reply: OpenReply, context: VisitContext, around: Surroundings): VisitView => {
  const fields = replyFields(reply.aim, reply.answers);
  const masked = maskedFormAnswers(fields, reply.answers);
  const { aim } = reply;
  const isAnswer = aim.purpose !== 'feedback';
  const named = isAnswer || reply.answers.giveName === true;
  const giver = context.person && (isAnswer ? context.person : standingPerson(context.person));
  return {
    screen: 'replyReview',
    ...replyShape(reply),
    department: aim.purpose === 'feedback' ? null : aim.department,
    answers: fields.map((field) => questionView(field, masked)),
    material: aim.purpose === 'supplement' ? materialView(aim.material, context) : null,
    maskedName: named && giver ? maskName(giver.name) : null,
    filing: around.filing,
  };
};

/** The screens about what was filed before, and of what is handed in beside applications. */
export const deskView = (state: DeskState, context: VisitContext, around: Surroundings): VisitView => {
  const { desk } = context;
  switch (state) {
    case 'verifyGuide':
      return { screen: 'verifyGuide', takesCertificates: around.takesCertificates };
    case 'receiptEntry':
      return {
        screen: 'receiptEntry',
        beginning: `SL-${around.stationCode.toUpperCase()}-`,
        wasRefused: desk.receiptRefused,
      };
    case 'lookingUp':
    case 'askingProgress':
      return { screen: 'lookingUp' };
    case 'receiptLight':
      return { screen: 'receiptLight', ...present(desk.receiptFinding, 'finding of a receipt') };
    case 'progress': {
      const { source, applications } = present(desk.progress, 'progress');
      return { screen: 'progress', source, applications: applications.map(entryView) };
    }
    case 'progressDetail': {
      const { source } = present(desk.progress, 'progress');
      const application = present(chosenApplication(context) ?? null, 'application');
      const { steps, correction, result, department } = application;
      return {
        screen: 'progressDetail',
        source,
        application: entryView(application),
        department,
        steps: [...steps],
        correction: correction && {
          reason: correction.reason,
          answer: correctionAnswer(application, context, around),
        },
        promises: overStates.has(application.state)
          ? []
          : application.promises.map((promise) => {
              const { material, name, dueOn, daysLeft, light } = promise;
              const state = promiseState(application, promise, context, around);
              return { material, name, dueOn, daysLeft, light, state };
            }),
        result: result && {
          decision: result.decision,
          delivery: result.delivery,
          canPrint:
            result.decision === 'granted' && around.items.some(({ code }) => code === result.certificate),
        },
      };
    }
    case 'replyQuestion': {
      const reply = present(desk.reply, 'short form');
      return {
        screen: 'replyQuestion',
        ...replyShape(reply),
        question: questionView(present(fieldOf(reply) ?? null, 'field'), reply.answers),
        number: reply.question + 1,
        questions: replyFields(reply.aim, reply.answers).length,
        revising: reply.revising,
      };
    }
    case 'replyReview':
      return reviewView(present(desk.reply, 'short form'), context, around);
    case 'filingReply':
      return { screen: 'replyFiling', ...replyShape(present(desk.reply, 'short form')) };
    case 'replyReceipt': {
      const { key, ...replied } = present(desk.replied, 'what was handed in');
      return { screen: 'replyReceipt', ...replied, delivery: around.replyDeliveryOf(key) };
    }
  }
};
