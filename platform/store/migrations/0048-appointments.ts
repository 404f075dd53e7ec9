import { type Kysely, sql } from 'kysely';

/**
 * Appointments 预约 at the counters of service halls. A place is one of those that a half hour has: the index lets nobody
 * have one that somebody else holds, whichever kiosk came first. Deleted a month after their day.
 *
 * For a city: PARTITION BY RANGE (starts_at).
 */
export const appointments = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE appointments (
        appointment_number text PRIMARY KEY,
        request_id uuid NOT NULL UNIQUE,
        kiosk_id text NOT NULL,
        holder_id_number text NOT NULL,
        item text NOT NULL,
        counter text NOT NULL,
        starts_at timestamptz NOT NULL,
        place smallint NOT NULL CHECK (place >= 1),
        booked_at timestamptz NOT NULL,
        cancelled_at timestamptz
      )`.execute(database);
    await sql`
      CREATE UNIQUE INDEX appointments_place ON appointments (counter, starts_at, place)
        WHERE cancelled_at IS NULL`.execute(database);
    await sql`
      CREATE INDEX appointments_of_holder ON appointments (holder_id_number, starts_at)`.execute(database);
    await sql`CREATE INDEX appointments_by_time ON appointments (starts_at)`.execute(database);
  },
};
