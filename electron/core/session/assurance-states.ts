import { assign } from 'xstate';
import { standingPerson } from './agency-types.ts';
import { faceAttempts } from './assurance-types.ts';
import { present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/**
 * Raising the assurance of an identification to what the chosen item asks for: a card to a code (2), a face or a member of
 * staff to a card (3). A face is never the only way.
 */
export const assuranceStates = (visit: VisitSetup) => ({
  assuring: visit.createStateConfig({
    always: [
      { guard: 'mayNotDoFor', target: 'problem', actions: 'noteAgencyObstacle' },
      { guard: 'mayHelp', target: 'helpWays' },
      { guard: 'mayMatch', target: 'policyConsent' },
      { guard: 'mayOpenMine', target: 'myConsent' },
      { guard: 'mayBook', target: 'appointmentReview' },
      { guard: 'mayGrant', target: 'filing' },
      { guard: 'mayFillIn', target: 'fillingIn' },
      { guard: 'mayCollect', target: 'preparing' },
      { guard: 'mayConsent', target: 'consent' },
      { guard: 'needsCard', target: 'addCard' },
      { guard: 'mayTryFace', target: 'face' },
      { guard: 'mayAskForComparison', target: 'faceConsent' },
      { target: 'otherWay' },
    ],
  }),
  addCard: visit.createStateConfig({
    invoke: { src: 'lookForCard' },
    initial: 'waiting',
    on: {
      cardRead: { target: 'checkingAddedCard', actions: assign({ card: ({ event }) => event.card }) },
      cardFailed: {
        target: 'problem',
        actions: { type: 'noteUnread', params: 'assure' },
      },
      back: 'choose',
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
            actions: { type: 'noteEndlessReading', params: 'assure' },
          },
        },
      },
    },
  }),
  checkingAddedCard: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: {
        target: 'problem',
        actions: { type: 'noteEndlessCheck', params: 'assure' },
      },
    },
    invoke: {
      src: 'identify',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        card: context.card,
        known: present(context.person, 'person'),
      }),
      onDone: [
        { guard: ({ event }) => event.output.ok, target: 'assuring', actions: 'noteIdentification' },
        { target: 'problem', actions: { type: 'noteRefusal', params: 'assure' } },
      ],
    },
  }),
  face: visit.createStateConfig({
    entry: ['pauseIdle', assign({ faceWish: null })],
    exit: assign({ faceWish: null }),
    after: { lookingAtFace: { target: 'otherWay', actions: assign({ faceRefusal: 'engine-unusable' }) } },
    invoke: {
      src: 'verifyFace',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: standingPerson(present(context.person, 'person')),
        photo: context.photo,
        comparisonAgreedAt: context.comparisonAgreedAt,
        elderMode: context.elderMode,
      }),
    },
    on: {
      faceProgress: { actions: assign({ faceWish: ({ event }) => event.wish }) },
      faceDone: [
        {
          guard: ({ event }) => event.outcome.outcome === 'same-person',
          target: 'assuring',
          actions: 'noteRaisedPerson',
        },
        {
          guard: ({ event, context }) =>
            event.outcome.outcome === 'not-verified' && context.faceTries + 1 < faceAttempts,
          target: 'faceAgain',
          actions: 'noteFaceRefusal',
        },
        {
          guard: ({ event }) => event.outcome.outcome === 'failed',
          target: 'problem',
          actions: 'noteUnrecorded',
        },
        {
          guard: ({ event }) =>
            event.outcome.outcome === 'impossible' && event.outcome.obstacle === 'no-photo',
          target: 'assuring',
          actions: 'noteFaceRefusal',
        },
        { target: 'otherWay', actions: 'noteFaceRefusal' },
      ],
      otherWay: 'otherWay',
      back: 'choose',
      endVisit: 'goodbye',
    },
  }),
  /** The card has no photo that can be read: the platform may compare, if the resident agrees to that by itself. */
  faceConsent: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      consent: { target: 'face', actions: 'noteComparisonAgreed' },
      otherWay: 'otherWay',
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  /** Says what was wrong with the last look, before the next. */
  faceAgain: visit.createStateConfig({
    entry: 'runIdle',
    on: { retry: 'face', otherWay: 'otherWay', back: 'choose', home: 'choose', endVisit: 'goodbye' },
  }),
  /** No face, or no more: a member of staff can vouch, or the resident takes up something else. */
  otherWay: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      callStaff: { guard: 'staffCanVouch', target: 'vouch' },
      retry: [
        { guard: 'mayTryFace', target: 'face' },
        { guard: 'mayAskForComparison', target: 'faceConsent' },
      ],
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  vouch: visit.createStateConfig({
    initial: 'card',
    exit: assign({ staffCard: null }),
    on: {
      back: 'otherWay',
      home: 'choose',
      endVisit: 'goodbye',
    },
    states: {
      card: {
        entry: 'runIdle',
        invoke: { src: 'lookForCard' },
        on: {
          cardRead: {
            target: 'recognising',
            actions: assign({ staffCard: ({ event }) => event.card, vouchRefusal: null }),
          },
          cardFailed: {
            target: 'card',
            reenter: true,
            actions: assign({ vouchRefusal: { reason: 'card-not-read' } }),
          },
        },
      },
      recognising: {
        entry: 'pauseIdle',
        after: {
          working: {
            target: '#visit.visit.problem',
            actions: { type: 'noteEndlessCheck', params: 'assure' },
          },
        },
        invoke: {
          src: 'recogniseStaff',
          input: ({ context }) => ({
            person: standingPerson(present(context.person, 'person')),
            staffCard: context.staffCard,
          }),
          onDone: [
            { guard: ({ event }) => event.output.outcome === 'staff', target: 'pin' },
            {
              target: 'card',
              actions: 'noteVouchRefusal',
            },
          ],
        },
      },
      pin: {
        entry: 'runIdle',
        on: { staffPin: { target: 'checking', actions: assign({ pin: ({ event }) => event.pin }) } },
      },
      checking: {
        entry: 'pauseIdle',
        after: {
          working: {
            target: '#visit.visit.problem',
            actions: { type: 'noteEndlessCheck', params: 'assure' },
          },
        },
        exit: assign({ pin: null }),
        invoke: {
          src: 'vouch',
          input: ({ context }) => ({
            visitId: present(context.visitId, 'visit id'),
            person: standingPerson(present(context.person, 'person')),
            staffCard: context.staffCard,
            pin: present(context.pin, 'PIN'),
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.outcome === 'vouched',
              target: '#visit.visit.assuring',
              actions: 'noteRaisedPerson',
            },
            {
              guard: ({ event }) => event.output.outcome === 'refused' && event.output.reason === 'wrong-pin',
              target: 'pin',
              actions: assign({ vouchRefusal: { reason: 'wrong-pin' } }),
            },
            {
              guard: ({ event }) => event.output.outcome === 'refused',
              target: 'card',
              actions: 'noteVouchRefusal',
            },
            {
              target: '#visit.visit.problem',
              actions: 'noteUnrecorded',
            },
          ],
        },
      },
    },
  }),
});
