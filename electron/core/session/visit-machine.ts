import {
  type ActorRefFrom,
  assign,
  fromCallback,
  fromPromise,
  raise,
  type SnapshotFrom,
  setup,
} from 'xstate';
import type { Clock } from '../../../drivers/device/clock.ts';
import {
  initialContext,
  nobody,
  noCertificate,
  present,
  type Retry,
  type VisitContext,
  type VisitEvent,
} from './visit-context.ts';
import type { Failure, IdentifyOutcome, PreparedCertificate, VisitServices } from './visit-types.ts';

/** Elder mode: everything that runs out takes this much longer. */
export const elderModeFactor = 2;

/** How long the goodbye stays before the next resident is invited. */
export const goodbyeMilliseconds = 6_000;

/** Longest reading of a card: the slowest answer is 6.5 s, and it may be asked twice. */
export const readingMilliseconds = 20_000;

export interface VisitLimits {
  readonly idleMilliseconds: number;
  readonly warningMilliseconds: number;
}

/** Overwrites a document that nobody needs any more; until it is collected its memory would still hold the page. */
const wipe = (certificate: PreparedCertificate | null): void => {
  certificate?.pdf.fill(0);
};

/**
 * The statechart of a resident's visit: what is on the screen, what may happen next, and how each state ends when nobody
 * does anything. Two regions: `visit`, and `idle`, which watches for a resident who walked away – states that wait for a
 * person run it, states that work pause it.
 */
export const createVisitMachine = (services: VisitServices, limits: VisitLimits, clock: Clock) => {
  const factor = (context: VisitContext): number => (context.elderMode ? elderModeFactor : 1);
  const failed = (failure: Failure, retry: Retry | null) => ({ failure: { ...failure, retry } });

  return setup({
    types: { context: {} as VisitContext, events: {} as VisitEvent },
    delays: {
      idle: ({ context }) => limits.idleMilliseconds * factor(context),
      warning: ({ context }) => limits.warningMilliseconds * factor(context),
      goodbye: goodbyeMilliseconds,
      reading: readingMilliseconds,
    },
    actors: {
      lookForCard: fromCallback<VisitEvent>(({ sendBack }) =>
        services.lookForCard({
          reading: () => sendBack({ type: 'cardReading' }),
          read: (card) => sendBack({ type: 'cardRead', card }),
          failed: (failure) => sendBack({ type: 'cardFailed', failure }),
        }),
      ),
      identify: fromPromise<IdentifyOutcome, { visitId: string; card: unknown }>(({ input }) =>
        services.identify(input.visitId, input.card),
      ),
      prepare: fromCallback<VisitEvent, Parameters<VisitServices['prepare']>[0]>(({ sendBack, input }) => {
        void services
          .prepare(input, (step) => sendBack({ type: 'prepareStep', step }))
          .then((outcome) => sendBack({ type: 'prepared', outcome }));
      }),
      print: fromCallback<VisitEvent, Parameters<VisitServices['print']>[0]>(({ sendBack, input }) => {
        void services
          .print(input, (progress) => sendBack({ type: 'printProgress', progress }))
          .then((outcome) => sendBack({ type: 'printed', outcome }));
      }),
    },
    guards: {
      isIdentified: ({ context }) => context.person !== null,
      mayRetry: ({ context }, retry: Retry) => context.failure?.retry === retry,
    },
    actions: {
      runIdle: raise({ type: 'idle.run' }),
      pauseIdle: raise({ type: 'idle.pause' }),
      forgetCertificate: assign(({ context }) => {
        wipe(context.certificate);
        return noCertificate;
      }),
      endAndForget: assign(({ context }) => {
        wipe(context.certificate);
        if (context.visitId !== null) {
          const { visitId, end, locale, elderMode } = context;
          services.endVisit({ visitId, end, presentation: { locale, elderMode } });
        }
        return nobody;
      }),
      beginVisit: assign(({ context: { locale, elderMode } }) => {
        const begun = services.beginVisit({ locale, elderMode });
        return begun.ok ? { visitId: begun.visitId, failure: null } : failed(begun, null);
      }),
    },
  }).createMachine({
    id: 'visit',
    type: 'parallel',
    context: initialContext,
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
        },
        states: {
          attract: {
            entry: 'pauseIdle',
            on: {
              start: { target: 'opening', actions: 'beginVisit' },
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
            },
            // Whoever changed language or size and went away leaves neither to the next one.
            after: { idle: { actions: assign(initialContext) } },
          },
          opening: {
            always: [
              { guard: ({ context }) => context.failure !== null, target: 'problem' },
              { target: 'identify' },
            ],
          },
          identify: {
            invoke: { src: 'lookForCard' },
            initial: 'waiting',
            on: {
              cardRead: { target: 'checking', actions: assign({ card: ({ event }) => event.card }) },
              cardFailed: {
                target: 'problem',
                actions: assign(({ event }) => failed(event.failure, 'identify')),
              },
              endVisit: 'goodbye',
              back: 'goodbye',
            },
            states: {
              waiting: { entry: 'runIdle', on: { cardReading: 'reading' } },
              reading: {
                entry: 'pauseIdle',
                after: {
                  reading: {
                    target: '#visit.visit.problem',
                    actions: assign(() =>
                      failed({ problem: 'card-read-failed', staffCode: 'reading-never-ended' }, 'identify'),
                    ),
                  },
                },
              },
            },
          },
          checking: {
            entry: 'pauseIdle',
            invoke: {
              src: 'identify',
              input: ({ context }) => ({ visitId: present(context.visitId, 'visit id'), card: context.card }),
              onDone: [
                {
                  guard: ({ event }) => event.output.ok,
                  target: 'choose',
                  actions: assign(({ event }) =>
                    event.output.ok ? { person: event.output.person, card: null } : {},
                  ),
                },
                {
                  target: 'problem',
                  actions: assign(({ event }) =>
                    event.output.ok ? {} : { card: null, ...failed(event.output, 'identify') },
                  ),
                },
              ],
            },
          },
          choose: {
            entry: ['runIdle', 'forgetCertificate', assign({ item: null, purposeCode: null })],
            on: {
              chooseItem: { target: 'consent', actions: assign({ item: ({ event }) => event.item }) },
              endVisit: 'goodbye',
            },
          },
          consent: {
            entry: 'runIdle',
            on: {
              choosePurpose: {
                actions: [assign({ purposeCode: ({ event }) => event.purposeCode }), 'runIdle'],
              },
              consent: { guard: ({ context }) => context.purposeCode !== null, target: 'preparing' },
              back: 'choose',
              home: 'choose',
              endVisit: 'goodbye',
            },
          },
          preparing: {
            entry: ['pauseIdle', assign({ prepareStep: 'asking', failure: null })],
            invoke: {
              src: 'prepare',
              input: ({ context }) => ({
                visitId: present(context.visitId, 'visit id'),
                person: present(context.person, 'person'),
                item: present(context.item, 'item'),
                purposeCode: present(context.purposeCode, 'purpose'),
              }),
            },
            on: {
              prepareStep: { actions: assign({ prepareStep: ({ event }) => event.step }) },
              prepared: [
                {
                  guard: ({ event }) => event.outcome.ok,
                  target: 'preview',
                  actions: assign(({ event }) =>
                    event.outcome.ok ? { certificate: event.outcome.certificate } : {},
                  ),
                },
                {
                  target: 'problem',
                  actions: assign(({ event }) =>
                    event.outcome.ok
                      ? {}
                      : failed(event.outcome, event.outcome.certificateNumber ? null : 'prepare'),
                  ),
                },
              ],
            },
          },
          preview: {
            entry: 'runIdle',
            on: { print: 'printing', back: 'choose', home: 'choose', endVisit: 'goodbye' },
          },
          printing: {
            entry: ['pauseIdle', assign({ printProgress: noCertificate.printProgress, failure: null })],
            invoke: {
              src: 'print',
              input: ({ context }) => ({
                visitId: present(context.visitId, 'visit id'),
                person: present(context.person, 'person'),
                certificate: present(context.certificate, 'certificate'),
              }),
            },
            on: {
              printProgress: { actions: assign({ printProgress: ({ event }) => event.progress }) },
              printed: [
                {
                  guard: ({ event }) => event.outcome.outcome === 'completed',
                  target: 'takePaper',
                  actions: assign({ end: 'completed' }),
                },
                {
                  target: 'problem',
                  actions: assign(({ event }) => {
                    const { outcome } = event;
                    if (outcome.outcome === 'completed') return {};
                    return failed(outcome, outcome.outcome === 'failed' ? 'print' : null);
                  }),
                },
              ],
            },
          },
          takePaper: {
            entry: 'runIdle',
            on: { paperTaken: 'rate', home: 'choose', endVisit: 'goodbye' },
          },
          rate: {
            entry: 'runIdle',
            on: {
              rate: {
                target: 'goodbye',
                actions: ({ context, event }) =>
                  services.rate({
                    visitId: present(context.visitId, 'visit id'),
                    requestId: present(context.certificate, 'certificate').requestId,
                    itemCode: present(context.item, 'item').code,
                    level: event.level,
                  }),
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
                  target: 'identify',
                  actions: assign({ failure: null }),
                },
                { guard: { type: 'mayRetry', params: 'prepare' }, target: 'preparing' },
                { guard: { type: 'mayRetry', params: 'print' }, target: 'printing' },
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
            after: {
              goodbye: { target: 'attract', actions: assign(initialContext) },
            },
          },
        },
      },
      idle: {
        initial: 'paused',
        states: {
          paused: { entry: assign({ idleEndsAt: null }), on: { 'idle.run': 'running' } },
          running: {
            entry: assign({
              idleEndsAt: ({ context }) => clock.monotonic() + limits.idleMilliseconds * factor(context),
            }),
            after: { idle: 'warning' },
            // Re-entered from within: from the region itself it would reset the other region, too.
            on: {
              'idle.run': { target: 'running', reenter: true },
              'idle.pause': 'paused',
              stillHere: { target: 'running', reenter: true },
              setLocale: { target: 'running', reenter: true },
              setElderMode: { target: 'running', reenter: true },
            },
          },
          warning: {
            entry: assign({
              idleEndsAt: ({ context }) => clock.monotonic() + limits.warningMilliseconds * factor(context),
            }),
            after: { warning: { target: 'paused', actions: raise({ type: 'idle.expired' }) } },
            on: {
              'idle.run': 'running',
              'idle.pause': 'paused',
              stillHere: 'running',
              setLocale: 'running',
              setElderMode: 'running',
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
