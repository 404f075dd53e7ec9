import { assign } from 'xstate';
import { failed, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/**
 * Verifying a certificate that somebody holds to the scanner while nobody is being served: no visit is begun and nobody is
 * identified. The next certificate may follow at once.
 */
export const verificationStates = (visit: VisitSetup) => ({
  verifying: visit.createStateConfig({
    entry: ['pauseIdle', assign({ finding: null, factsShown: false })],
    after: {
      working: {
        target: 'problem',
        actions: assign(() =>
          failed({ problem: 'verification-not-finished', staffCode: 'verification-never-ended' }, null),
        ),
      },
    },
    invoke: {
      src: 'verifyScannedCode',
      input: ({ context }) => present(context.scanned, 'scanned code'),
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'verified',
          actions: assign(({ event }) => (event.output.ok ? { finding: event.output.finding } : {})),
        },
        {
          target: 'problem',
          actions: assign(({ event }) => (event.output.ok ? {} : failed(event.output, null))),
        },
      ],
    },
  }),
  verified: visit.createStateConfig({
    entry: 'runIdle',
    invoke: { src: 'lookForCode' },
    on: {
      // A paper that stays under the scanner is read again and again.
      codeRead: { guard: 'isAnotherScan', target: 'verifying', actions: 'noteScannedCode' },
      codeFailed: { guard: 'isAnotherScan', target: 'verifying', actions: 'noteScannedCode' },
      showFacts: { actions: assign({ factsShown: true }) },
      back: 'goodbye',
      endVisit: 'goodbye',
    },
  }),
});
