import type { ItemMaterial, MaterialWay } from '../../../platform/contract/application-form/material.ts';
import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import type { CreditReply, CreditRule } from '../../../platform/contract/credit.ts';
import type { DataVerification } from '../../../platform/contract/data-verification.ts';
import type { ChosenPackage } from '../../../platform/contract/packages/joint-form.ts';

/** What credit has to do with what is being applied for: the item that says so, and what it says. */
export interface ChosenRule {
  readonly item: ApplicationItem;
  readonly rule: CreditRule;
}

/** How the person stands for it; `not-known`: nobody could be asked, or the resident was not asked. */
export type KnownCredit = CreditReply | { readonly standing: 'not-known' };

const mayFollow = ({ materials = [] }: ApplicationItem): boolean =>
  materials.some(({ ways }) => ways.some(({ way }) => way === 'later'));

/** Of several items of a package the one that is locked counts; a limit on promises where nothing may follow is none. */
export const creditRuleOf = ({
  application,
  package: together,
}: {
  readonly application: ApplicationItem | null;
  readonly package: ChosenPackage | null;
}): ChosenRule | null => {
  if (application === null) return null;
  const items = together === null ? [application] : together.parts.map(({ item }) => item);
  const named = items.flatMap((item) => (item.credit === undefined ? [] : [{ item, rule: item.credit }]));
  const locked = named.find(({ rule }) => rule === 'locks-filing');
  return locked ?? (mayFollow(application) ? (named[0] ?? null) : null);
};

/** What the platform said of the person's credit, for the data-verification list; nothing where nobody was asked. */
export const creditVerifications = (
  context: Parameters<typeof creditRuleOf>[0] & { readonly credit: KnownCredit | null },
): readonly DataVerification[] => {
  const { credit } = context;
  const chosen = creditRuleOf(context);
  if (credit === null || credit.standing === 'not-known' || chosen === null) return [];
  const { standing: result, answeredAt: checkedAt } = credit;
  return [{ check: 'credit', source: 'credit-register', item: chosen.item.code, checkedAt, result }];
};

/** The ways in which a material may be handed in by this person: no promise of who is on the list, more time for the exemplary. */
export const waysOpenTo = (
  credit: KnownCredit | null,
  { ways }: Pick<ItemMaterial, 'ways'>,
): readonly MaterialWay[] => {
  switch (credit?.standing) {
    case 'listed':
      return ways.filter(({ way }) => way !== 'later');
    case 'exemplary':
      return ways.map((way) =>
        way.way === 'later' ? { ...way, workingDays: way.trustedWorkingDays ?? way.workingDays } : way,
      );
    default:
      return ways;
  }
};
