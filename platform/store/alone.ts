import { sql } from 'kysely';
import type { PlatformDatabase } from './store.ts';

/**
 * Does `work` while no other instance behind the same database does work of that name; others wait (session-level
 * advisory lock, PostgreSQL manual §13.3.5, which falls with the connection).
 */
export const alone = <Result>(
  database: PlatformDatabase,
  name: string,
  work: (locked: PlatformDatabase) => Promise<Result>,
): Promise<Result> =>
  database.connection().execute(async (connection) => {
    // Waiting for the others is no slow statement.
    await sql`SET statement_timeout = 0`.execute(connection);
    await sql`SELECT pg_advisory_lock(hashtext(${name}))`.execute(connection);
    await sql`RESET statement_timeout`.execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql`SELECT pg_advisory_unlock(hashtext(${name}))`.execute(connection);
    }
  });
