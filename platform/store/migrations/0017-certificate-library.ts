import { type Kysely, sql } from 'kysely';

/**
 * Electronic certificate library 电子证照库: who holds which certificate, and every access to it, in order to be shown to
 * the holder.
 *
 * For a city (24 million certificates): `certificates_held` PARTITION BY HASH (holder_id_number), the holder joining the
 * primary key; `certificate_accesses` PARTITION BY RANGE (accessed_at) by month, so that what has run out is dropped as
 * a whole.
 */
export const certificateLibrary = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE certificates_held (
        kind text NOT NULL,
        certificate_number text NOT NULL,
        holder_id_number text NOT NULL,
        issuer text NOT NULL,
        valid_from date NOT NULL,
        valid_until date CHECK (valid_until >= valid_from),
        state text NOT NULL CHECK (state IN ('valid', 'cancelled', 'reported-lost')),
        facts jsonb NOT NULL,
        PRIMARY KEY (kind, certificate_number, holder_id_number)
      )`.execute(database);
    await sql`CREATE INDEX certificates_held_by_holder ON certificates_held (holder_id_number)`.execute(
      database,
    );
    await sql`
      CREATE TABLE certificate_accesses (
        access_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        holder_id_number text NOT NULL,
        actor text NOT NULL,
        purpose text NOT NULL,
        item text,
        consented_at timestamptz NOT NULL,
        accessed_at timestamptz NOT NULL,
        kinds text[] NOT NULL
      )`.execute(database);
    await sql`
      CREATE INDEX certificate_accesses_by_holder ON certificate_accesses (holder_id_number, accessed_at)`.execute(
      database,
    );
  },
};
