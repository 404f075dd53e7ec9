import type { Intent } from '../../contract/intents.ts';
import { answerFits } from '../../../platform/contract/application-form/form-answers.ts';
import { receiptNumberIn } from '../progress/receipt-text.ts';
import { fieldOf, replyFields } from '../replies/reply-form.ts';
import type { ReplyAim } from '../replies/reply-types.ts';
import { tidyText } from '../../../platform/contract/plain-text.ts';
import { chosenApplication, correctionAnswer, promiseState, suppliable } from './desk-view.ts';
import type { Surroundings } from './surroundings.ts';
import type { VisitContext, VisitEvent } from './visit-context.ts';

type Meant = VisitEvent | 'unknown-choice' | 'not-now';

const choicesOf = (around: Surroundings) => ({
  items: [...around.items, ...around.applications].map(({ code, everydayName }) => ({
    code,
    label: everydayName,
  })),
  departments: [...around.hall.items().ofDepartment].flatMap(([code, [first]]) =>
    first ? [{ code, label: first.department.name }] : [],
  ),
});

const correctionAim = (context: VisitContext, around: Surroundings): ReplyAim | null => {
  const application = chosenApplication(context);
  if (!application?.correction || correctionAnswer(application, context, around) !== 'wanted') return null;
  const { receiptNumber, itemName, department, correction } = application;
  const { position, fields, setAside } = correction;
  const replaces = setAside === undefined ? {} : { replaces: setAside };
  return { purpose: 'correction', receiptNumber, position, itemName, department, fields, ...replaces };
};

const supplementAim = (
  code: string,
  context: VisitContext,
  around: Surroundings,
): Extract<ReplyAim, { purpose: 'supplement' }> | 'unknown-choice' | 'not-now' => {
  const application = chosenApplication(context);
  const promise = application?.promises.find(({ material }) => material === code);
  if (!application || !promise) return 'unknown-choice';
  const known = suppliable(application, code, around);
  if (known === null || promiseState(application, promise, context, around) !== 'wanted') return 'not-now';
  const { receiptNumber, itemName, department } = application;
  return { purpose: 'supplement', receiptNumber, itemName, department, ...known, dueOn: promise.dueOn };
};

/** What a touch means that is about filed applications or a short form; undefined where it is about neither. */
export const deskEventOf = (
  intent: Intent,
  context: VisitContext,
  around: Surroundings,
): Meant | undefined => {
  const { desk } = context;
  switch (intent.name) {
    case 'openProgress':
    case 'typeReceipt':
      return { type: intent.name };
    case 'openVerification':
      return around.takesCertificates ? { type: 'openVerification' } : 'not-now';
    case 'lookUpReceipt':
      return { type: 'lookUpReceipt', receiptNumber: receiptNumberIn(intent.text) };
    case 'chooseFiled': {
      const { receiptNumber } = intent;
      const known = desk.progress?.applications.some((one) => one.receiptNumber === receiptNumber) ?? false;
      return known ? { type: 'chooseFiled', receiptNumber } : 'unknown-choice';
    }
    case 'answerCorrection': {
      const aim = correctionAim(context, around);
      return aim ? { type: 'openReply', aim } : 'not-now';
    }
    case 'handInPromised': {
      const aim = supplementAim(intent.material, context, around);
      return typeof aim === 'string' ? aim : { type: 'openReply', aim };
    }
    case 'collectResult': {
      const application = chosenApplication(context);
      const item = around.items.find(({ code }) => code === application?.result?.certificate);
      return item && application
        ? { type: 'chooseItems', items: [item], resultOf: application.receiptNumber }
        : 'unknown-choice';
    }
    case 'openFeedback':
      return around.filing === 'possible'
        ? {
            type: 'openReply',
            aim: { purpose: 'feedback', ...choicesOf(around), mayGiveName: context.person !== null },
          }
        : 'not-now';
    case 'answer': {
      if (desk.reply === null) return undefined;
      const field = fieldOf(desk.reply);
      if (field?.name !== intent.field) return 'not-now';
      const value =
        field.kind === 'text' && typeof intent.value === 'string' ? tidyText(intent.value) : intent.value;
      return answerFits(field, value) ? { type: 'answer', field: field.name, value } : 'unknown-choice';
    }
    case 'changeAnswer': {
      if (desk.reply === null) return undefined;
      const known = replyFields(desk.reply.aim, desk.reply.answers).some(({ name }) => name === intent.field);
      return known ? { type: 'changeAnswer', field: intent.field } : 'unknown-choice';
    }
    default:
      return undefined;
  }
};
