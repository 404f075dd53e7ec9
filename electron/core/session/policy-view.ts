import type { Policy, PolicyMatch } from '../../../platform/contract/policies.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { type HallTrail, placeOf } from '../hall/hall-place.ts';
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
    policy.condition !== null &&
    (policy.audience === 'person' || context.person?.agency === undefined) &&
    (context.person !== null || around.readerProblem === null),
});

export const policyConsentScreen = (context: VisitContext): VisitView => {
  const person = present(context.person, 'person');
  return {
    screen: 'policyConsent',
    resident: residentView(person),
    withEnterprises: person.agency === undefined,
  };
};

/** How many of them a kiosk that knows these policies shows, and how many of those can still be taken. */
const counted = (matches: readonly PolicyMatch[], around: Surroundings) => {
  const shown = matches.filter(({ policy }) => around.policies.find(policy) !== undefined);
  return { fitting: shown.length, open: shown.filter(({ state }) => state === 'open').length };
};

/** Code of the policy that was opened in the hall; null where none is. */
const openedPolicy = (trail: HallTrail): string | null => {
  const place = placeOf(trail);
  return place.kind === 'policy' ? place.code : null;
};

const departmentOf = (code: string | null, { policies }: Surroundings) => {
  const policy = code === null ? undefined : policies.find(code);
  return policy === undefined ? null : { department: policy.department.name };
};

export const policyBeneficiariesScreen = (
  { person, policies, trail }: VisitContext,
  around: Surroundings,
): VisitView => ({
  screen: 'policyBeneficiaries',
  own: {
    maskedName: residentView(present(person, 'person')).maskedName,
    ...counted(policies.matches, around),
  },
  enterprises: policies.enterprises.map(({ name, matches }) => ({ name, ...counted(matches, around) })),
  asked: policies.asksForEnterprise ? departmentOf(openedPolicy(trail), around) : null,
});

/** The policy from which the resident came stands first. */
const openedFirst = (matches: readonly PolicyMatch[], { trail }: VisitContext): readonly PolicyMatch[] => {
  const opened = openedPolicy(trail);
  return matches.toSorted((one, other) => Number(other.policy === opened) - Number(one.policy === opened));
};

/** What fits; a policy that was withdrawn meanwhile is left out. */
export const policyMatchesScreen = (
  matches: readonly PolicyMatch[] | null,
  context: VisitContext,
  around: Surroundings,
): VisitView => ({
  screen: 'policyMatches',
  enterprise: context.policies.beneficiary?.name ?? null,
  canFile: around.filing === 'possible',
  matches:
    matches &&
    openedFirst(matches, context).flatMap(({ policy: code, reasons, state }) => {
      const policy = around.policies.find(code);
      if (policy === undefined) return [];
      const item = grantItem(policy);
      const confirm =
        item === undefined
          ? ('elsewhere' as const)
          : agencyObstacle(present(context.person, 'person'), item) === null
            ? ('here' as const)
            : ('not-for-another' as const);
      return [{ ...policyFace(policy), reasons: [...reasons], state, confirm }];
    }),
});
