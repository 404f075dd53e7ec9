import { assign } from 'xstate';
import type { MatchOutcome, PoliciesOfVisit } from './policy-types.ts';
import { failed, present, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

/** Whether it is asked whose policies are to be seen. */
const hasChoice = ({ asksForEnterprise, enterprises }: PoliciesOfVisit): boolean =>
  asksForEnterprise || enterprises.length > 0;

/** What was found; who came for an enterprise and represents just one need not choose it. */
const matched = ({ policies }: VisitContext, outcome: MatchOutcome): Partial<VisitContext> => {
  if (!outcome.ok) return {};
  const { matches, enterprises } = outcome;
  const only = policies.asksForEnterprise && enterprises.length === 1 ? (enterprises[0] ?? null) : null;
  return { policies: { ...policies, matches, enterprises, beneficiary: only } };
};

/** Where an answer leads; null where none came. */
const leadsTo = (
  context: VisitContext,
  outcome: MatchOutcome,
): 'policyMatches' | 'policyBeneficiaries' | null => {
  const { policies } = matched(context, outcome);
  if (policies === undefined) return null;
  return policies.beneficiary === null && hasChoice(policies) ? 'policyBeneficiaries' : 'policyMatches';
};

/** Which policies fit 免申即享: consent, the platform's answer, and one touch that confirms. */
export const policyStates = (visit: VisitSetup) => ({
  policyConsent: visit.createStateConfig({
    entry: 'runIdle',
    on: { consent: 'matchingPolicies', back: 'hall', home: 'choose', endVisit: 'goodbye' },
  }),
  matchingPolicies: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: {
        target: 'problem',
        actions: assign(
          failed({ problem: 'platform-unreachable', staffCode: 'matching-never-ended' }, 'match'),
        ),
      },
    },
    invoke: {
      src: 'matchPolicies',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
      }),
      onDone: [
        {
          guard: ({ context, event }) => leadsTo(context, event.output) === 'policyMatches',
          target: 'policyMatches',
          actions: assign(({ context, event }) => matched(context, event.output)),
        },
        {
          guard: ({ context, event }) => leadsTo(context, event.output) === 'policyBeneficiaries',
          target: 'policyBeneficiaries',
          actions: assign(({ context, event }) => matched(context, event.output)),
        },
        {
          target: 'problem',
          actions: assign(({ event }) => (event.output.ok ? {} : failed(event.output, 'match'))),
        },
      ],
    },
  }),
  /** Whose policies are to be seen: asked only of who represents an enterprise, or came for one. */
  policyBeneficiaries: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      choosePoliciesOf: {
        target: 'policyMatches',
        actions: assign(({ context, event }) => ({
          policies: { ...context.policies, beneficiary: event.enterprise },
        })),
      },
      back: 'hall',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  policyMatches: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      confirmPolicy: {
        target: 'assuring',
        actions: assign(({ event }) => ({
          application: event.application,
          grant: event.grant,
          package: null,
          orders: [],
        })),
      },
      back: [
        { guard: ({ context }) => hasChoice(context.policies), target: 'policyBeneficiaries' },
        { target: 'hall' },
      ],
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
});
