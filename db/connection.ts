import BetterSqlite3 from 'better-sqlite3';
import { backupFolderOf, listBackups } from './backup/backup-files.ts';
import { makeBackup } from './backup/make-backup.ts';
import { ensurePrivateFile, fileSize, prepareFolder } from './data-folder.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { applyMigrations, schemaState } from './migrations/apply.ts';
import { migrations } from './migrations/all.ts';
import { setPragmas } from './pragmas.ts';
import { countDamagedWalFrames } from './recovery/pages/page-source.ts';
import { journalFileOf } from './recovery/recovery-journal.ts';
import { checkAuditTail, checkTables } from './start-check.ts';
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

const damaged = (file: string, what: string): StorageFailure => ({
  ok: false,
  reason: 'database-damaged',
  detail: `${file}: ${what}`,
});

/**
 * What is known to be wrong before SQLite opens the file, which would make a new database of an empty one, and forget
 * without a word what was committed behind a damaged frame of the WAL.
 */
const findDamageBeforeOpening = (file: string): string | undefined => {
  if (fileSize(journalFileOf(file)) > 0) return 'its recovery was ordered or has not been finished';
  if (fileSize(file) === 0) {
    if (fileSize(`${file}-wal`) > 0) return 'the file is empty or missing while its WAL holds data';
    if (listBackups(backupFolderOf(file)).length > 0)
      return 'the file is empty or missing while there are backups';
  }
  const frames = countDamagedWalFrames(file);
  return frames > 0 ? `${frames} frames of its WAL are damaged` : undefined;
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
    case 'newer':
  }
  setPragmas(connection);
  const problem = checkTables(connection);
  if (problem !== undefined) return damaged(file, problem);
  try {
    if (schema.kind === 'known' && schema.version < migrations.length) {
      const made = makeBackup(connection, file, now());
      if (!made.ok) return made;
    }
    applyMigrations(connection, schema.kind === 'empty' ? 0 : schema.version);
    const auditProblem = checkAuditTail(connection);
    if (auditProblem !== undefined) return damaged(file, auditProblem);
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
 * schema; one that a newer kiosk wrote is worked on where it says that this may be. In this order: the folder takes data, no
 * other process has the database, it is not from the future, its tables
 * are sound as far as a start looks (`checkTables`), a backup is made before its migrations are applied, the audit log's
 * tail is whole. A database that is refused is left as it is, never renamed or started afresh; what is done about a
 * damaged one is `recoverDatabase`'s.
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
    const damage = findDamageBeforeOpening(file);
    if (damage !== undefined) {
      lock.release();
      return damaged(file, damage);
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
