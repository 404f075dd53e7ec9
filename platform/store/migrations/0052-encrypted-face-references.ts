import { type Kysely, sql } from 'kysely';

/** Where the platform has a key encryption key, the embeddings of the register lie under it. */
export const encryptedFaceReferences = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE face_references ADD COLUMN is_encrypted boolean NOT NULL DEFAULT false`.execute(
      database,
    );
  },
};
