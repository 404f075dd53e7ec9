import { assign } from 'xstate';
import { answersThatFit } from '../applications/form-answers.ts';
import { askedMaterials, provisionsThatStay } from '../applications/materials/provisions.ts';
import type { FilingOutcome } from './filing-types.ts';
import {
  afterAnswer,
  answered,
  draftOf,
  firstMissing,
  indexOfField,
  itemOf,
  lastQuestion,
  openForm,
  questionBefore,
  questionsOf,
} from './form-course.ts';
import { failed, noCertificates, noForm, present, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

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
  context: VisitContext,
): Partial<VisitContext> => {
  const { grant } = context;
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
      const kept = openForm({
        ...context,
        application: item,
        answers: answersThatFit(item, context.answers),
      });
      const answers = kept.answers ?? {};
      return {
        application: item,
        package: outcome.package ?? null,
        ...kept,
        question: firstMissing(item, answers) ?? kept.question ?? 0,
        revising: true,
        provisions: provisionsThatStay(item, answers, context.provisions),
        ...failed({ problem: 'item-changed', staffCode: `form-version ${item.form.version}` }, 'fill-in'),
      };
    }
  }
};

/** The states of an application: one question after the other, the review, the filing, and the receipt. */
export const filingStates = (visit: VisitSetup) => ({
  /** A form was chosen: what the resident lets be looked up for it comes first. */
  fillingIn: visit.createStateConfig({
    always: [
      { guard: 'mayAskCredit', target: 'creditConsent' },
      { guard: 'mayAskKnown', target: 'knownConsent' },
      { target: 'openingForm' },
    ],
  }),
  /**
   * What is known stands in it, and it may be that nobody need be asked anything. Not before the platform has told what it knows:
   * what the card says would stand where a better source says it.
   */
  openingForm: visit.createStateConfig({
    entry: 'openForm',
    always: [
      { guard: ({ context }) => questionsOf(context, context.answers).length > 0, target: 'question' },
      {
        guard: ({ context }) => askedMaterials(itemOf(context), context.answers).length > 0,
        target: 'materials',
      },
      { target: 'review' },
    ],
  }),
  question: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      answer: [
        {
          guard: ({ context, event }) => answered(context, event).step.at === 'review',
          target: 'review',
          actions: assign(({ context, event }) => afterAnswer(context, event)),
        },
        {
          guard: ({ context, event }) => answered(context, event).step.at === 'materials',
          target: 'materials',
          actions: assign(({ context, event }) => afterAnswer(context, event)),
        },
        {
          target: 'question',
          reenter: true,
          actions: assign(({ context, event }) => afterAnswer(context, event)),
        },
      ],
      showPrefilled: { actions: assign({ prefillShown: true }) },
      back: [
        { guard: 'maySeeReview', target: 'review' },
        {
          guard: ({ context }) => questionBefore(context) !== null,
          target: 'question',
          reenter: true,
          actions: assign(({ context }) => ({ question: questionBefore(context) ?? 0, prefillShown: false })),
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
          question: indexOfField(itemOf(context), event.field),
          prefillShown: false,
          revising: true,
        })),
      },
      changeMaterials: { target: 'materials', actions: assign({ revising: true }) },
      submit: 'filing',
      back: [
        {
          guard: ({ context }) => askedMaterials(itemOf(context), context.answers).length > 0,
          target: 'materials',
        },
        {
          guard: ({ context }) => lastQuestion(context) !== null,
          target: 'question',
          actions: assign(({ context }) => ({ question: lastQuestion(context) ?? 0, prefillShown: false })),
        },
        { target: 'choose' },
      ],
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  filing: visit.createStateConfig({
    entry: 'pauseIdle',
    invoke: {
      src: 'fileApplication',
      input: ({ context }) => draftOf(context),
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
            question: firstMissing(itemOf(context), context.answers) ?? 0,
            revising: true,
          })),
        },
        {
          guard: ({ event }) => event.output.outcome === 'materials-missing',
          target: 'materials',
          actions: assign({ revising: true }),
        },
        {
          target: 'problem',
          actions: assign(({ context, event }) => {
            const { output } = event;
            switch (output.outcome) {
              case 'filed':
              case 'answers-missing':
              case 'materials-missing':
                return {};
              default:
                return afterFailure(output, context);
            }
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
