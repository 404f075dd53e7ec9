import { assign } from 'xstate';
import { door } from '../hall/hall-place.ts';
import { failed, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/**
 * Verifying a certificate that somebody holds to the scanner, while nobody is being served or from the hall: no visit is
 * begun for it and nobody is identified. The next certificate may follow at once.
 */
export const verificationStates = (visit: VisitSetup) => ({
  /** From the hall: how a certificate is held to the scanner. */
  verifyGuide: visit.createStateConfig({
    entry: ['runIdle', assign({ verifiesInHall: true })],
    invoke: { src: 'lookForCode' },
    on: {
      codeRead: { target: 'verifying', actions: 'noteScannedCode' },
      codeFailed: { target: 'verifying', actions: 'noteScannedCode' },
      back: { target: 'hall', actions: assign({ verifiesInHall: false }) },
      home: { target: 'hall', actions: assign({ verifiesInHall: false, trail: door }) },
      endVisit: 'goodbye',
    },
  }),
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
      back: [
        {
          guard: ({ context }) => context.verifiesInHall,
          target: 'verifyGuide',
          actions: assign({ scanned: null, finding: null, factsShown: false }),
        },
        { target: 'goodbye' },
      ],
      home: {
        guard: ({ context }) => context.verifiesInHall,
        target: 'hall',
        actions: assign({
          scanned: null,
          finding: null,
          factsShown: false,
          verifiesInHall: false,
          trail: door,
        }),
      },
      endVisit: 'goodbye',
    },
  }),
});
