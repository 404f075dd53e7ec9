import { sql } from 'kysely';
import { dayInChina } from '../china-day.ts';
import { mostEnterprises } from '../contract/policies.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** An enterprise in business, as it is registered. */
export interface RepresentedEnterprise {
  readonly creditCode: string;
  readonly name: string;
}

/** The enterprises in business whose legal representative a person was on the day of `at`, by their codes. */
export const representedEnterprises = async (
  database: PlatformDatabase | PlatformTransaction,
  idNumber: string,
  at: number,
): Promise<readonly RepresentedEnterprise[]> => {
  const day = dayInChina(at);
  return await database
    .selectFrom('enterprise_representatives')
    .innerJoin('enterprises', 'enterprises.credit_code', 'enterprise_representatives.credit_code')
    .select(['enterprises.credit_code as creditCode', 'enterprises.name as name'])
    .where('id_number', '=', idNumber)
    .where('state', '=', '存续')
    .where(sql<boolean>`since <= ${day}::date AND (until IS NULL OR until >= ${day}::date)`)
    .orderBy('enterprises.credit_code')
    .limit(mostEnterprises)
    .execute();
};

/** Whether a person was its legal representative on the day of `at`, and it is in business. */
export const represents = async (
  database: PlatformDatabase | PlatformTransaction,
  idNumber: string,
  creditCode: string,
  at: number,
): Promise<boolean> =>
  (await representedEnterprises(database, idNumber, at)).some((one) => one.creditCode === creditCode);
