import { assign } from 'xstate';
import { failed, noCertificate, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/** The states of a certificate, from consent to the printed page; `choose` and `takePaper` stand around them. */
export const certificateStates = (visit: VisitSetup) => ({
  consent: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      choosePurpose: {
        actions: [assign({ purposeCode: ({ event }) => event.purposeCode }), 'runIdle'],
      },
      consent: { guard: ({ context }) => context.purposeCode !== null, target: 'preparing' },
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  preparing: visit.createStateConfig({
    entry: ['pauseIdle', assign({ prepareStep: 'asking', failure: null })],
    invoke: {
      src: 'prepare',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
        item: present(context.item, 'item'),
        purposeCode: present(context.purposeCode, 'purpose'),
      }),
    },
    on: {
      prepareStep: { actions: assign({ prepareStep: ({ event }) => event.step }) },
      prepared: [
        {
          guard: ({ event }) => event.outcome.ok,
          target: 'preview',
          actions: assign(({ event }) =>
            event.outcome.ok ? { certificate: event.outcome.certificate } : {},
          ),
        },
        {
          target: 'problem',
          actions: assign(({ event }) =>
            event.outcome.ok ? {} : failed(event.outcome, event.outcome.certificateNumber ? null : 'prepare'),
          ),
        },
      ],
    },
  }),
  preview: visit.createStateConfig({
    entry: 'runIdle',
    on: { print: 'printing', back: 'choose', home: 'choose', endVisit: 'goodbye' },
  }),
  printing: visit.createStateConfig({
    entry: ['pauseIdle', assign({ printProgress: noCertificate.printProgress, failure: null })],
    invoke: {
      src: 'print',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
        certificate: present(context.certificate, 'certificate'),
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
          actions: assign(({ event }) => {
            const { outcome } = event;
            if (outcome.outcome === 'completed') return {};
            return failed(outcome, outcome.outcome === 'failed' ? 'print' : null);
          }),
        },
      ],
    },
  }),
});
