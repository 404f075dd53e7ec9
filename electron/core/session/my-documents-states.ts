import { assign } from 'xstate';
import { failed, present, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

const request = ({ context }: { readonly context: VisitContext }) => ({
  visitId: present(context.visitId, 'visit id'),
  person: present(context.person, 'person'),
});

const outOfTime = {
  state: 'unreachable',
  failure: { problem: 'platform-unreachable', staffCode: 'asking-never-ended' },
} as const;

/**
 * 我的证照: the resident agrees, what is there is looked up once, and is looked at, printed and collected from there. Who
 * looked at it is read from here, too.
 */
export const myDocumentsStates = (visit: VisitSetup) => ({
  myConsent: visit.createStateConfig({
    entry: 'runIdle',
    on: { consent: 'myAsking', back: 'choose', home: 'choose', endVisit: 'goodbye' },
  }),
  myAsking: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      preparing: {
        target: 'myDocuments',
        actions: assign({ mine: { library: outOfTime, ready: [] } }),
      },
    },
    invoke: {
      src: 'findMyDocuments',
      input: request,
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'myDocuments',
          actions: assign(({ event }) => (event.output.ok ? { mine: event.output.documents } : {})),
        },
        {
          target: 'problem',
          actions: assign(({ event }) => (event.output.ok ? {} : failed(event.output, null))),
        },
      ],
    },
  }),
  myDocuments: visit.createStateConfig({
    entry: ['runIdle', 'forgetOrders', assign({ opened: null, valuesShown: false, accessTrail: null })],
    on: {
      openMyCertificate: { target: 'myCertificate', actions: assign({ opened: ({ event }) => event.held }) },
      printMine: { target: 'assuring', actions: assign({ orders: ({ event }) => [event.order] }) },
      openAccessTrail: { guard: 'actsForOneself', target: 'trailAsking' },
      consent: { guard: ({ context }) => context.mine?.library.state !== 'listed', target: 'myAsking' },
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  myCertificate: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      showFacts: { actions: [assign({ valuesShown: ({ context }) => !context.valuesShown }), 'runIdle'] },
      printMine: { target: 'assuring', actions: assign({ orders: ({ event }) => [event.order] }) },
      back: 'myDocuments',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  trailAsking: visit.createStateConfig({
    entry: 'pauseIdle',
    after: { preparing: { target: 'accessTrail', actions: assign({ accessTrail: outOfTime }) } },
    invoke: {
      src: 'readAccessTrail',
      input: request,
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'accessTrail',
          actions: assign(({ event }) => (event.output.ok ? { accessTrail: event.output.trail } : {})),
        },
        {
          target: 'problem',
          actions: assign(({ event }) => (event.output.ok ? {} : failed(event.output, null))),
        },
      ],
    },
  }),
  accessTrail: visit.createStateConfig({
    entry: 'runIdle',
    on: { back: 'myDocuments', home: 'choose', endVisit: 'goodbye' },
  }),
});
