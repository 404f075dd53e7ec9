import { type Kysely, sql } from 'kysely';

/** People whom the departments know. */
export const residents = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE residents (
        id_number text PRIMARY KEY,
        name text NOT NULL,
        sex text NOT NULL CHECK (sex IN ('男', '女', '未知', '未说明'))
      )`.execute(database);
  },
};
