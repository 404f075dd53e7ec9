import type { Insertable } from 'kysely';
import type { RegisterTables } from '../../store/register-tables.ts';
import { chanceFrom } from '../chance.ts';
import { seedYear } from '../seed-day.ts';
import { accountFor, currentMonth } from '../synthetic-account.ts';
import type { CityPerson } from '../synthetic-households.ts';
import { city } from '../synthetic-places.ts';

type Rows<Table extends keyof RegisterTables> = Insertable<RegisterTables[Table]>[];

const employeeKinds = ['企业职工基本养老保险', '失业保险', '工伤保险'];
const residentKinds = ['城乡居民基本养老保险'];
/** What residents pay a year into their pension, by their own choice. */
const residentBases = [200, 300, 500, 1000, 2000] as const;

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

const pensionAge = (sex: '男' | '女'): number => (sex === '男' ? 60 : 55);

/** Participation and periods in the social insurance; children have none. */
export const socialInsuranceRows = (
  person: CityPerson,
): {
  readonly participants: Rows<'social_insurance_participants'>;
  readonly periods: Rows<'social_insurance_periods'>;
} => {
  const chance = chanceFrom(`social insurance of ${person.idNumber}`);
  const age = seedYear - person.birthYear;
  if (age < 18 || (age < 24 && chance.percent(60))) {
    return { participants: [], periods: [] };
  }
  const account = accountFor(person.idNumber);
  const isPensioner = age > pensionAge(person.sex);
  const firstYear = Math.max(2011, person.birthYear + 18);
  const lastYear = Math.min(seedYear, person.birthYear + pensionAge(person.sex));
  const isPaying = !isPensioner && (account ? account.state === '正常缴存' : chance.percent(80));
  const asResident: Rows<'social_insurance_periods'> =
    firstYear > lastYear
      ? []
      : [
          {
            holder_id_number: person.idNumber,
            first_month: `${firstYear}-01-01`,
            last_month: isPaying ? currentMonth : `${Math.max(firstYear, lastYear - chance.below(3))}-12-01`,
            employer: '灵活就业或城乡居民',
            kinds: residentKinds,
            base: String(chance.of(residentBases)),
          },
        ];
  const asEmployee: Rows<'social_insurance_periods'> = account
    ? [
        {
          holder_id_number: person.idNumber,
          first_month: account.firstMonth,
          last_month: account.lastMonth,
          employer: account.employer,
          kinds: employeeKinds,
          base: account.base.toFixed(2),
        },
      ]
    : asResident;
  return {
    participants: [
      {
        holder_id_number: person.idNumber,
        personal_number: `43${digits(chance.below(1_000_000_000), 9)}${person.idNumber.slice(-4, -1)}`,
        state: isPensioner ? '领取待遇' : isPaying ? '参保缴费' : '暂停缴费',
        pension_since: isPensioner ? `${person.birthYear + pensionAge(person.sex)}-11-01` : null,
        pension_amount: isPensioner
          ? (account ? chance.between(1800, 5200) : chance.between(130, 380)).toFixed(2)
          : null,
      },
    ],
    periods: asEmployee,
  };
};

/** What residents paid a year, and what the state added at least, yuan (notices of 国家医保局 for those years). */
const residentTariff = { 2024: [380, 640], 2025: [400, 670], 2026: [400, 700] } as const;
const years = [2024, 2025, 2026] as const;

/** Years of medical insurance: nearly everybody, from birth. */
export const medicalInsuranceRows = (person: CityPerson): Rows<'medical_insurance_years'> => {
  const chance = chanceFrom(`medical insurance of ${person.idNumber}`);
  const account = accountFor(person.idNumber);
  if (chance.percent(3)) {
    return [];
  }
  return years
    .filter((year) => year >= person.birthYear)
    .map((year) => {
      const months = year === seedYear ? 10 : 12;
      const isEmployee = account !== undefined && Number(account.lastMonth.slice(0, 4)) >= year;
      const [own, state] = residentTariff[year];
      const base = account?.base ?? 0;
      return {
        holder_id_number: person.idNumber,
        year,
        scheme: isEmployee ? '职工基本医疗保险' : '城乡居民基本医疗保险',
        region: city,
        months: isEmployee ? months : 12,
        personal_amount: (isEmployee ? base * 0.02 * months : own).toFixed(2),
        employer_amount: (isEmployee ? base * 0.08 * months : 0).toFixed(2),
        subsidy: (isEmployee ? 0 : state).toFixed(2),
      };
    });
};
