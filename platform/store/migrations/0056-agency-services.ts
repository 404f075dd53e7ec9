import { type Kysely, sql } from 'kysely';

/**
 * What an authorisation 授权委托 admits beside items (platform/contract/agency-service.ts): nothing, where it does not say so.
 * On the trail of who read somebody's data the agent is named beside the kiosk.
 */
export const agencyServices = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE agent_authorisations ADD COLUMN services text[] NOT NULL DEFAULT '{}'`.execute(
      database,
    );
    await sql`
      ALTER TABLE certificate_accesses
        ADD COLUMN agent_id_number text,
        ADD COLUMN agency_way text,
        ADD CHECK ((agent_id_number IS NULL) = (agency_way IS NULL))`.execute(database);
    await sql`CREATE INDEX agency_records_by_subject ON agency_records (subject)`.execute(database);
  },
};
