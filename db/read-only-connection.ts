import BetterSqlite3 from 'better-sqlite3';
import { fileSize } from './data-folder.ts';
import { migrations } from './migrations/all.ts';
import { schemaState } from './migrations/apply.ts';
import { journalFileOf } from './recovery/recovery-journal.ts';
import { checkTables } from './start-check.ts';
import type { Connection } from './statements.ts';
import { type StorageFailureReason, toStorageFailure } from './storage-failure.ts';
import { createUnitOfWork, type ReadUnit, type UnitOfWork } from './unit-of-work.ts';

/** Why a database cannot be looked at. */
export const readOnlyRefusals = [
  'database-missing',
  /** This account may not read it, or SQLite cannot put its shared memory beside it. */
  'database-not-readable',
  'database-busy',
  'database-damaged',
  'database-too-old',
  'database-from-the-future',
  'disk-full',
] as const;
export type ReadOnlyRefusalReason = (typeof readOnlyRefusals)[number];

/** `detail` names the file and what SQLite or the system said; never data of a resident. */
export interface ReadOnlyRefusal {
  readonly ok: false;
  readonly reason: ReadOnlyRefusalReason;
  readonly detail: string;
}

/** A look at the kiosk's database; whoever owns it goes on working. */
export interface DatabaseLook {
  /** As `UnitOfWork.read`: one unchanging view of the data. */
  read<Value>(
    work: (unit: ReadUnit) => Value,
  ): { readonly ok: true; readonly value: Value } | ReadOnlyRefusal;
  close(): void;
}

export type ReadOnlyOutcome = { readonly ok: true; readonly look: DatabaseLook } | ReadOnlyRefusal;

/** A reader waits only where the WAL of a killed kiosk is being gone through, a second or two. */
const busyTimeoutMilliseconds = 3_000;

/** https://sqlite.org/pragma.html tells what each does; why it is so, db/pragmas.ts. */
const pragmas = [
  // Not even a temporary table is written.
  'query_only = ON',
  'trusted_schema = OFF',
  'temp_store = MEMORY',
  'cell_size_check = ON',
  'mmap_size = 0',
] as const;

const reasonsOfFailures: Readonly<Record<StorageFailureReason, ReadOnlyRefusalReason>> = {
  'folder-not-writable': 'database-not-readable',
  'database-damaged': 'database-damaged',
  'disk-full': 'disk-full',
  'locked-by-another-process': 'database-busy',
};

const refuse = (reason: ReadOnlyRefusalReason, file: string, what: string): ReadOnlyRefusal => ({
  ok: false,
  reason,
  detail: `${file}: ${what}`,
});

/** @throws what is a mistake of the program, as `toStorageFailure`. */
const toRefusal = (error: unknown, file: string): ReadOnlyRefusal => {
  // "No such table": the statements are right, so the schema is not what its number says.
  if (error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_ERROR') {
    return refuse('database-damaged', file, error.message);
  }
  const failure = toStorageFailure(error, file);
  return { ...failure, reason: reasonsOfFailures[failure.reason] };
};

/** What is plain before SQLite opens the file. */
const findRefusalBeforeOpening = (file: string): ReadOnlyRefusal | undefined => {
  if (fileSize(journalFileOf(file)) > 0) {
    return refuse('database-damaged', file, 'its recovery was ordered or has not been finished');
  }
  if (fileSize(file) > 0) return undefined;
  return fileSize(`${file}-wal`) > 0
    ? refuse('database-damaged', file, 'the file is empty or missing while its WAL holds data')
    : refuse('database-missing', file, 'the file is empty or missing');
};

const checkSchema = (connection: Connection, file: string): ReadOnlyRefusal | undefined => {
  const schema = schemaState(connection);
  switch (schema.kind) {
    case 'empty':
    case 'foreign':
      return refuse('database-damaged', file, 'a SQLite database, but not one of this kiosk');
    case 'newer':
      return undefined;
    case 'future':
    case 'known': {
      if (schema.version === migrations.length) return undefined;
      const reason = schema.kind === 'future' ? 'database-from-the-future' : 'database-too-old';
      const what = `its schema has version ${schema.version}, this program knows ${migrations.length}`;
      return refuse(reason, file, what);
    }
  }
};

/** The reading half of the stores; only it is given out. */
const createLook = (connection: Connection): DatabaseLook => {
  const work: Pick<UnitOfWork, 'read'> = createUnitOfWork(connection, () => 0);
  return {
    read: (look) => {
      const outcome = work.read(look);
      return outcome.ok ? outcome : { ...outcome, reason: reasonsOfFailures[outcome.reason] };
    },
    close: () => {
      connection.close();
    },
  };
};

/**
 * Opens the kiosk's database to look at it, while the kiosk runs or not: without the instance lock, without a write,
 * without a migration. A schema that is neither the one this program knows nor one that it may work on is refused, and so is a database whose
 * tables are unsound as far as `checkTables` looks.
 *
 * Beside a database at rest SQLite puts the shared memory and an empty WAL, for a reader, too
 * (https://sqlite.org/wal.html#readonly), with owner and mode of the database; the kiosk takes them away when it next
 * ends. They are not removed here, since the kiosk may have begun to use them.
 *
 * Not for a process that has the database open already: closing this one would drop the locks of the other (see
 * `openDatabase`).
 */
export const openReadOnly = (file: string): ReadOnlyOutcome => {
  let connection: Connection | undefined;
  try {
    const refusal = findRefusalBeforeOpening(file);
    if (refusal) return refusal;
    connection = new BetterSqlite3(file, {
      readonly: true,
      fileMustExist: true,
      timeout: busyTimeoutMilliseconds,
    });
    for (const pragma of pragmas) connection.pragma(pragma);
    const problem = checkSchema(connection, file) ?? checkContent(connection, file);
    if (problem === undefined) return { ok: true, look: createLook(connection) };
    connection.close();
    return problem;
  } catch (error) {
    connection?.close();
    return toRefusal(error, file);
  }
};

const checkContent = (connection: Connection, file: string): ReadOnlyRefusal | undefined => {
  const problem = checkTables(connection);
  return problem === undefined ? undefined : refuse('database-damaged', file, problem);
};
