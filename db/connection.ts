import BetterSqlite3 from 'better-sqlite3';
import { ensurePrivateFile, fileSize, prepareFolder } from './data-folder.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { applyMigrations, schemaState } from './migrations/apply.ts';
import { migrations } from './migrations/all.ts';
import { setPragmas } from './pragmas.ts';
import type { Connection } from './statements.ts';
import { type StorageFailure, toStorageFailure } from './storage-failure.ts';
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

/** The kiosk's database, open and owned by this process alone. */
export interface KioskDatabase extends UnitOfWork {
  /** Where it lies. */
  readonly file: string;
  /** Folds the WAL into the file and lets the lock go. May be called twice. */
  close(): void;
}

export type OpenDatabaseOutcome =
  | { readonly ok: true; readonly database: KioskDatabase }
  | StorageFailure
  /** A newer version of the kiosk wrote it. It is left untouched: what we do not know we cannot keep whole. */
  | { readonly ok: false; readonly reason: 'database-from-the-future'; readonly detail: string };

/** A technician's look or a backup holds a lock for moments only; the screen must not freeze for longer. */
const busyTimeoutMilliseconds = 1_000;

/** More lines than these of an integrity check tell nobody more. */
const integrityProblemsShown = 5;

const damaged = (file: string, what: string): StorageFailure => ({
  ok: false,
  reason: 'database-damaged',
  detail: `${file}: ${what}`,
});

/** `PRAGMA quick_check` reads every page: structure, order, types, NOT NULL and CHECK; not whether indexes agree. */
const checkIntegrity = (connection: Connection): string | undefined => {
  const lines = connection.prepare<[], string>(`PRAGMA quick_check(${integrityProblemsShown})`).pluck().all();
  return lines.length === 1 && lines[0] === 'ok' ? undefined : lines.join('; ');
};

const prepareConnection = (
  connection: Connection,
  file: string,
  now: () => number,
): { readonly ok: true; readonly work: UnitOfWork } | Exclude<OpenDatabaseOutcome, { ok: true }> => {
  const schema = schemaState(connection);
  switch (schema.kind) {
    case 'future':
      return {
        ok: false,
        reason: 'database-from-the-future',
        detail: `${file}: its schema has version ${schema.version}, this kiosk knows ${migrations.length}`,
      };
    case 'foreign':
      return damaged(file, 'a SQLite database, but not one of this kiosk');
    case 'empty':
    case 'known':
  }
  setPragmas(connection);
  const problem = checkIntegrity(connection);
  if (problem !== undefined) return damaged(file, problem);
  try {
    applyMigrations(connection, schema.kind === 'known' ? schema.version : 0);
    return { ok: true, work: createUnitOfWork(connection, now) };
  } catch (error) {
    // "No such table", "table already exists": the statements are right, so the schema is not what its number says.
    if (error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_ERROR') {
      return damaged(file, error.message);
    }
    throw error;
  }
};

/**
 * Opens the kiosk's database, creating folder (0700) and file (0600) if there are none, and brings it to the newest
 * schema. In this order: the folder takes data, no other process has the database, it is not from the future, it is
 * whole, its migrations are applied. A database that is refused is left as it is, never renamed or started afresh.
 *
 * `now` gives milliseconds since the Unix epoch and stamps every row.
 *
 * Two files stand beside it: `<file>.lock` (see `takeInstanceLock`) and, while it is open, SQLite's WAL and shared
 * memory. Nothing else in this process may open and close the file by other means, or SQLite's locks are lost.
 */
export const openDatabase = ({
  file,
  now,
}: {
  readonly file: string;
  readonly now: () => number;
}): OpenDatabaseOutcome => {
  const unwritable = prepareFolder(file);
  if (unwritable) return unwritable;
  const locking = takeInstanceLock(file);
  if (!locking.ok) return locking;
  const { lock } = locking;

  let connection: Connection | undefined;
  const close = (): void => {
    connection?.close();
    lock.release();
  };
  try {
    // SQLite would take an empty file for a new database and throw away the commits that wait in its WAL.
    if (fileSize(file) === 0 && fileSize(`${file}-wal`) > 0) {
      lock.release();
      return damaged(file, 'the file is empty or missing while its WAL holds data');
    }
    ensurePrivateFile(file);
    connection = new BetterSqlite3(file, { timeout: busyTimeoutMilliseconds });
    const prepared = prepareConnection(connection, file, now);
    if (prepared.ok) return { ok: true, database: { file, ...prepared.work, close } };
    close();
    return prepared;
  } catch (error) {
    close();
    return toStorageFailure(error, file);
  }
};
