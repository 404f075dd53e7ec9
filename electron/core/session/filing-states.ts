import { assign } from 'xstate';
import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import { answersThatFit, missingFields } from '../applications/form-answers.ts';
import type { FilingOutcome, FormAnswer, FormAnswers } from './filing-types.ts';
import { failed, noCertificates, noForm, present, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

type Answered = { readonly field: string; readonly value: FormAnswer };

const answersWith = ({ answers }: VisitContext, { field, value }: Answered): FormAnswers => ({
  ...answers,
  [field]: value,
});

const indexOf = (item: ApplicationItem, field: string): number =>
  item.form.fields.findIndex(({ name }) => name === field);

/** Index of the first field without an answer; null where none is. */
const firstMissing = (item: ApplicationItem, answers: FormAnswers): number | null => {
  const [field] = missingFields(item, answers);
  return field === undefined ? null : indexOf(item, field);
};

/** Where an answer leads: on through the form, or from the review straight to what is still missing; null: the review. */
const nextQuestion = (context: VisitContext, answers: FormAnswers): number | null => {
  const item = present(context.application, 'application');
  const following = context.question + 1;
  if (!context.revising && following < item.form.fields.length) return following;
  return firstMissing(item, answers);
};

/** What a filing that did not come about leaves: the answers, and a way back to them. */
const afterFailure = (
  outcome: Extract<
    FilingOutcome,
    {
      outcome:
        | 'not-recorded'
        | 'cannot-file'
        | 'item-changed'
        | 'identity-not-assured'
        | 'agency-refused'
        | 'policy-confirmed';
    }
  >,
  { answers, grant }: VisitContext,
): Partial<VisitContext> => {
  // What has no question is tried again as it is.
  const again = grant === null ? 'fill-in' : 'assure';
  switch (outcome.outcome) {
    case 'not-recorded':
      return failed({ problem: 'application-not-recorded', staffCode: outcome.reason }, again);
    case 'cannot-file':
      // Who is not recognised stays so while the resident waits: staff have to see to it.
      return failed(
        { problem: outcome.reason, staffCode: outcome.reason },
        outcome.reason === 'kiosk-not-recognised' ? null : again,
      );
    case 'policy-confirmed':
      return failed({ problem: 'policy-confirmed', staffCode: 'policy-confirmed' }, null);
    case 'agency-refused':
      return failed({ problem: outcome.reason, staffCode: outcome.reason }, null);
    case 'identity-not-assured':
      return {
        application: outcome.item,
        ...failed(
          {
            problem: 'identity-not-assured',
            staffCode: `assurance-level ${outcome.level} below ${outcome.item.assuranceLevel}`,
          },
          'assure',
        ),
      };
    case 'item-changed': {
      const { item } = outcome;
      if (item === null || grant !== null) {
        return { ...noForm, ...failed({ problem: 'item-withdrawn', staffCode: 'item-withdrawn' }, null) };
      }
      const kept = answersThatFit(item, answers);
      return {
        application: item,
        package: outcome.package ?? null,
        answers: kept,
        question: firstMissing(item, kept) ?? 0,
        revising: true,
        ...failed({ problem: 'item-changed', staffCode: `form-version ${item.form.version}` }, 'fill-in'),
      };
    }
  }
};

/** The states of an application: one question after the other, the review, the filing, and the receipt. */
export const filingStates = (visit: VisitSetup) => ({
  question: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      answer: [
        {
          guard: ({ context, event }) => nextQuestion(context, answersWith(context, event)) === null,
          target: 'review',
          actions: assign(({ context, event }) => ({ answers: answersWith(context, event) })),
        },
        {
          target: 'question',
          reenter: true,
          actions: assign(({ context, event }) => {
            const answers = answersWith(context, event);
            return { answers, question: nextQuestion(context, answers) ?? 0 };
          }),
        },
      ],
      back: [
        { guard: 'maySeeReview', target: 'review' },
        {
          guard: ({ context }) => context.question > 0,
          target: 'question',
          reenter: true,
          actions: assign({ question: ({ context }) => context.question - 1 }),
        },
        { target: 'choose' },
      ],
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  review: visit.createStateConfig({
    entry: ['runIdle', assign({ revising: false })],
    on: {
      changeAnswer: {
        target: 'question',
        actions: assign(({ context, event }) => ({
          question: indexOf(present(context.application, 'application'), event.field),
          revising: true,
        })),
      },
      submit: 'filing',
      back: {
        target: 'question',
        actions: assign(({ context }) => ({
          question: present(context.application, 'application').form.fields.length - 1,
        })),
      },
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  filing: visit.createStateConfig({
    entry: 'pauseIdle',
    invoke: {
      src: 'fileApplication',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
        identifiedAt: present(context.identifiedAt, 'time of identification'),
        item: present(context.application, 'application'),
        answers: context.answers,
        materials: context.materials,
        ...(context.package === null ? {} : { package: context.package }),
        ...(context.grant === null ? {} : { grant: context.grant }),
      }),
      onDone: [
        {
          guard: ({ event }) => event.output.outcome === 'filed',
          target: 'receipt',
          actions: assign(({ event }) =>
            event.output.outcome === 'filed'
              ? { ...noForm, receipt: event.output.receipt, end: 'completed' as const }
              : {},
          ),
        },
        {
          guard: ({ event }) => event.output.outcome === 'answers-missing',
          target: 'question',
          actions: assign(({ context }) => ({
            question: firstMissing(present(context.application, 'application'), context.answers) ?? 0,
            revising: true,
          })),
        },
        {
          target: 'problem',
          actions: assign(({ context, event }) => {
            const { output } = event;
            return output.outcome === 'filed' || output.outcome === 'answers-missing'
              ? {}
              : afterFailure(output, context);
          }),
        },
      ],
    },
  }),
  receipt: visit.createStateConfig({
    entry: 'runIdle',
    on: { printReceipt: 'printingReceipt', finish: 'rate', home: 'choose', endVisit: 'goodbye' },
  }),
  printingReceipt: visit.createStateConfig({
    entry: ['pauseIdle', assign({ printProgress: noCertificates.printProgress })],
    invoke: {
      src: 'printReceipt',
      input: ({ context }) => ({
        person: present(context.person, 'person'),
        item: present(context.application, 'application'),
        receipt: present(context.receipt, 'receipt'),
        ...(context.package === null ? {} : { package: context.package }),
      }),
    },
    on: {
      printProgress: { actions: assign({ printProgress: ({ event }) => event.progress }) },
      printed: [
        {
          guard: ({ event }) => event.outcome.outcome === 'completed',
          target: 'takePaper',
          actions: assign({ receiptPrint: 'printed' as const }),
        },
        {
          target: 'receipt',
          actions: assign(({ event }) => ({
            receiptPrint: event.outcome.outcome === 'unknown' ? ('unknown' as const) : ('failed' as const),
          })),
        },
      ],
    },
  }),
});
