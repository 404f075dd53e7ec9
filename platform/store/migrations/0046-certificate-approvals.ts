import { type Kysely, sql } from 'kysely';

/**
 * Requests for certificates that a clerk looks at first. Of one person, kind and purpose one is pending at most, however
 * many kiosks are asked at once. `ends_on`: the last day on which an approved one is issued, or the day from which a refused
 * one can be asked for again.
 */
export const certificateApprovals = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE certificate_approvals (
        request_number text PRIMARY KEY,
        kind text NOT NULL,
        purpose text NOT NULL,
        holder_id_number text NOT NULL,
        station_code text NOT NULL,
        kiosk_id text NOT NULL,
        assurance_level smallint NOT NULL CHECK (assurance_level BETWEEN 1 AND 3),
        requested_at timestamptz NOT NULL,
        limit_working_days smallint NOT NULL CHECK (limit_working_days > 0),
        due_on date NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'issued')),
        decided_at timestamptz,
        ends_on date,
        reason jsonb,
        certificate_number text,
        CHECK ((state = 'pending') = (decided_at IS NULL)),
        CHECK ((state = 'pending') = (ends_on IS NULL)),
        CHECK ((state = 'refused') = (reason IS NOT NULL)),
        CHECK ((state = 'issued') = (certificate_number IS NOT NULL))
      )`.execute(database);
    await sql`
      CREATE UNIQUE INDEX certificate_approvals_pending ON certificate_approvals (holder_id_number, kind, purpose)
        WHERE state = 'pending'`.execute(database);
    await sql`
      CREATE INDEX certificate_approvals_of_holder ON certificate_approvals (holder_id_number, requested_at DESC)`.execute(
      database,
    );
    await sql`CREATE INDEX certificate_approvals_due ON certificate_approvals (state, due_on)`.execute(
      database,
    );
  },
};
