import type { VisitView } from '../../contract/visit-view.ts';
import type { FiledEntry } from '../../contract/progress-view.ts';
import { maskName } from '../identity/mask.ts';
import { maskedFormAnswers } from '../applications/form-answers.ts';
import type { FiledApplication } from '../progress/progress-types.ts';
import { fieldOf, replyFields } from '../replies/reply-form.ts';
import type { OpenReply } from '../replies/reply-types.ts';
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
  if (given !== null) return given;
  if (correction.isAnswered) return 'received' as const;
  const needed = around.applications.find(({ code }) => code === item)?.assuranceLevel ?? 2;
  if (person === null || person.assuranceLevel < needed) return 'needs-card' as const;
  return around.filing === 'possible' ? ('wanted' as const) : ('not-now' as const);
};

const replyShape = ({ aim }: OpenReply) => ({
  purpose: aim.purpose,
  itemName: aim.purpose === 'correction' ? aim.itemName : null,
});

const reviewView = (reply: OpenReply, context: VisitContext, around: Surroundings): VisitView => {
  const fields = replyFields(reply.aim, reply.answers);
  const masked = maskedFormAnswers(fields, reply.answers);
  const named = reply.aim.purpose === 'correction' || reply.answers.giveName === true;
  return {
    screen: 'replyReview',
    ...replyShape(reply),
    department: reply.aim.purpose === 'correction' ? reply.aim.department : null,
    answers: fields.map((field) => questionView(field, masked)),
    maskedName: named && context.person ? maskName(context.person.name) : null,
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
