import { sql } from 'kysely';
import type { PlatformDatabase } from './store.ts';

/**
 * Makes the room of deleted and changed rows free again and refreshes the planner's numbers (PostgreSQL, "VACUUM"), one
 * table after the other, so that requests come between. The embedded PostgreSQL has no autovacuum: without this its
 * tables only grow.
 */
export const vacuum = async (database: PlatformDatabase): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`.execute(database);
  for (const { name } of rows) {
    await sql`VACUUM (ANALYZE) ${sql.table(name)}`.execute(database);
  }
};
