import { type Kysely, sql } from 'kysely';

/** A message that comes under a new identity is looked for among the results of its station's kiosks, in each batch. */
export const kiosksOfStation = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`CREATE INDEX kiosks_by_station ON kiosks (station_code)`.execute(database);
  },
};
