import { dayInChina } from '../../china-day.ts';
import type { CertificateIssuer, Statements } from '../certificate-issuer.ts';
import { monthNumber, monthOf } from '../register-dates.ts';
import { unknownValue } from '../statement-text.ts';
import {
  type InsurancePeriod,
  type SocialInsuranceRecord,
  socialInsuranceOf,
} from './social-insurance-record.ts';

/** The months stand in four columns of six: two years on a third of a page. */
const monthsInColumn = 6;

const firstMonthOf = (periods: readonly InsurancePeriod[]): string | undefined =>
  periods.map(({ firstMonth }) => firstMonth).sort()[0];

const lastMonthOf = (periods: readonly InsurancePeriod[]): string | undefined =>
  periods
    .map(({ lastMonth }) => lastMonth)
    .sort()
    .at(-1);

/** Rows in the order of the columns: kind, first month, last month, months paid. */
const kindRows = ({ monthsPaid, periods }: SocialInsuranceRecord): string[][] =>
  Object.entries(monthsPaid).map(([kind, months]) => {
    const own = periods.filter(({ kinds }) => kinds.includes(kind));
    return [kind, firstMonthOf(own) ?? unknownValue, lastMonthOf(own) ?? unknownValue, String(months)];
  });

const monthCells = (
  { pension }: SocialInsuranceRecord,
  { month, period }: SocialInsuranceRecord['lastMonths'][number],
): [month: string, paid: string] => {
  if (period !== null) {
    return [month, period.base];
  }
  return [month, pension !== null && month >= pension.since ? '领取待遇' : '未缴费'];
};

/** Rows of month and base, four times; read column after column. */
const monthRows = (record: SocialInsuranceRecord): string[][] => {
  const cells = record.lastMonths.map((month) => monthCells(record, month));
  return Array.from({ length: monthsInColumn }, (_, row) =>
    cells.filter((_cell, index) => index % monthsInColumn === row).flat(),
  );
};

const statementsOf = (record: SocialInsuranceRecord): Statements => {
  const { periods, lastMonths, pension } = record;
  return {
    facts: {
      personalNumber: record.personalNumber,
      state: record.state,
      employer: periods.at(-1)?.employer ?? unknownValue,
      firstMonth: firstMonthOf(periods) ?? unknownValue,
      lastMonth: lastMonthOf(periods) ?? unknownValue,
      recentPaid: String(lastMonths.filter(({ period }) => period !== null).length),
      pension: pension === null ? '未领取' : `${pension.since}起按月领取`,
    },
    tables: { kinds: kindRows(record), months: monthRows(record) },
  };
};

/**
 * 社会保险参保证明: kinds of insurance with the months paid, and the last 24 months that are due
 * (platform/contract/certificate/README.md lists facts and columns). How high a pension is, nobody needs to read here.
 */
export const socialInsuranceCertificate: CertificateIssuer = {
  kind: 'social-insurance',
  numberPrefix: 'SB',
  async state(database, resident, now) {
    // The present month is still being paid: that it is missing would look like a gap.
    const lastDueMonth = monthOf(monthNumber(dayInChina(now)) - 1);
    const record = await socialInsuranceOf(database, resident.idNumber, lastDueMonth);
    return record === undefined ? 'unknown-person' : statementsOf(record);
  },
};
