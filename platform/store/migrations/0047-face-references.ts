import { type Kysely, sql } from 'kysely';

/**
 * What the photos of the ID register look like to a pack of face models, for residents whose card's photo cannot be read;
 * and that a kiosk had one compared. Neither the face that was compared nor the similarity is kept.
 *
 * For a city: both PARTITION BY HASH (holder_id_number); a real register keeps references under a key of its own.
 */
export const faceReferences = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE face_references (
        holder_id_number text NOT NULL REFERENCES residents (id_number) ON DELETE CASCADE,
        model text NOT NULL,
        model_version text NOT NULL,
        embedding bytea NOT NULL CHECK (length(embedding) BETWEEN 256 AND 8192),
        added_at timestamptz NOT NULL,
        PRIMARY KEY (holder_id_number, model, model_version)
      )`.execute(database);
    await sql`CREATE INDEX face_references_by_model ON face_references (model, model_version)`.execute(
      database,
    );
    await sql`
      CREATE TABLE face_comparisons (
        comparison_id uuid PRIMARY KEY,
        holder_id_number text NOT NULL,
        actor text NOT NULL,
        model text NOT NULL,
        model_version text NOT NULL,
        consented_at timestamptz NOT NULL,
        asked_at timestamptz NOT NULL
      )`.execute(database);
    await sql`
      CREATE INDEX face_comparisons_by_holder ON face_comparisons (holder_id_number, asked_at)`.execute(
      database,
    );
  },
};
