import { dayInChina } from '../../china-day.ts';
import type { CertificateIssuer, Statements } from '../certificate-issuer.ts';
import { type MedicalInsuranceYear, medicalInsuranceOf } from './medical-insurance-record.ts';

/** As far back as reimbursement and transfer look. */
const yearsShown = 5;

/** Amounts come with two decimals; whole cents add up without rounding. */
const inCents = (amount: string): number => Math.round(100 * Number(amount));

const sumOf = (amounts: readonly string[]): string =>
  (amounts.reduce((sum, amount) => sum + inCents(amount), 0) / 100).toFixed(2);

/** Cells in the order of the columns: year, scheme, months, paid by the person, by the employer, by the state. */
const yearRow = (year: MedicalInsuranceYear): string[] => [
  String(year.year),
  year.scheme,
  String(year.months),
  year.personalAmount,
  year.employerAmount,
  year.subsidy,
];

const statementsOf = (
  latest: MedicalInsuranceYear,
  shown: readonly MedicalInsuranceYear[],
  presentYear: number,
): Statements => ({
  facts: {
    scheme: latest.scheme,
    region: latest.region,
    presentYear: String(presentYear),
    state: latest.year === presentYear ? '已参保缴费' : '未参保缴费',
    firstYear: String(presentYear - yearsShown + 1),
    personalTotal: sumOf(shown.map(({ personalAmount }) => personalAmount)),
  },
  tables: { years: shown.map(yearRow) },
});

/**
 * 基本医疗保险参保缴费证明: the scheme, and what was paid in the present year and the four before it
 * (platform/contract/certificate/README.md lists facts and columns). Who never took part is unknown here.
 */
export const medicalInsuranceCertificate: CertificateIssuer = {
  kind: 'medical-insurance',
  numberPrefix: 'YB',
  async state(database, resident, now) {
    const years = await medicalInsuranceOf(database, resident.idNumber);
    const [latest] = years;
    if (latest === undefined) {
      return 'unknown-person';
    }
    const presentYear = Number(dayInChina(now).slice(0, 4));
    const shown = years.filter(({ year }) => year > presentYear - yearsShown);
    return statementsOf(latest, shown, presentYear);
  },
};
