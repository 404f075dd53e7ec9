import { type Kysely, sql } from 'kysely';

/**
 * One open alert for each kiosk and kind: what comes again while it is open is counted in it. Of those that were raised
 * one by one the newest stays open.
 */
export const openAlerts = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      ALTER TABLE kiosk_alerts
        ADD COLUMN times integer NOT NULL DEFAULT 1 CHECK (times > 0),
        ADD COLUMN last_at timestamptz,
        ADD COLUMN settled_at timestamptz`.execute(database);
    await sql`UPDATE kiosk_alerts SET last_at = raised_at`.execute(database);
    await sql`
      UPDATE kiosk_alerts a SET settled_at = a.raised_at WHERE EXISTS (
        SELECT FROM kiosk_alerts b
        WHERE b.kiosk_id = a.kiosk_id AND b.kind = a.kind AND b.alert_id > a.alert_id)`.execute(database);
    await sql`ALTER TABLE kiosk_alerts ALTER COLUMN last_at SET NOT NULL`.execute(database);
    await sql`
      CREATE UNIQUE INDEX kiosk_alerts_open ON kiosk_alerts (kiosk_id, kind)
      WHERE settled_at IS NULL`.execute(database);
  },
};
