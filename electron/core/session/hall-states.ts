import { assign } from 'xstate';
import { changedPlace, door, goTo, placeOf, stepBack } from '../hall/hall-place.ts';
import { openReply } from '../replies/reply-form.ts';
import { timesFor } from './appointment-states.ts';
import { noDesk } from './desk-context.ts';
import { noCertificates, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/**
 * The service hall: looking through what can be done, searching, reading guides. Nobody has to be identified for it; who
 * lays a card or holds up a code is, at once, and goes on from there with what was chosen.
 */
export const hallStates = (visit: VisitSetup) => ({
  hall: visit.createStateConfig({
    invoke: {
      src: 'lookForNewcomer',
      input: ({ context }) => ({ isWanted: context.person === null }),
    },
    initial: 'waiting',
    on: {
      cardRead: {
        target: 'opening',
        actions: ['beginVisit', assign({ card: ({ event }) => event.card })],
      },
      cardFailed: {
        target: 'problem',
        actions: ['beginVisit', { type: 'noteUnread', params: 'identify' }],
      },
      codeRead: {
        target: 'opening',
        actions: ['beginVisit', assign({ code: ({ event }) => event.text })],
      },
      codeFailed: {
        target: 'problem',
        actions: ['beginVisit', { type: 'noteUnread', params: 'identify' }],
      },
      endVisit: 'goodbye',
    },
    states: {
      waiting: {
        entry: 'runIdle',
        on: {
          cardReading: 'reading',
          goTo: {
            actions: [
              assign(({ context, event }) => ({
                trail: goTo(context.trail, event.place),
                noticePrint: 'not-asked' as const,
              })),
              'runIdle',
            ],
          },
          turnPage: {
            actions: [
              assign(({ context, event }) => {
                const place = placeOf(context.trail);
                return 'page' in place
                  ? { trail: changedPlace(context.trail, { ...place, page: event.page }) }
                  : {};
              }),
              'runIdle',
            ],
          },
          takeParts: {
            guard: ({ context }) => placeOf(context.trail).kind === 'package',
            actions: [
              assign(({ context, event }) => {
                const place = placeOf(context.trail);
                const { chosen } = event;
                return place.kind === 'package'
                  ? { trail: changedPlace(context.trail, { ...place, chosen }) }
                  : {};
              }),
              'runIdle',
            ],
          },
          searchFor: {
            guard: ({ context }) => placeOf(context.trail).kind === 'search',
            actions: [
              assign(({ context, event }) => {
                const place = placeOf(context.trail);
                const among = place.kind === 'search' ? place.among : 'items';
                return {
                  trail: changedPlace(context.trail, { kind: 'search', among, text: event.text, page: 1 }),
                };
              }),
              'runIdle',
            ],
          },
          openProgress: [
            {
              guard: { type: 'isWithheld', params: 'progress' },
              target: '#visit.visit.problem',
              actions: { type: 'noteWithheld', params: 'progress' },
            },
            {
              guard: 'isIdentified',
              target: '#visit.visit.askingProgress',
              actions: assign({ orders: [], application: null, aim: null }),
            },
            {
              target: '#visit.visit.progressDoor',
              actions: assign({ orders: [], application: null, aim: null, desk: noDesk }),
            },
          ],
          openReply: {
            target: '#visit.visit.replyQuestion',
            actions: assign(({ event }) => ({ desk: { ...noDesk, reply: openReply(event.aim) } })),
          },
          openVerification: '#visit.visit.verifyGuide',
          findTimes: [
            {
              guard: { type: 'isWithheld', params: 'appointments' },
              target: '#visit.visit.problem',
              actions: { type: 'noteWithheld', params: 'appointments' },
            },
            {
              target: '#visit.visit.askingTimes',
              actions: assign(({ event }) => ({ appointment: timesFor(event.item) })),
            },
          ],
          printNotice: {
            guard: ({ context }) => placeOf(context.trail).kind === 'guide',
            target: '#visit.visit.printingNotice',
          },
          identify: {
            guard: ({ context }) => context.person === null,
            target: '#visit.visit.opening',
            actions: [
              'beginVisit',
              assign({ orders: [], application: null, aim: null, package: null, desk: noDesk }),
            ],
          },
          matchPolicies: [
            {
              guard: 'isIdentified',
              target: '#visit.visit.identified',
              actions: 'noteMatchWish',
            },
            {
              target: '#visit.visit.opening',
              actions: ['beginVisit', 'noteMatchWish'],
            },
          ],
          openMine: [
            { guard: 'isIdentified', target: '#visit.visit.identified', actions: 'noteMine' },
            { target: '#visit.visit.opening', actions: ['beginVisit', 'noteMine'] },
          ],
          chooseItems: [
            {
              guard: 'isIdentified',
              target: '#visit.visit.identified',
              actions: 'noteOrders',
            },
            {
              target: '#visit.visit.opening',
              actions: ['beginVisit', 'noteOrders'],
            },
          ],
          chooseApplication: [
            {
              guard: 'isIdentified',
              target: '#visit.visit.identified',
              actions: 'noteApplication',
            },
            {
              target: '#visit.visit.opening',
              actions: ['beginVisit', 'noteApplication'],
            },
          ],
          back: [
            {
              guard: ({ context }) => stepBack(context.trail) !== null,
              actions: [
                assign(({ context }) => ({
                  trail: stepBack(context.trail) ?? door,
                  noticePrint: 'not-asked' as const,
                })),
                'runIdle',
              ],
            },
            { guard: 'isIdentified', target: '#visit.visit.choose' },
          ],
          home: [
            { guard: 'isIdentified', target: '#visit.visit.choose' },
            { actions: [assign({ trail: door, noticePrint: 'not-asked' }), 'runIdle'] },
          ],
        },
      },
      reading: {
        entry: 'pauseIdle',
        after: {
          reading: {
            target: '#visit.visit.problem',
            actions: ['beginVisit', { type: 'noteEndlessReading', params: 'identify' }],
          },
        },
      },
    },
  }),
  printingNotice: visit.createStateConfig({
    entry: ['pauseIdle', assign({ printProgress: noCertificates.printProgress })],
    invoke: {
      src: 'printNotice',
      input: ({ context }) => {
        const place = placeOf(context.trail);
        return { itemCode: present(place.kind === 'guide' ? place.code : null, 'guide') };
      },
    },
    on: {
      printProgress: { actions: assign({ printProgress: ({ event }) => event.progress }) },
      printed: {
        target: 'hall',
        actions: assign(({ event }) => ({
          noticePrint: event.outcome.outcome === 'completed' ? ('printed' as const) : event.outcome.outcome,
        })),
      },
    },
  }),
});
