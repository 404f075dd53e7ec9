import { sql } from 'kysely';
import type { PlatformDatabase } from '../../store/open-store.ts';
import type { CertificateIssuer, Resident, Statements } from '../certificate-issuer.ts';

/**
 * 个人公积金缴存证明: the person's account with the housing provident fund
 * (platform/contract/certificate/README.md lists the facts). Who has none is unknown to the fund.
 */
export const providentFundDeposit: CertificateIssuer = {
  kind: 'provident-fund-deposit',
  numberPrefix: 'GJJ',
  async state(database: PlatformDatabase, resident: Resident): Promise<Statements | 'unknown-person'> {
    const account = await database
      .selectFrom('provident_fund_accounts')
      .select(['account', 'employer', 'base', 'personal_percent', 'employer_percent', 'balance', 'state'])
      .select([
        'has_loan',
        sql<string>`(base * (personal_percent + employer_percent) / 100)::numeric(10, 2)`.as('monthly'),
        sql<string>`to_char(first_month, 'YYYY-MM')`.as('first'),
        sql<string>`to_char(last_month, 'YYYY-MM')`.as('last'),
      ])
      .where('holder_id_number', '=', resident.idNumber)
      .executeTakeFirst();
    if (account === undefined) {
      return 'unknown-person';
    }
    return {
      facts: {
        account: account.account,
        employer: account.employer,
        base: account.base,
        personalRatio: `${account.personal_percent}%`,
        employerRatio: `${account.employer_percent}%`,
        monthlyAmount: account.monthly,
        balance: account.balance,
        firstMonth: account.first,
        lastMonth: account.last,
        state: account.state,
        loan: account.has_loan ? '有贷款' : '无贷款',
      },
      tables: {},
    };
  },
};
