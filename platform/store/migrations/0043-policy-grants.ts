import { type Kysely, sql } from 'kysely';

/**
 * What was granted without being applied for 免申即享, once for each policy, period and person; and the register of
 * disabilities 残疾人证, which conditions of policies turn on.
 *
 * For a city: both PARTITION BY HASH of the holder.
 */
export const policyGrants = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE policy_grants (
        holder_id_number text NOT NULL,
        policy text NOT NULL,
        period text NOT NULL CHECK (period ~ '^(once|[0-9]{4}(-[0-9]{2})?)$'),
        receipt_number text NOT NULL UNIQUE,
        granted_at timestamptz NOT NULL,
        PRIMARY KEY (holder_id_number, policy, period)
      )`.execute(database);
    await sql`
      CREATE TABLE disability_records (
        holder_id_number text PRIMARY KEY,
        category text NOT NULL,
        level text NOT NULL CHECK (level IN ('一级', '二级', '三级', '四级'))
      )`.execute(database);
  },
};
