import { dayInChina } from '../../china-day.ts';
import type { CertificateIssuer, Statements } from '../certificate-issuer.ts';
import { monthNumber, monthOf } from '../register-dates.ts';
import { unknownValue } from '../statement-text.ts';
import {
  type InsurancePeriod,
  type SocialInsuranceRecord,
  socialInsuranceOf,
} from './social-insurance-record.ts';

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

/** The latest of them, as many as the QR code has room for; whoever changes employer every month has more. */
const runsShown = 10;

type ShownMonth = SocialInsuranceRecord['lastMonths'][number];

/** Who paid in a month, and on what base. */
const paymentOf = (
  { month, period }: ShownMonth,
  pension: SocialInsuranceRecord['pension'],
): readonly [payer: string, base: string] => {
  if (period !== null) {
    return [period.employer, period.base];
  }
  return [pension !== null && month >= pension.since ? '领取养老待遇' : '未缴费', unknownValue];
};

/** Months one after the other with the same payment. */
interface Run {
  readonly first: string;
  readonly last: string;
  readonly months: number;
  readonly payment: readonly [payer: string, base: string];
}

const isSame = (run: Run, [payer, base]: Run['payment']): boolean =>
  run.payment[0] === payer && run.payment[1] === base;

const runsOf = ({ lastMonths, pension }: SocialInsuranceRecord): Run[] => {
  const runs: Run[] = [];
  for (const shown of lastMonths) {
    const payment = paymentOf(shown, pension);
    const run = runs.at(-1);
    if (run !== undefined && isSame(run, payment)) {
      runs.splice(-1, 1, { ...run, last: shown.month, months: run.months + 1 });
    } else {
      runs.push({ first: shown.month, last: shown.month, months: 1, payment });
    }
  }
  return runs;
};

/** Rows in the order of the columns: from, until, months, payer, base. */
const recentRows = (record: SocialInsuranceRecord): string[][] =>
  runsOf(record)
    .slice(-runsShown)
    .map(({ first, last, months, payment }) => [first, last, String(months), ...payment]);

const statementsOf = (record: SocialInsuranceRecord): Statements => {
  const { periods, lastMonths, pension } = record;
  return {
    facts: {
      personalNumber: record.personalNumber,
      state: pension === null ? record.state : `${record.state}（${pension.since}起）`,
      employer: periods.at(-1)?.employer ?? unknownValue,
      recentPaid: String(lastMonths.filter(({ period }) => period !== null).length),
    },
    tables: { kinds: kindRows(record), recent: recentRows(record) },
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
