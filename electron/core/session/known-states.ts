import { assign } from 'xstate';
import { knownFormsOf, toldUnderNames } from './known-rules.ts';
import { failed, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/**
 * What is known for a form, before it is filled in: consent, which may be refused, and the platform's answer. Where nobody can be
 * asked the form begins as it always does.
 */
export const knownStates = (visit: VisitSetup) => ({
  knownConsent: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      consent: 'askingKnown',
      fillInMyself: {
        target: 'fillingIn',
        actions: assign({ known: { state: 'declined' } }),
      },
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  askingKnown: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'fillingIn', actions: assign({ known: { state: 'not-told' } }) },
    },
    invoke: {
      src: 'askKnownAnswers',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
        forms: knownFormsOf(context),
      }),
      onDone: [
        {
          guard: ({ event }) => event.output.outcome === 'failed',
          target: 'problem',
          actions: assign(({ event }) =>
            event.output.outcome === 'failed' ? failed(event.output, null) : {},
          ),
        },
        {
          target: 'fillingIn',
          actions: assign(({ context, event }) => ({
            known:
              event.output.outcome === 'told'
                ? { state: 'told' as const, answers: toldUnderNames(context, event.output.told) }
                : { state: 'not-told' as const },
          })),
        },
      ],
    },
  }),
});
