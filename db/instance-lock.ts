import { rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { ensurePrivateFile } from './data-folder.ts';
import { type StorageFailure, toStorageFailure } from './storage-failure.ts';

/** Held as long as the database is open. */
export interface InstanceLock {
  release(): void;
}

/** A core that was killed may still be dying when its successor starts; longer than this, it is a second kiosk. */
const lockTimeoutMilliseconds = 1_000;

const lockExclusively = (lockFile: string): InstanceLock => {
  ensurePrivateFile(lockFile);
  const connection = new BetterSqlite3(lockFile, { timeout: lockTimeoutMilliseconds });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    throw error;
  }
  return { release: () => connection.close() };
};

/**
 * Takes the lock that makes this process the only owner of the database `file`: an exclusive transaction, never
 * committed, on the empty database `<file>.lock`.
 *
 * Why not a file with a process id: it outlives a crash and process ids come again. The kernel drops this lock with
 * the process, however it dies. Why not `locking_mode=EXCLUSIVE` on the database itself: it would also shut out a
 * second connection of our own (backup and integrity check beside the running kiosk) and a technician's read-only look.
 */
export const takeInstanceLock = (
  file: string,
): { readonly ok: true; readonly lock: InstanceLock } | StorageFailure => {
  const lockFile = `${file}.lock`;
  try {
    return { ok: true, lock: lockExclusively(lockFile) };
  } catch (error) {
    const failure = toStorageFailure(error, lockFile);
    if (failure.reason !== 'database-damaged') return failure;
  }
  // Somebody wrote into the lock file. It holds nothing, and whoever held the lock would have answered "busy".
  try {
    rmSync(lockFile);
    return { ok: true, lock: lockExclusively(lockFile) };
  } catch (error) {
    return toStorageFailure(error, lockFile);
  }
};
