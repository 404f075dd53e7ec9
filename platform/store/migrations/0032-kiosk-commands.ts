import { type Kysely, sql } from 'kysely';

/**
 * What the centre has kiosks do. `number` grows with each command of a kiosk and is never given twice; `outcome` is null
 * until the kiosk has said what became of it. Nothing of any resident: a message is what everybody reads at the kiosk.
 */
export const kioskCommands = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE kiosk_commands (
        kiosk_id text NOT NULL REFERENCES kiosks (kiosk_id),
        number bigint NOT NULL CHECK (number > 0),
        command jsonb NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        delivered_at timestamptz,
        outcome text CHECK (outcome IN ('done', 'refused')),
        reason text,
        ended_at timestamptz,
        PRIMARY KEY (kiosk_id, number),
        CHECK ((outcome IS NULL) = (ended_at IS NULL))
      )`.execute(database);
    await sql`
      CREATE INDEX kiosk_commands_waiting ON kiosk_commands (kiosk_id, number) WHERE outcome IS NULL`.execute(
      database,
    );
  },
};
