import { type Chance, chanceFrom } from './chance.ts';
import { birthDateOf } from './id-number.ts';
import { seedDay, seedYear } from './seed-day.ts';
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
  '潇湘市湘北电子科技有限公司',
  '潇湘市公共交通集团有限公司',
  '潇湘市桃花岭酒店管理有限公司',
] as const;

/** Ages between which people have an employer, and the year before which accounts were kept on paper. */
const firstAge = 20;
const lastAge = 60;
const earliestYear = 2003;

/** The last month that was paid when the registers were made. */
export const currentMonth = `${seedDay.slice(0, 5)}10-01`;

/** Years in which a person may have paid; undefined when there are none. */
const payingYears = (idNumber: string): readonly [number, number] | undefined => {
  const birthYear = Number((birthDateOf(idNumber) ?? '1985').slice(0, 4));
  const first = Math.max(earliestYear, birthYear + firstAge);
  const last = Math.min(seedYear, birthYear + lastAge);
  return first < last ? [first, last] : undefined;
};

const accountIn = (chance: Chance, [first, last]: readonly [number, number]): SeedAccount => {
  const percent = chance.between(5, 12);
  const isActive = last === seedYear && chance.percent(78);
  const firstYear = chance.between(first, Math.min(last - 1, first + 8));
  const lastYear = isActive ? seedYear : chance.between(firstYear + 1, last) - (last === seedYear ? 1 : 0);
  const base = 2800 + 100 * chance.below(170);
  const months = 12 * (Math.max(lastYear, firstYear + 1) - firstYear);
  // Part of what was paid in was taken out again, for a flat.
  const balance = (base * 2 * percent * months * chance.between(15, 90)) / 10_000;
  return {
    account: `017${String(chance.below(100_000_000)).padStart(8, '0')}`,
    employer: chance.of(employers),
    base,
    personalPercent: percent,
    employerPercent: percent,
    balance: Math.round(balance * 100) / 100,
    firstMonth: `${firstYear}-0${chance.between(1, 9)}-01`,
    lastMonth: isActive ? currentMonth : `${Math.max(lastYear, firstYear + 1)}-10-01`,
    state: isActive ? '正常缴存' : '封存',
    hasLoan: isActive && chance.percent(20),
  };
};

/** Account of a person, the same one whenever asked; one in four of those of an age to work has none. */
export const accountFor = (holderIdNumber: string): SeedAccount | undefined => {
  const chance = chanceFrom(`provident fund of ${holderIdNumber}`);
  const years = payingYears(holderIdNumber);
  const isMember = chance.percent(75) || holderIdNumber === demonstrationResident.idNumber;
  return years !== undefined && isMember ? accountIn(chance, years) : undefined;
};
