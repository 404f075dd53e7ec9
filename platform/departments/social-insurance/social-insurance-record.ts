import type { PlatformDatabase } from '../../store/open-store.ts';
import { monthNumber, monthOf, monthText } from '../register-dates.ts';

/** A time with one employer, or as one's own payer; months are YYYY-MM, both included. */
export interface InsurancePeriod {
  readonly firstMonth: string;
  readonly lastMonth: string;
  readonly employer: string;
  readonly kinds: readonly string[];
  /** Yuan a month, two decimals. */
  readonly base: string;
}

/** What 社保参保证明 states of a person. */
export interface SocialInsuranceRecord {
  readonly personalNumber: string;
  readonly state: '参保缴费' | '暂停缴费' | '领取待遇';
  /** Null for who draws none yet; yuan a month. */
  readonly pension: { readonly since: string; readonly amount: string } | null;
  readonly periods: readonly InsurancePeriod[];
  /** Months paid of each kind of insurance. */
  readonly monthsPaid: Readonly<Record<string, number>>;
  /** The last 24 months, oldest first; `period` is null for a month that was not paid. */
  readonly lastMonths: readonly { readonly month: string; readonly period: InsurancePeriod | null }[];
}

const monthsShown = 24;

const isWithin = ({ firstMonth, lastMonth }: InsurancePeriod, month: string): boolean =>
  firstMonth <= month && month <= lastMonth;

/** Months in which some period has the kind; a month with two employers counts once. */
const monthsOf = (periods: readonly InsurancePeriod[], kind: string): number =>
  new Set(
    periods
      .filter(({ kinds }) => kinds.includes(kind))
      .flatMap(({ firstMonth, lastMonth }) => {
        const first = monthNumber(firstMonth);
        return Array.from({ length: monthNumber(lastMonth) - first + 1 }, (_, index) => first + index);
      }),
  ).size;

/**
 * The person's record with the social insurance 社会保险; undefined for who never took part.
 *
 * @param month the last month to be shown, YYYY-MM
 */
export const socialInsuranceOf = async (
  database: PlatformDatabase,
  idNumber: string,
  month: string,
): Promise<SocialInsuranceRecord | undefined> => {
  const participant = await database
    .selectFrom('social_insurance_participants')
    .select(['personal_number', 'state', 'pension_since', 'pension_amount'])
    .where('holder_id_number', '=', idNumber)
    .executeTakeFirst();
  if (participant === undefined) {
    return undefined;
  }
  const rows = await database
    .selectFrom('social_insurance_periods')
    .select(['first_month', 'last_month', 'employer', 'kinds', 'base'])
    .where('holder_id_number', '=', idNumber)
    .orderBy('first_month')
    .execute();
  const periods = rows.map((row) => ({
    firstMonth: monthText(row.first_month),
    lastMonth: monthText(row.last_month),
    employer: row.employer,
    kinds: row.kinds,
    base: row.base,
  }));
  const kinds = [...new Set(periods.flatMap((period) => period.kinds))];
  const shown = Array.from({ length: monthsShown }, (_, index) =>
    monthOf(monthNumber(month) - monthsShown + 1 + index),
  );
  const { pension_since: since, pension_amount: amount } = participant;
  return {
    personalNumber: participant.personal_number,
    state: participant.state,
    pension: since === null || amount === null ? null : { since: monthText(since), amount },
    periods,
    monthsPaid: Object.fromEntries(kinds.map((kind) => [kind, monthsOf(periods, kind)])),
    lastMonths: shown.map((each) => ({
      month: each,
      period: periods.findLast((period) => isWithin(period, each)) ?? null,
    })),
  };
};
