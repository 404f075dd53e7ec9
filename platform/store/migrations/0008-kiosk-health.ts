import { type Kysely, sql } from 'kysely';

/**
 * How the kiosks are: their reports, the heads of their audit logs, and what is wrong with those.
 * `kiosk_audit_heads` only grows: it is the proof that a kiosk's audit log was not rewritten.
 */
export const kioskHealth = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE kiosk_health_reports (
        kiosk_id text NOT NULL REFERENCES kiosks (kiosk_id),
        received_at timestamptz NOT NULL,
        report jsonb NOT NULL
      )`.execute(database);
    await sql`
      CREATE INDEX kiosk_health_reports_by_kiosk ON kiosk_health_reports (kiosk_id, received_at)`.execute(
      database,
    );
    await sql`
      CREATE TABLE kiosk_audit_heads (
        kiosk_id text NOT NULL REFERENCES kiosks (kiosk_id),
        sequence bigint NOT NULL,
        hash text NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (kiosk_id, sequence)
      )`.execute(database);
    await sql`
      CREATE TABLE kiosk_alerts (
        alert_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kiosk_id text NOT NULL REFERENCES kiosks (kiosk_id),
        kind text NOT NULL,
        detail jsonb NOT NULL,
        raised_at timestamptz NOT NULL
      )`.execute(database);
    await sql`CREATE INDEX kiosk_alerts_by_kiosk ON kiosk_alerts (kiosk_id, alert_id)`.execute(database);
  },
};
