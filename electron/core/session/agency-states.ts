import { assign } from 'xstate';
import { standingPerson } from './agency-types.ts';
import { present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/**
 * Helping another 代办: by the principal's own card, or by what is registered at the platform. Then the visit goes on for
 * the principal (`person`), who knows the agent (`person.agency`); the choice offers the way back to one's own business.
 */
export const agencyStates = (visit: VisitSetup) => ({
  helpWays: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      helpByCard: 'principalCard',
      helpByRegister: 'findingPrincipals',
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  principalCard: visit.createStateConfig({
    invoke: { src: 'lookForCard' },
    initial: 'waiting',
    on: {
      cardRead: { target: 'checkingPrincipal', actions: assign({ card: ({ event }) => event.card }) },
      cardFailed: { target: 'problem', actions: { type: 'noteUnread', params: 'help' } },
      back: 'helpWays',
      home: 'choose',
      endVisit: 'goodbye',
    },
    states: {
      waiting: { entry: 'runIdle', on: { cardReading: 'reading' } },
      reading: {
        entry: 'pauseIdle',
        after: {
          reading: {
            target: '#visit.visit.problem',
            actions: { type: 'noteEndlessReading', params: 'help' },
          },
        },
      },
    },
  }),
  checkingPrincipal: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'problem', actions: { type: 'noteEndlessCheck', params: 'help' } },
    },
    invoke: {
      src: 'takePrincipalCard',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        agent: standingPerson(present(context.person, 'person')),
        card: context.card,
      }),
      onDone: [
        { guard: ({ event }) => event.output.ok, target: 'choose', actions: 'notePrincipal' },
        { target: 'problem', actions: 'noteAgencyRefusal' },
      ],
    },
  }),
  findingPrincipals: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'problem', actions: { type: 'noteEndlessCheck', params: 'help' } },
    },
    invoke: {
      src: 'findPrincipals',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        agent: standingPerson(present(context.person, 'person')),
      }),
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'principals',
          actions: assign(({ event }) => (event.output.ok ? { principals: event.output.principals } : {})),
        },
        { target: 'problem', actions: 'noteAgencyRefusal' },
      ],
    },
  }),
  principals: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      choosePrincipal: {
        target: 'takingPrincipal',
        actions: assign({ chosenPrincipal: ({ event }) => event.principal }),
      },
      back: 'helpWays',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  takingPrincipal: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'problem', actions: { type: 'noteEndlessCheck', params: 'help' } },
    },
    invoke: {
      src: 'actFor',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        agent: standingPerson(present(context.person, 'person')),
        principal: present(context.chosenPrincipal, 'principal'),
      }),
      onDone: [
        { guard: ({ event }) => event.output.ok, target: 'choose', actions: 'notePrincipal' },
        { target: 'problem', actions: 'noteAgencyRefusal' },
      ],
    },
  }),
});
