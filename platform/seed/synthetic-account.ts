import { chanceFrom } from './chance.ts';
import { demonstrationResident } from './synthetic-population.ts';

/** An account with the housing provident fund. */
export interface SeedAccount {
  readonly account: string;
  readonly employer: string;
  /** Yuan a month. */
  readonly base: number;
  readonly personalPercent: number;
  readonly employerPercent: number;
  /** Yuan. */
  readonly balance: number;
  /** YYYY-MM-DD, the first of the month. */
  readonly firstMonth: string;
  readonly lastMonth: string;
  readonly state: '正常缴存' | '封存';
  readonly hasLoan: boolean;
}

const employers = [
  '潇湘市清溪机械制造有限公司',
  '潇湘市橘洲食品有限责任公司',
  '潇湘市第三中学',
  '潇湘市清溪区人民医院',
  '潇湘市云麓物流有限公司',
] as const;

/** Account of a person, the same one whenever asked; one in five has none. */
export const accountFor = (holderIdNumber: string): SeedAccount | undefined => {
  const chance = chanceFrom(`provident fund of ${holderIdNumber}`);
  const isMember = chance.below(5) > 0 || holderIdNumber === demonstrationResident.idNumber;
  if (!isMember) {
    return undefined;
  }
  const percent = 5 + chance.below(8);
  const isActive = chance.below(4) > 0;
  const lastYear = isActive ? 2026 : 2019 + chance.below(6);
  return {
    account: `017${String(chance.below(100_000_000)).padStart(8, '0')}`,
    employer: chance.of(employers),
    base: 2500 + 100 * chance.below(180),
    personalPercent: percent,
    employerPercent: percent,
    balance: (100_000 + chance.below(15_000_000)) / 100,
    firstMonth: `${2005 + chance.below(13)}-0${1 + chance.below(9)}-01`,
    lastMonth: `${lastYear}-10-01`,
    state: isActive ? '正常缴存' : '封存',
    hasLoan: isActive && chance.below(5) === 0,
  };
};
