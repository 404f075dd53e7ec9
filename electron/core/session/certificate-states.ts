import { assign } from 'xstate';
import { toPrint, nothingCame, openOrder, withOutcome, withPurpose } from './certificate-orders.ts';
import { failed, noCertificates, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/** The states of certificates, from consent to the printed pages; `choose` and `takePaper` stand around them. */
export const certificateStates = (visit: VisitSetup) => ({
  consent: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      choosePurpose: {
        actions: [
          assign(({ context, event }) => ({ orders: withPurpose(context.orders, event) })),
          'runIdle',
        ],
      },
      consent: {
        guard: ({ context }) => context.orders.every(({ purposeCode }) => purposeCode !== null),
        target: 'preparing',
      },
      back: [{ guard: 'hasMine', target: 'myDocuments' }, { target: 'choose' }],
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  /** Prepares one order after the other. */
  preparing: visit.createStateConfig({
    entry: ['pauseIdle', assign({ prepareStep: 'asking', failure: null })],
    invoke: {
      src: 'prepare',
      input: ({ context }) => {
        const { item, purposeCode, source } = present(openOrder(context) ?? null, 'order');
        return {
          visitId: present(context.visitId, 'visit id'),
          person: present(context.person, 'person'),
          item,
          purposeCode: present(purposeCode, 'purpose'),
          ...(source === undefined ? {} : { source }),
        };
      },
    },
    after: {
      preparing: {
        target: 'prepared',
        actions: assign(({ context }) =>
          withOutcome(context, {
            ok: false,
            problem: 'platform-unreachable',
            staffCode: 'preparing-never-ended',
            mayHaveBeenIssued: true,
          }),
        ),
      },
    },
    on: {
      prepareStep: { actions: assign({ prepareStep: ({ event }) => event.step }) },
      prepared: {
        target: 'prepared',
        actions: assign(({ context, event }) => withOutcome(context, event.outcome)),
      },
    },
  }),
  prepared: visit.createStateConfig({
    always: [
      { guard: ({ context }) => openOrder(context) !== undefined, target: 'preparing' },
      { guard: ({ context }) => context.certificates.length > 0, target: 'preview' },
      { target: 'problem', actions: assign(({ context }) => nothingCame(context)) },
    ],
  }),
  preview: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      print: 'printing',
      back: [{ guard: 'hasMine', target: 'myDocuments' }, { target: 'choose' }],
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  printing: visit.createStateConfig({
    entry: ['pauseIdle', assign({ printProgress: noCertificates.printProgress, failure: null })],
    invoke: {
      src: 'print',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
        certificates: toPrint(context),
      }),
    },
    on: {
      printProgress: { actions: assign({ printProgress: ({ event }) => event.progress }) },
      printed: [
        {
          guard: ({ event }) => event.outcome.outcome === 'completed',
          target: 'takePaper',
          actions: assign({ end: 'completed' }),
        },
        {
          target: 'problem',
          actions: assign(({ context, event }) => {
            const { outcome } = event;
            if (outcome.outcome === 'completed') return {};
            const { printed = [], ...failure } = outcome;
            return {
              printed: [...context.printed, ...printed],
              ...failed(failure, outcome.outcome === 'failed' ? 'print' : null),
            };
          }),
        },
      ],
    },
  }),
});
