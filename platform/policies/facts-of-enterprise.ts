import { sql } from 'kysely';
import { dayInChina } from '../china-day.ts';
import type { PolicyFacts } from '../contract/policies.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { yearsBetween } from './facts-of.ts';

/** Leaves out what is not known. */
const known = (facts: Readonly<Record<string, number | boolean | string | null>>): PolicyFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));

/** What the departments know of an enterprise at a time, as far as policies turn on it; nothing of one that is not registered. */
export const factsOfEnterprise = async (
  database: PlatformDatabase | PlatformTransaction,
  creditCode: string,
  at: number,
): Promise<PolicyFacts> => {
  const row = await database
    .selectFrom('enterprises')
    .selectAll()
    .select((eb) => sql<string>`to_char(${eb.ref('established_on')}, 'YYYY-MM-DD')`.as('establishedOn'))
    .where('credit_code', '=', creditCode)
    .executeTakeFirst();
  if (row === undefined) return {};
  return known({
    enterpriseKind: row.kind,
    industry: row.industry,
    yearsInBusiness: yearsBetween(row.establishedOn, dayInChina(at)),
    registeredCapital: row.registered_capital,
    employees: row.employees,
    staffCutPercent: row.staff_cut_percent,
    paysUnemploymentInsurance: row.pays_unemployment_insurance,
    taxCreditRating: row.tax_credit_rating,
    isSmall: row.is_small,
    isHighTech: row.is_high_tech,
  });
};
