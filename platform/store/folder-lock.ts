import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** Holds a store folder for one process. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock of a store folder; undefined when another process has it. Embedded PostgreSQL does not guard its
 * folder: two processes in one would destroy it.
 *
 * The lock is an exclusive transaction, never committed, on an empty SQLite file: the kernel drops it with the
 * process, however that dies, which a file with a process id does not.
 */
export const lockFolder = (folder: string): FolderLock | undefined => {
  const connection = new BetterSqlite3(join(folder, 'store.lock'), { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
    return { release: () => connection.close() };
  } catch (error) {
    connection.close();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') {
      return undefined;
    }
    throw error;
  }
};
