import type { Policy, PolicyMatch } from '../../../platform/contract/policies.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { type HallTrail, placeOf } from '../hall/hall-place.ts';
import { grantItem } from '../policies/policy-library.ts';
import { agencyObstacle } from './agency-types.ts';
import { residentView } from './certificate-view.ts';
import type { Surroundings } from './surroundings.ts';
import { present, type VisitContext } from './visit-context.ts';
import type { IdentifiedPerson } from './visit-types.ts';

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

/** How one that fits is confirmed by whoever stands there. */
const confirmationOf = (policy: Policy, person: IdentifiedPerson) => {
  const item = grantItem(policy);
  if (item === undefined) return 'elsewhere' as const;
  return agencyObstacle(person, item) === null ? ('here' as const) : ('not-for-another' as const);
};

/** How many of them a kiosk that knows these policies shows, and how many of those can be taken here and now. */
const counted = (matches: readonly PolicyMatch[], person: IdentifiedPerson, around: Surroundings) => {
  const shown = matches.flatMap(({ policy: code, state }) => {
    const policy = around.policies.find(code);
    return policy === undefined ? [] : [state === 'open' && confirmationOf(policy, person) === 'here'];
  });
  return { fitting: shown.length, open: shown.filter(Boolean).length };
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
  { policies, trail, ...context }: VisitContext,
  around: Surroundings,
): VisitView => {
  const person = present(context.person, 'person');
  return {
    screen: 'policyBeneficiaries',
    own: { maskedName: residentView(person).maskedName, ...counted(policies.matches, person, around) },
    enterprises: policies.enterprises.map(({ name, matches }) => ({
      name,
      ...counted(matches, person, around),
    })),
    asked: policies.asksForEnterprise ? departmentOf(openedPolicy(trail), around) : null,
  };
};

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
      const confirm = confirmationOf(policy, present(context.person, 'person'));
      return [{ ...policyFace(policy), reasons: [...reasons], state, confirm }];
    }),
});
