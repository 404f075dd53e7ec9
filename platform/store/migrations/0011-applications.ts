import { type Kysely, sql } from 'kysely';

/**
 * Applications and their course, and ratings.
 *
 * The sealed body has a table of its own: it is written once and large, while the application's row changes with each
 * step of its course, and PostgreSQL writes a changed row anew. A body of an ordinary application (3 KB) stays in its
 * row, uncompressed – ciphertext does not shrink –, hence the storage options.
 *
 * There are no foreign keys between these tables: all rows of an application are written in one transaction by one
 * function, and a key that crosses partitions would tie their retention together.
 *
 * For a city: all three tables PARTITION BY RANGE over the month of filing, which the receipt number itself carries
 * (its date in China). A column `filed_month`, taken from the receipt number, joins the primary keys; as it follows
 * from the number, (receipt_number, filed_month) is unique exactly when receipt_number is. Old months become read-only
 * and go to slower disks as whole parts. `ratings`: by month of rating.
 */
export const applications = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE applications (
        receipt_number text PRIMARY KEY,
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        station_code text NOT NULL,
        item text NOT NULL,
        form_version integer NOT NULL CHECK (form_version > 0),
        assurance_level smallint NOT NULL CHECK (assurance_level BETWEEN 1 AND 3),
        state text NOT NULL CHECK (state IN ('received', 'accepted-for-review', 'unreadable')),
        filed_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL
      )`.execute(database);
    await sql`
      CREATE INDEX applications_to_open ON applications (received_at) WHERE state = 'received'`.execute(
      database,
    );
    await sql`
      CREATE TABLE sealed_applications (
        receipt_number text PRIMARY KEY,
        sealed text NOT NULL,
        materials jsonb NOT NULL
      ) WITH (toast_tuple_target = 8160)`.execute(database);
    await sql`ALTER TABLE sealed_applications ALTER COLUMN sealed SET STORAGE EXTERNAL`.execute(database);
    await sql`
      CREATE TABLE application_steps (
        receipt_number text NOT NULL,
        position smallint NOT NULL CHECK (position > 0),
        step text NOT NULL,
        actor text NOT NULL,
        happened_at timestamptz NOT NULL,
        PRIMARY KEY (receipt_number, position)
      )`.execute(database);
    await sql`
      CREATE TABLE ratings (
        kiosk_id text NOT NULL,
        key uuid NOT NULL,
        station_code text NOT NULL,
        subject text,
        level text NOT NULL,
        rated_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (kiosk_id, key)
      )`.execute(database);
    await sql`CREATE INDEX ratings_by_subject ON ratings (subject) WHERE subject IS NOT NULL`.execute(
      database,
    );
  },
};
