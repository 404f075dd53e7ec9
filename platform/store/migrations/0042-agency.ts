import { type Kysely, sql } from 'kysely';

/**
 * Helping another 代办: authorisations 授权委托 that principals have registered, who is dead or under guardianship as far as
 * the registers know, what was done by whom for whom, and by which ways an item that can be applied for admits agents.
 *
 * For a city: `agency_records` PARTITION BY RANGE (acted_at) by month, as the access trail.
 */
export const agency = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE agent_authorisations (
        authorisation_id text PRIMARY KEY,
        principal_id_number text NOT NULL,
        agent_id_number text NOT NULL CHECK (agent_id_number <> principal_id_number),
        items text[],
        valid_from date NOT NULL,
        valid_until date NOT NULL CHECK (valid_until >= valid_from),
        withdrawn_at timestamptz
      )`.execute(database);
    await sql`CREATE INDEX agent_authorisations_by_agent ON agent_authorisations (agent_id_number)`.execute(
      database,
    );
    await sql`
      CREATE TABLE civil_capacities (
        id_number text PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('deceased', 'under-guardianship')),
        since date NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE agency_records (
        record_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        agent_id_number text NOT NULL,
        principal_id_number text NOT NULL,
        way text NOT NULL,
        authorisation_id text,
        act text NOT NULL,
        subject text NOT NULL,
        acted_at timestamptz NOT NULL
      )`.execute(database);
    await sql`ALTER TABLE accepted_forms ADD COLUMN agency text[] NOT NULL DEFAULT '{}'`.execute(database);
    await sql`
      CREATE INDEX agency_records_by_principal ON agency_records (principal_id_number, acted_at)`.execute(
      database,
    );
  },
};
