import { assign, fromCallback, fromPromise, raise, setup, type SnapshotFrom } from 'xstate';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { StaffAction } from '../../contract/staff/staff-intents.ts';
import type { StaffPageName } from '../../contract/staff/staff-words.ts';
import type {
  ActionResult,
  CardHolder,
  LeaveReason,
  PresentedCredential,
  RecogniseOutcome,
  Refusal,
  SignedIn,
  SignInOutcome,
  StaffServices,
} from './staff-types.ts';

/** How long nothing may be touched before it is asked whether somebody is there, and how long then. */
export interface StaffLimits {
  /** Card and PIN: a resident may have touched the button by mistake. */
  readonly signInMilliseconds: number;
  readonly panelMilliseconds: number;
  readonly warningMilliseconds: number;
}

/** Longest reading of a card, longest check of a PIN; past it something hangs. */
const workingMilliseconds = 30_000;
/** A backup of a large database takes its time. */
const performingMilliseconds = 300_000;

export interface StaffContext {
  readonly card: unknown;
  /** Shown in place of a card. */
  readonly presented: PresentedCredential | null;
  readonly holder: CardHolder | null;
  readonly pin: string | null;
  readonly refusal: Refusal | null;
  readonly member: SignedIn | null;
  readonly page: StaffPageName;
  readonly action: StaffAction | null;
  readonly result: ActionResult | null;
  readonly leaving: LeaveReason;
  /** When the present idle stretch is over, on the monotonic clock. */
  readonly idleEndsAt: number | null;
}

export type StaffEvent =
  | { readonly type: 'cardReading' }
  | { readonly type: 'cardRead'; readonly card: unknown }
  | { readonly type: 'cardFailed' }
  | { readonly type: 'slipRead'; readonly text: string }
  | { readonly type: 'useStick' }
  | { readonly type: 'pin'; readonly pin: string }
  | { readonly type: 'openPage'; readonly page: StaffPageName }
  | { readonly type: 'perform'; readonly action: StaffAction }
  | { readonly type: 'cancelTest' }
  | { readonly type: 'signOut' }
  | { readonly type: 'stillHere' }
  | { readonly type: 'idle.run' }
  | { readonly type: 'idle.pause' }
  | { readonly type: 'idle.expired' };

const refused = (reason: Refusal['reason']): Refusal => ({ reason, lockedUntil: null });

const initialContext: StaffContext = {
  card: null,
  presented: null,
  holder: null,
  pin: null,
  refusal: null,
  member: null,
  page: 'today',
  action: null,
  result: null,
  leaving: 'by-hand',
  idleEndsAt: null,
};

const present = <Value>(value: Value | null, name: string): Value => {
  if (value === null) throw new Error(`staff chart: ${name} is missing`);
  return value;
};

/**
 * The statechart of staff mode, from the card to the way out: who signs in, which page is open, what is under way. Two
 * regions as in the visit chart: `staff`, and `idle`, which leads back to the residents when nobody touches anything.
 * It ends when somebody leaves.
 */
export const createStaffMachine = (services: StaffServices, limits: StaffLimits, clock: Clock) =>
  setup({
    types: { context: {} as StaffContext, events: {} as StaffEvent },
    delays: {
      idle: ({ context }) => (context.member === null ? limits.signInMilliseconds : limits.panelMilliseconds),
      warning: limits.warningMilliseconds,
      working: workingMilliseconds,
      performing: performingMilliseconds,
    },
    actors: {
      lookForCard: fromCallback<StaffEvent>(({ sendBack }) =>
        services.lookForCard({
          reading: () => sendBack({ type: 'cardReading' }),
          read: (card) => sendBack({ type: 'cardRead', card }),
          failed: () => sendBack({ type: 'cardFailed' }),
        }),
      ),
      lookForSlip: fromCallback<StaffEvent>(({ sendBack }) =>
        services.lookForSlip((text) => sendBack({ type: 'slipRead', text })),
      ),
      recognise: fromPromise<RecogniseOutcome, Pick<StaffContext, 'card' | 'presented'>>(({ input }) =>
        input.presented === null
          ? services.recognise(input.card)
          : services.recogniseCredential(input.presented),
      ),
      signIn: fromPromise<SignInOutcome, Parameters<StaffServices['signIn']>[0]>(({ input }) =>
        services.signIn(input),
      ),
      perform: fromPromise<ActionResult, Omit<Parameters<StaffServices['perform']>[0], 'signal'>>(
        ({ input, signal }) => services.perform({ ...input, signal }),
      ),
    },
    actions: {
      runIdle: raise({ type: 'idle.run' }),
      pauseIdle: raise({ type: 'idle.pause' }),
      tellOpened: ({ context }) => services.opened(present(context.member, 'member'), context.page),
      forget: assign(({ context: { member, leaving } }) => {
        if (member !== null) services.signedOut(member, leaving);
        return { ...initialContext, leaving };
      }),
    },
  }).createMachine({
    id: 'staff',
    type: 'parallel',
    context: initialContext,
    states: {
      staff: {
        initial: 'card',
        on: {
          signOut: '.left',
          'idle.expired': { target: '.left', actions: assign({ leaving: 'timed-out' }) },
        },
        states: {
          card: {
            invoke: [{ src: 'lookForCard' }, { src: 'lookForSlip' }],
            initial: 'waiting',
            entry: assign({ holder: null, card: null }),
            on: {
              cardRead: {
                target: 'recognising',
                actions: assign({ card: ({ event }) => event.card, refusal: null }),
              },
              slipRead: {
                target: 'recognising',
                actions: assign({
                  presented: ({ event }) => ({ from: 'scan', text: event.text }) as const,
                  refusal: null,
                }),
              },
              useStick: {
                target: 'recognising',
                actions: assign({ presented: { from: 'stick' } as const, refusal: null }),
              },
              cardFailed: {
                target: 'card',
                reenter: true,
                actions: assign({ refusal: refused('card-not-read') }),
              },
            },
            states: {
              waiting: { entry: 'runIdle', on: { cardReading: 'reading' } },
              reading: {
                entry: 'pauseIdle',
                after: {
                  working: {
                    target: '#staff.staff.card',
                    reenter: true,
                    actions: assign({ refusal: refused('card-not-read') }),
                  },
                },
              },
            },
          },
          recognising: {
            entry: 'pauseIdle',
            exit: assign({ card: null, presented: null }),
            after: {
              working: { target: 'card', actions: assign({ refusal: refused('check-never-ended') }) },
            },
            invoke: {
              src: 'recognise',
              input: ({ context: { card, presented } }) => ({ card, presented }),
              onDone: [
                {
                  guard: ({ event }) => event.output.outcome === 'recognised',
                  target: 'pin',
                  actions: assign({
                    holder: ({ event }) =>
                      event.output.outcome === 'recognised' ? event.output.holder : null,
                  }),
                },
                {
                  target: 'card',
                  actions: assign({
                    refusal: ({ event }) =>
                      event.output.outcome === 'refused' ? event.output.refusal : null,
                  }),
                },
              ],
            },
          },
          pin: {
            entry: 'runIdle',
            on: { pin: { target: 'checking', actions: assign({ pin: ({ event }) => event.pin }) } },
          },
          checking: {
            entry: 'pauseIdle',
            exit: assign({ pin: null }),
            after: {
              working: { target: 'card', actions: assign({ refusal: refused('check-never-ended') }) },
            },
            invoke: {
              src: 'signIn',
              input: ({ context }) => ({
                holder: present(context.holder, 'card holder'),
                pin: present(context.pin, 'PIN'),
              }),
              onDone: [
                {
                  guard: ({ event }) => event.output.outcome === 'signed-in',
                  target: 'panel',
                  actions: assign({
                    member: ({ event }) =>
                      event.output.outcome === 'signed-in' ? event.output.member : null,
                    refusal: null,
                  }),
                },
                {
                  guard: ({ event }) =>
                    event.output.outcome === 'refused' && event.output.refusal.reason === 'wrong-pin',
                  target: 'pin',
                  actions: assign({ refusal: refused('wrong-pin') }),
                },
                {
                  target: 'card',
                  actions: assign({
                    refusal: ({ event }) =>
                      event.output.outcome === 'refused' ? event.output.refusal : null,
                  }),
                },
              ],
            },
          },
          panel: {
            initial: 'ready',
            entry: 'tellOpened',
            states: {
              ready: {
                entry: 'runIdle',
                on: {
                  openPage: {
                    target: 'ready',
                    reenter: true,
                    actions: [assign({ page: ({ event }) => event.page, result: null }), 'tellOpened'],
                  },
                  perform: {
                    target: 'performing',
                    actions: assign({ action: ({ event }) => event.action, result: null }),
                  },
                },
              },
              performing: {
                entry: 'pauseIdle',
                exit: assign({ action: null }),
                on: {
                  cancelTest: { guard: ({ context }) => context.action?.name === 'runTest', target: 'ready' },
                },
                after: {
                  performing: {
                    target: 'ready',
                    actions: assign({ result: { code: 'never-ended', good: false } as const }),
                  },
                },
                invoke: {
                  src: 'perform',
                  input: ({ context }) => ({
                    member: present(context.member, 'member'),
                    action: present(context.action, 'action'),
                  }),
                  onDone: {
                    target: 'ready',
                    actions: assign({ result: ({ event }) => event.output }),
                  },
                },
              },
            },
          },
          left: { entry: ['pauseIdle', 'forget'] },
        },
      },
      idle: {
        initial: 'paused',
        states: {
          paused: { entry: assign({ idleEndsAt: null }), on: { 'idle.run': 'running' } },
          running: {
            entry: assign({
              idleEndsAt: ({ context }) =>
                clock.monotonic() +
                (context.member === null ? limits.signInMilliseconds : limits.panelMilliseconds),
            }),
            after: { idle: 'warning' },
            on: {
              'idle.run': { target: 'running', reenter: true },
              'idle.pause': 'paused',
              stillHere: { target: 'running', reenter: true },
            },
          },
          warning: {
            entry: assign({ idleEndsAt: () => clock.monotonic() + limits.warningMilliseconds }),
            after: { warning: { target: 'paused', actions: raise({ type: 'idle.expired' }) } },
            on: { 'idle.run': 'running', 'idle.pause': 'paused', stillHere: 'running' },
          },
        },
      },
    },
  });

export type StaffMachine = ReturnType<typeof createStaffMachine>;
export type StaffState = SnapshotFrom<StaffMachine>;
