import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import type { Policy } from '../../../platform/contract/policies.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import { createSearchIndex, type SearchIndex } from '../hall/search-index.ts';

/** The policies that this kiosk keeps, line or no line. */
export interface PolicyLibrary {
  /** Those that are open today, in the platform's order. */
  all(): readonly Policy[];
  find(code: string): Policy | undefined;
  /** By name, pinyin, initials, and with one slip. */
  search(text: string): { readonly policies: readonly Policy[]; readonly found: number };
}

/** Results that can be turned to. */
const mostResults = 40;

/** China keeps one civil time, eight hours before UTC. */
const civilOffset = 8 * 3_600_000;
const dayOf = (instant: number): string => new Date(instant + civilOffset).toISOString().slice(0, 10);

export const createPolicyLibrary = (options: {
  readonly documents: Pick<TrustedDocuments, 'policies'>;
  /** The platform's time as well as it is known, milliseconds since the Unix epoch. */
  readonly now: () => number;
}): PolicyLibrary => {
  let indexed: { readonly of: readonly Policy[]; readonly index: SearchIndex } | null = null;
  const indexOf = (policies: readonly Policy[]): SearchIndex => {
    if (indexed?.of === policies) return indexed.index;
    const index = createSearchIndex();
    for (const { everydayName, officialName } of policies) {
      index.add({ everyday: everydayName, official: officialName }, 0);
    }
    indexed = { of: policies, index };
    return index;
  };
  const isOpen = ({ until }: Policy): boolean => until === null || dayOf(options.now()) <= until;
  return {
    all: () => options.documents.policies().filter(isOpen),
    find: (code) => options.documents.policies().find((policy) => policy.code === code && isOpen(policy)),
    search: (text) => {
      const policies = options.documents.policies();
      const { entries } = indexOf(policies).search(text, mostResults);
      const found = entries
        .map((entry) => policies[entry])
        .filter((policy) => policy !== undefined && isOpen(policy));
      return { policies: found.filter((policy) => policy !== undefined), found: found.length };
    },
  };
};

/** The application without a question by which a policy is confirmed; undefined where it is not confirmed here. */
export const grantItem = (policy: Policy | undefined): ApplicationItem | undefined =>
  policy?.grant
    ? {
        code: policy.code,
        everydayName: policy.everydayName,
        officialName: policy.officialName,
        description: policy.whatOneGets,
        department: policy.department,
        icon: policy.icon,
        assuranceLevel: policy.grant.assuranceLevel,
        form: { version: policy.grant.formVersion, fields: [] },
        promisedWorkingDays: policy.grant.promisedWorkingDays,
        ...(policy.grant.agency === undefined ? {} : { agency: policy.grant.agency }),
      }
    : undefined;
