import { assign } from 'xstate';
import { failed, noCertificate, present, type Retry, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';
import type { Failure } from './visit-types.ts';

/** What may be tried again when no certificate came: whatever would only fail in the same way is not offered. */
const retryAfter = (failure: Failure, { person, item }: VisitContext): Retry | null => {
  if (failure.certificateNumber !== undefined) return null;
  switch (failure.problem) {
    case 'kiosk-not-recognised':
      return null;
    case 'identity-not-assured':
      // Where the platform asks for more than its catalogue has said, only another identification can give it.
      return present(person, 'person').assuranceLevel < present(item, 'item').assuranceLevel
        ? 'assure'
        : 'identify';
    default:
      return 'prepare';
  }
};

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
    after: {
      // Whether it was issued nobody knows: another try would issue another one.
      preparing: {
        target: 'problem',
        actions: assign(() =>
          failed({ problem: 'platform-unreachable', staffCode: 'preparing-never-ended' }, null),
        ),
      },
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
          actions: assign(({ context, event }) =>
            event.outcome.ok ? {} : failed(event.outcome, retryAfter(event.outcome, context)),
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
