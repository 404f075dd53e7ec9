import { type Kysely, sql } from 'kysely';

/**
 * The register of enterprises 市场主体登记, as far as policies turn on it: who stands behind it since when, what human resources
 * and tax office say of it, and what was granted to it, once for each policy and period. Whoever was its legal representative
 * before stays there, with the last day.
 */
export const enterprises = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE enterprises (
        credit_code text PRIMARY KEY CHECK (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        kind text NOT NULL CHECK (kind IN ('公司', '个人独资企业', '个体工商户', '农民专业合作社')),
        state text NOT NULL CHECK (state IN ('存续', '注销', '吊销')),
        established_on date NOT NULL,
        industry text NOT NULL,
        registered_capital integer CHECK (registered_capital >= 0),
        employees integer CHECK (employees >= 0),
        staff_cut_percent integer CHECK (staff_cut_percent BETWEEN 0 AND 100),
        pays_unemployment_insurance boolean,
        tax_credit_rating text CHECK (tax_credit_rating IN ('A', 'B', 'M', 'C', 'D')),
        is_small boolean,
        is_high_tech boolean NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE enterprise_representatives (
        credit_code text NOT NULL REFERENCES enterprises,
        id_number text NOT NULL,
        since date NOT NULL,
        until date CHECK (until >= since),
        PRIMARY KEY (credit_code, since)
      )`.execute(database);
    await sql`CREATE INDEX enterprise_representatives_by_person ON enterprise_representatives (id_number)`.execute(
      database,
    );
    await sql`
      CREATE TABLE enterprise_policy_grants (
        credit_code text NOT NULL REFERENCES enterprises,
        policy text NOT NULL,
        period text NOT NULL CHECK (period ~ '^(once|[0-9]{4}(-[0-9]{2})?)$'),
        confirmed_by_id_number text NOT NULL,
        receipt_number text NOT NULL UNIQUE,
        granted_at timestamptz NOT NULL,
        PRIMARY KEY (credit_code, policy, period)
      )`.execute(database);
  },
};
