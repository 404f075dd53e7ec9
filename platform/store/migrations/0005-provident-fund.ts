import { type Kysely, sql } from 'kysely';

/** Accounts of the housing provident fund 住房公积金, one a person. */
export const providentFund = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE provident_fund_accounts (
        account text PRIMARY KEY,
        holder_id_number text NOT NULL UNIQUE REFERENCES residents (id_number),
        employer text NOT NULL,
        base numeric(10, 2) NOT NULL CHECK (base > 0),
        personal_percent smallint NOT NULL CHECK (personal_percent BETWEEN 5 AND 12),
        employer_percent smallint NOT NULL CHECK (employer_percent BETWEEN 5 AND 12),
        balance numeric(12, 2) NOT NULL CHECK (balance >= 0),
        first_month date NOT NULL,
        last_month date NOT NULL CHECK (last_month >= first_month),
        state text NOT NULL,
        has_loan boolean NOT NULL
      )`.execute(database);
  },
};
