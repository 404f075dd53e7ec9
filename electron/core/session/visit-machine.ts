import { type ActorRefFrom, assign, raise, type SnapshotFrom } from 'xstate';
import type { Clock } from '../../../drivers/device/clock.ts';
import { door } from '../hall/hall-place.ts';
import { agencyStates } from './agency-states.ts';
import { appointmentStates } from './appointment-states.ts';
import { assuranceStates } from './assurance-states.ts';
import { certificateStates } from './certificate-states.ts';
import { filingStates } from './filing-states.ts';
import { hallStates } from './hall-states.ts';
import { leftCardStates } from './left-card-states.ts';
import { materialStates } from './material-states.ts';
import { progressStates } from './progress-states.ts';
import { replyStates } from './reply-states.ts';
import { identificationStates } from './identification-states.ts';
import { myDocumentsStates } from './my-documents-states.ts';
import { verificationStates } from './verification-states.ts';
import { creditStates } from './credit-states.ts';
import { knownStates } from './known-states.ts';
import { policyStates } from './policy-states.ts';
import { noPolicies } from './policy-types.ts';
import { contextOfNext } from './visit-context.ts';
import { standingPerson } from './agency-types.ts';
import type { VisitServices } from './visit-services.ts';
import { setUpVisit, timeFactor, type VisitLimits } from './visit-setup.ts';

/**
 * The statechart of a resident's visit: what is on the screen, what may happen next, and how each state ends when nobody
 * does anything. Two regions: `visit`, and `idle`, which watches for a resident who walked away – states that wait for a
 * person run it, states that work pause it.
 */
export const createVisitMachine = (services: VisitServices, limits: VisitLimits, clock: Clock) => {
  const visit = setUpVisit(services, limits);
  return visit.createMachine({
    id: 'visit',
    type: 'parallel',
    context: () => contextOfNext(services.standingLocale()),
    states: {
      visit: {
        initial: 'attract',
        on: {
          'idle.expired': {
            target: '.goodbye',
            actions: assign({
              end: ({ context }) => (context.end === 'completed' ? 'completed' : 'timed-out'),
            }),
          },
          setLocale: { actions: assign({ locale: ({ event }) => event.locale }) },
          setElderMode: { actions: assign({ elderMode: ({ event }) => event.on }) },
          setComfort: { actions: assign(({ event }) => event.change) },
        },
        states: {
          attract: {
            entry: 'pauseIdle',
            invoke: { src: 'lookForCode' },
            on: {
              start: { target: 'hall', actions: assign({ trail: door }) },
              enterMaintenance: 'maintenance',
              codeRead: { target: 'verifying', actions: 'noteScannedCode' },
              codeFailed: { target: 'verifying', actions: 'noteScannedCode' },
              setLocale: {
                target: 'attract',
                reenter: true,
                actions: assign({ locale: ({ event }) => event.locale }),
              },
              setElderMode: {
                target: 'attract',
                reenter: true,
                actions: assign({ elderMode: ({ event }) => event.on }),
              },
              setComfort: {
                target: 'attract',
                reenter: true,
                actions: assign(({ event }) => event.change),
              },
            },
            // Whoever changed language or size and went away leaves neither to the next one.
            after: { idle: { actions: 'meetNext' } },
          },
          /** Staff are at work: nobody is served and no code is looked at. What they do has its own chart (staff-mode/). */
          maintenance: {
            // Whoever sees little and works here keeps the colours; large letters and reach are the residents'.
            entry: ['pauseIdle', assign({ elderMode: false, seated: false, voice: null })],
            invoke: { src: 'staffMode' },
            on: {
              maintenanceLeft: { target: 'attract', actions: 'meetNext' },
              setElderMode: {},
              setComfort: [{ guard: 'isOfContrast', actions: assign(({ event }) => event.change) }, {}],
            },
          },
          ...verificationStates(visit),
          ...hallStates(visit),
          opening: {
            always: [
              { guard: ({ context }) => context.failure !== null, target: 'problem' },
              { guard: ({ context }) => context.card !== null, target: 'checking' },
              { guard: ({ context }) => context.code !== null, target: 'checkingCode' },
              { target: 'identify' },
            ],
          },
          ...identificationStates(visit),
          choose: {
            entry: ['runIdle', 'forgetBusiness'],
            on: {
              chooseItems: { guard: 'mayPrintThese', target: 'assuring', actions: 'noteOrders' },
              chooseApplication: { target: 'assuring', actions: 'noteApplication' },
              openMine: { target: 'assuring', actions: 'noteMine' },
              openHall: { target: 'hall', actions: assign({ trail: door }) },
              openProgress: [
                {
                  guard: { type: 'isWithheld', params: 'progress' },
                  target: 'problem',
                  actions: { type: 'noteWithheld', params: 'progress' },
                },
                { target: 'askingProgress' },
              ],
              matchPolicies: {
                target: 'assuring',
                // Whatever was opened in the hall before, it is not what is asked for here.
                actions: ['noteMatchWish', assign({ trail: door, policies: noPolicies })],
              },
              helpAnother: {
                guard: 'actsForOneself',
                target: 'assuring',
                actions: assign({ aim: 'help' }),
              },
              actForMyself: {
                target: 'choose',
                reenter: true,
                actions: assign(({ context }) => ({
                  person: context.person && standingPerson(context.person),
                })),
              },
              endVisit: 'goodbye',
            },
          },
          ...agencyStates(visit),
          ...policyStates(visit),
          ...appointmentStates(visit),
          ...assuranceStates(visit),
          ...myDocumentsStates(visit),
          ...certificateStates(visit),
          ...creditStates(visit),
          ...knownStates(visit),
          ...filingStates(visit),
          ...materialStates(visit),
          ...progressStates(visit),
          ...replyStates(visit),
          takePaper: {
            entry: 'runIdle',
            on: { paperTaken: 'rate', home: 'choose', endVisit: 'goodbye' },
          },
          rate: {
            entry: 'runIdle',
            on: {
              rate: {
                target: 'goodbye',
                actions: { type: 'rate', params: ({ event }) => event.level },
              },
              skipRating: 'goodbye',
              home: 'choose',
              endVisit: 'goodbye',
            },
          },
          problem: {
            entry: 'runIdle',
            on: {
              retry: [
                {
                  guard: { type: 'mayRetry', params: 'identify' },
                  target: 'opening',
                  actions: [
                    'forgetFormerBusiness',
                    assign({ failure: null, card: null, code: null }),
                    'beginVisit',
                  ],
                },
                {
                  guard: { type: 'mayRetry', params: 'assure' },
                  target: 'assuring',
                  actions: assign({ failure: null }),
                },
                {
                  guard: { type: 'mayRetry', params: 'match' },
                  target: 'matchingPolicies',
                  actions: assign({ failure: null }),
                },
                {
                  guard: { type: 'mayRetry', params: 'help' },
                  target: 'helpWays',
                  actions: assign({ failure: null }),
                },
                {
                  guard: { type: 'mayRetry', params: 'prepare' },
                  target: 'preparing',
                  actions: assign({ missing: [] }),
                },
                { guard: { type: 'mayRetry', params: 'print' }, target: 'printing' },
                { guard: { type: 'mayRetry', params: 'progress' }, target: 'askingProgress' },
                {
                  guard: { type: 'mayRetry', params: 'reply' },
                  target: 'replyReview',
                  actions: assign({ failure: null }),
                },
                {
                  guard: 'maySubmitAgain',
                  target: 'review',
                  actions: assign({ failure: null }),
                },
                {
                  guard: { type: 'mayRetry', params: 'fill-in' },
                  target: 'question',
                  actions: assign({ failure: null }),
                },
              ],
              home: { guard: 'isIdentified', target: 'choose' },
              endVisit: {
                target: 'goodbye',
                actions: assign({
                  end: ({ context }) => (context.end === 'completed' ? 'completed' : 'problem'),
                }),
              },
            },
          },
          goodbye: {
            entry: ['pauseIdle', 'endAndForget'],
            invoke: { src: 'watchCard' },
            on: {
              cardLies: { actions: assign({ cardLies: true }) },
              cardGone: { actions: assign({ cardLies: false }) },
            },
            after: {
              goodbye: [
                { guard: ({ context }) => context.cardLies, target: 'cardLeft' },
                { target: 'attract', actions: 'meetNext' },
              ],
            },
          },
          ...leftCardStates(visit, services, clock),
        },
      },
      idle: {
        initial: 'paused',
        states: {
          paused: { entry: assign({ idleEndsAt: null }), on: { 'idle.run': 'running' } },
          running: {
            entry: assign({
              idleEndsAt: ({ context }) => clock.monotonic() + limits.idleMilliseconds * timeFactor(context),
            }),
            after: { idle: 'warning' },
            // Re-entered from within: from the region itself it would reset the other region, too.
            on: {
              'idle.run': { target: 'running', reenter: true },
              'idle.pause': 'paused',
              stillHere: { target: 'running', reenter: true },
              setLocale: { target: 'running', reenter: true },
              setElderMode: { target: 'running', reenter: true },
              setComfort: { target: 'running', reenter: true },
            },
          },
          warning: {
            entry: assign({
              idleEndsAt: ({ context }) =>
                clock.monotonic() + limits.warningMilliseconds * timeFactor(context),
            }),
            after: { warning: { target: 'paused', actions: raise({ type: 'idle.expired' }) } },
            on: {
              'idle.run': 'running',
              'idle.pause': 'paused',
              stillHere: 'running',
              setLocale: 'running',
              setElderMode: 'running',
              setComfort: 'running',
            },
          },
        },
      },
    },
  });
};

export type VisitMachine = ReturnType<typeof createVisitMachine>;
export type VisitActor = ActorRefFrom<VisitMachine>;
export type VisitState = SnapshotFrom<VisitMachine>;
