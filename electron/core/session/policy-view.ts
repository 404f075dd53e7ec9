import type { Policy, PolicyMatch } from '../../../platform/contract/policies.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { grantItem } from '../policies/policy-library.ts';
import { agencyObstacle } from './agency-types.ts';
import { residentView } from './certificate-view.ts';
import type { Surroundings } from './surroundings.ts';
import { present, type VisitContext } from './visit-context.ts';

const policyFace = (policy: Policy) => ({
  code: policy.code,
  everydayName: policy.everydayName,
  officialName: policy.officialName,
  department: policy.department.name,
  icon: policy.icon,
  whatOneGets: policy.whatOneGets,
  amount: policy.amount,
});

/** The page of a policy. */
export const policyScreen = (policy: Policy, context: VisitContext, around: Surroundings): VisitView => ({
  screen: 'policy',
  policy: {
    ...policyFace(policy),
    audience: policy.audience,
    whoGets: policy.whoGets,
    until: policy.until,
    isGrantedHere: policy.grant !== null,
  },
  canMatch:
    policy.audience === 'person' &&
    policy.condition !== null &&
    (context.person !== null || around.readerProblem === null),
});

export const policyConsentScreen = ({ person }: VisitContext): VisitView => ({
  screen: 'policyConsent',
  resident: residentView(present(person, 'person')),
});

/** What fits; a policy that was withdrawn meanwhile is left out. */
export const policyMatchesScreen = (
  matches: readonly PolicyMatch[] | null,
  { person }: VisitContext,
  around: Surroundings,
): VisitView => ({
  screen: 'policyMatches',
  canFile: around.filing === 'possible',
  matches:
    matches?.flatMap(({ policy: code, reasons, state }) => {
      const policy = around.policies.find(code);
      if (policy === undefined) return [];
      const item = grantItem(policy);
      const confirm =
        item === undefined
          ? ('elsewhere' as const)
          : agencyObstacle(present(person, 'person'), item) === null
            ? ('here' as const)
            : ('not-for-another' as const);
      return [{ ...policyFace(policy), reasons, state, confirm }];
    }) ?? null,
});
