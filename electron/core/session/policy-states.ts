import { assign } from 'xstate';
import { failed, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/** Which policies fit 免申即享: consent, the platform's answer, and one touch that confirms. */
export const policyStates = (visit: VisitSetup) => ({
  policyConsent: visit.createStateConfig({
    entry: 'runIdle',
    on: { consent: 'matchingPolicies', back: 'hall', home: 'choose', endVisit: 'goodbye' },
  }),
  matchingPolicies: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: {
        target: 'problem',
        actions: assign(
          failed({ problem: 'platform-unreachable', staffCode: 'matching-never-ended' }, 'match'),
        ),
      },
    },
    invoke: {
      src: 'matchPolicies',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
      }),
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'policyMatches',
          actions: assign(({ event }) => (event.output.ok ? { matches: event.output.matches } : {})),
        },
        {
          target: 'problem',
          actions: assign(({ event }) => (event.output.ok ? {} : failed(event.output, 'match'))),
        },
      ],
    },
  }),
  policyMatches: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      confirmPolicy: {
        target: 'assuring',
        actions: assign(({ event }) => ({
          application: event.application,
          grant: event.grant,
          package: null,
          orders: [],
        })),
      },
      back: 'hall',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
});
