import type { Policy } from '../../../platform/contract/policies.ts';
import type { HallEntry, ShelfEntry } from '../../contract/hall.ts';
import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { ServiceHall } from '../hall/service-hall.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** The shelf of policies 政策超市: `policies` names groups; a group is a life event, a department, or the enterprises. */

export const policyEntry = (policy: Policy): HallEntry => ({
  kind: 'item',
  code: policy.code,
  icon: policy.icon,
  everydayName: policy.everydayName,
  officialName: policy.officialName,
  department: policy.department.name,
  use: 'policy',
});

const enterprises: LocalizedText = { 'zh-CN': '企业和个体户', en: 'Enterprises and sole traders' };

interface Group {
  readonly shelf: string;
  readonly name: LocalizedText;
  readonly policies: readonly Policy[];
}

const groupsOf = (library: PolicyLibrary, hall: Pick<ServiceHall, 'structure'>): readonly Group[] => {
  const policies = library.all();
  const forPersons = policies.filter(({ audience }) => audience === 'person');
  const byEvent = (hall.structure()?.lifeEvents ?? []).map(({ code, name }) => ({
    shelf: `policy-event:${code}`,
    name,
    policies: forPersons.filter(({ lifeEvents }) => lifeEvents.includes(code)),
  }));
  const departments = new Map(policies.map(({ department }) => [department.code, department.name]));
  const byDepartment = [...departments].map(([code, name]) => ({
    shelf: `policy-department:${code}`,
    name,
    policies: policies.filter(({ department }) => department.code === code),
  }));
  const forEnterprises = {
    shelf: 'policy-audience:enterprise',
    name: enterprises,
    policies: policies.filter(({ audience }) => audience === 'enterprise'),
  };
  return [...byEvent, forEnterprises, ...byDepartment].filter((group) => group.policies.length > 0);
};

/** What stands on a shelf of policies; null where the shelf is none. */
export const policyShelf = (
  shelf: string,
  library: PolicyLibrary,
  hall: Pick<ServiceHall, 'structure'>,
): { readonly name: LocalizedText | null; readonly entries: readonly ShelfEntry[] } | null => {
  if (shelf === 'policies') {
    return {
      name: null,
      entries: groupsOf(library, hall).map((group) => ({
        kind: 'group',
        shelf: group.shelf,
        icon: group.policies[0]?.icon ?? 'document',
        name: group.name,
        items: group.policies.length,
      })),
    };
  }
  const group = groupsOf(library, hall).find((candidate) => candidate.shelf === shelf);
  return group ? { name: group.name, entries: group.policies.map(policyEntry) } : null;
};
