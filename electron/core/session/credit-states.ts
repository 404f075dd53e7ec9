import { assign } from 'xstate';
import { creditRuleOf } from './credit-rules.ts';
import { failed, present } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/**
 * Credit 信用 that limits or eases, before the form is filled in: consent, the platform's answer, and where somebody stands on
 * the list what that means and how to come off it. Where nobody can be asked the form begins as it always does.
 */
export const creditStates = (visit: VisitSetup) => ({
  creditConsent: visit.createStateConfig({
    entry: 'runIdle',
    on: { consent: 'checkingCredit', back: 'choose', home: 'choose', endVisit: 'goodbye' },
  }),
  checkingCredit: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'fillingIn', actions: assign({ credit: { standing: 'not-known' } }) },
    },
    invoke: {
      src: 'checkCredit',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
        item: present(creditRuleOf(context), 'rule').item.code,
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
          guard: ({ event }) => event.output.outcome === 'told' && event.output.reply.standing === 'listed',
          target: 'creditListed',
          actions: assign(({ event }) =>
            event.output.outcome === 'told' ? { credit: event.output.reply } : {},
          ),
        },
        {
          target: 'fillingIn',
          actions: assign(({ event }) => ({
            credit: event.output.outcome === 'told' ? event.output.reply : { standing: 'not-known' as const },
          })),
        },
      ],
    },
  }),
  creditListed: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      consent: {
        target: 'fillingIn',
        guard: ({ context }) =>
          context.credit?.standing === 'listed' && context.credit.rule === 'limits-promises',
      },
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
});
