import { assign } from 'xstate';
import { door } from '../hall/hall-place.ts';
import { noDesk } from './desk-context.ts';
import { present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/** Finding out who stands there: by card, which gives level 2, or by the code of the city's app, which gives level 1. */
export const identificationStates = (visit: VisitSetup) => ({
  identify: visit.createStateConfig({
    invoke: [{ src: 'lookForCard' }, { src: 'lookForCode' }],
    initial: 'waiting',
    on: {
      cardRead: { target: 'checking', actions: assign({ card: ({ event }) => event.card }) },
      cardFailed: {
        target: 'problem',
        actions: { type: 'noteUnread', params: 'identify' },
      },
      endVisit: 'goodbye',
      back: {
        target: 'hall',
        actions: assign({ orders: [], application: null, desk: noDesk, mineWanted: false }),
      },
      home: {
        target: 'hall',
        actions: assign({ orders: [], application: null, desk: noDesk, mineWanted: false, trail: door }),
      },
    },
    states: {
      waiting: {
        entry: 'runIdle',
        on: {
          cardReading: 'reading',
          codeRead: {
            target: '#visit.visit.checkingCode',
            actions: assign({ code: ({ event }) => event.text }),
          },
          codeFailed: {
            target: '#visit.visit.problem',
            actions: { type: 'noteUnread', params: 'identify' },
          },
        },
      },
      reading: {
        entry: 'pauseIdle',
        after: {
          reading: {
            target: '#visit.visit.problem',
            actions: { type: 'noteEndlessReading', params: 'identify' },
          },
        },
      },
    },
  }),
  checking: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: {
        target: 'problem',
        actions: { type: 'noteEndlessCheck', params: 'identify' },
      },
    },
    invoke: {
      src: 'identify',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        card: context.card,
        known: null,
      }),
      onDone: [
        { guard: ({ event }) => event.output.ok, target: 'identified', actions: 'noteIdentification' },
        { target: 'problem', actions: { type: 'noteRefusal', params: 'identify' } },
      ],
    },
  }),
  checkingCode: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: {
        target: 'problem',
        actions: { type: 'noteEndlessCheck', params: 'identify' },
      },
    },
    invoke: {
      src: 'identifyByCode',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        code: present(context.code, 'code'),
      }),
      onDone: [
        { guard: ({ event }) => event.output.ok, target: 'identified', actions: 'noteIdentification' },
        { target: 'problem', actions: { type: 'noteRefusal', params: 'identify' } },
      ],
    },
  }),
  /** Goes on with what was chosen before anybody was identified, if anything was and may be had. */
  identified: visit.createStateConfig({
    always: [
      { guard: 'mayGoOn', target: 'assuring' },
      { guard: ({ context }) => context.desk.wantsProgress, target: 'askingProgress' },
      { target: 'choose' },
    ],
  }),
});
