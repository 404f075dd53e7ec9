import { sql } from 'kysely';
import { isLockTimeout } from './store-trouble.ts';
import type { PlatformDatabase } from './store.ts';

/** The lock is asked for again and again, so that a line that died meanwhile is found out. */
const takeLock = async (connection: PlatformDatabase, name: string): Promise<void> => {
  await sql`SET lock_timeout = '1s'`.execute(connection);
  for (let isTaken = false; !isTaken; ) {
    try {
      await sql`SELECT pg_advisory_lock(hashtext(${name}))`.execute(connection);
      isTaken = true;
    } catch (error) {
      if (!isLockTimeout(error)) {
        throw error;
      }
    }
  }
  await sql`RESET lock_timeout`.execute(connection);
};

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
    await takeLock(connection, name);
    try {
      return await work(connection);
    } finally {
      await sql`SELECT pg_advisory_unlock(hashtext(${name}))`.execute(connection);
    }
  });
