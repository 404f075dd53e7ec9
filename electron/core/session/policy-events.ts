import type { Intent } from '../../contract/intents.ts';
import { placeOf } from '../hall/hall-place.ts';
import { grantItem } from '../policies/policy-library.ts';
import type { Surroundings } from './surroundings.ts';
import type { VisitContext, VisitEvent } from './visit-context.ts';

/** The event for an intent that is about policies, with choices looked up in what was offered; undefined for others. */
export const policyEventOf = (
  intent: Intent,
  context: VisitContext,
  around: Surroundings,
): VisitEvent | 'unknown-choice' | 'not-now' | undefined => {
  const { enterprises, beneficiary, matches } = context.policies;
  switch (intent.name) {
    case 'searchPolicies':
      return { type: 'goTo', place: { kind: 'search', among: 'policies', text: '', page: 1 } };
    case 'openPolicy':
      return around.policies.find(intent.policyCode)
        ? { type: 'goTo', place: { kind: 'policy', code: intent.policyCode } }
        : 'unknown-choice';
    case 'matchPolicies': {
      if (context.person === null && around.readerProblem !== null) return 'not-now';
      const place = placeOf(context.trail);
      const opened = place.kind === 'policy' ? around.policies.find(place.code) : undefined;
      return { type: 'matchPolicies', forEnterprise: opened?.audience === 'enterprise' };
    }
    case 'choosePoliciesOf': {
      if (intent.enterprise === null) return { type: 'choosePoliciesOf', enterprise: null };
      const enterprise = enterprises[intent.enterprise];
      return enterprise === undefined ? 'unknown-choice' : { type: 'choosePoliciesOf', enterprise };
    }
    case 'confirmPolicy': {
      const offered = (beneficiary?.matches ?? matches).find(({ policy }) => policy === intent.policyCode);
      const application = grantItem(around.policies.find(intent.policyCode));
      if (offered?.state !== 'open' || application === undefined) return 'unknown-choice';
      if (around.filing !== 'possible') return 'not-now';
      const { policy, period } = offered;
      if (beneficiary === null) return { type: 'confirmPolicy', application, grant: { policy, period } };
      const { creditCode, name, pseudonym } = beneficiary;
      const enterprise = { creditCode, name, pseudonym };
      return { type: 'confirmPolicy', application, grant: { policy, period, enterprise } };
    }
    default:
      return undefined;
  }
};
