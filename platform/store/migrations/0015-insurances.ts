import { type Kysely, sql } from 'kysely';

/**
 * Social insurance 社会保险 (human resources) and medical insurance 医疗保险 (healthcare security).
 *
 * Here and in 0016 there are no foreign keys to `residents`: each department keeps its own register, in a city on its
 * own server, and knows people by their id numbers only.
 *
 * For a city: `social_insurance_periods` and `medical_insurance_years` PARTITION BY HASH (holder_id_number): everything
 * is asked by holder.
 */
export const insurances = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE social_insurance_participants (
        holder_id_number text PRIMARY KEY,
        personal_number text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('参保缴费', '暂停缴费', '领取待遇')),
        pension_since date,
        pension_amount numeric(10, 2),
        CHECK ((state = '领取待遇') = (pension_since IS NOT NULL)),
        CHECK ((pension_since IS NULL) = (pension_amount IS NULL))
      )`.execute(database);
    await sql`
      CREATE TABLE social_insurance_periods (
        holder_id_number text NOT NULL,
        first_month date NOT NULL,
        last_month date NOT NULL CHECK (last_month >= first_month),
        employer text NOT NULL,
        kinds text[] NOT NULL CHECK (cardinality(kinds) > 0),
        base numeric(10, 2) NOT NULL CHECK (base > 0),
        PRIMARY KEY (holder_id_number, first_month)
      )`.execute(database);
    await sql`
      CREATE TABLE medical_insurance_years (
        holder_id_number text NOT NULL,
        year smallint NOT NULL,
        scheme text NOT NULL CHECK (scheme IN ('职工基本医疗保险', '城乡居民基本医疗保险')),
        region text NOT NULL,
        months smallint NOT NULL CHECK (months BETWEEN 1 AND 12),
        personal_amount numeric(10, 2) NOT NULL CHECK (personal_amount >= 0),
        employer_amount numeric(10, 2) NOT NULL CHECK (employer_amount >= 0),
        subsidy numeric(10, 2) NOT NULL CHECK (subsidy >= 0),
        PRIMARY KEY (holder_id_number, year)
      )`.execute(database);
  },
};
