import BetterSqlite3 from 'better-sqlite3';

/** Why the disk or the file did not do what was asked. Each is expected on a machine that stands in a village for years. */
export const storageFailureReasons = [
  'folder-not-writable',
  'database-damaged',
  'disk-full',
  'locked-by-another-process',
] as const;
export type StorageFailureReason = (typeof storageFailureReasons)[number];

/** `detail` is for staff and log: a path and what SQLite or the system said; never data of a resident. */
export interface StorageFailure {
  readonly ok: false;
  readonly reason: StorageFailureReason;
  readonly detail: string;
}

/** Result codes by prefix, the more specific first (https://sqlite.org/rescode.html). */
const reasonsOfResultCodes: readonly (readonly [prefix: string, reason: StorageFailureReason])[] = [
  ['SQLITE_FULL', 'disk-full'],
  // The shared-memory file beside the WAL could not grow: the system says ENOSPC, SQLite says this.
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_IOERR_READ', 'database-damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'database-damaged'],
  ['SQLITE_IOERR_CORRUPTFS', 'database-damaged'],
  ['SQLITE_IOERR_DATA', 'database-damaged'],
  ['SQLITE_IOERR', 'folder-not-writable'],
  ['SQLITE_CORRUPT', 'database-damaged'],
  ['SQLITE_NOTADB', 'database-damaged'],
  ['SQLITE_FORMAT', 'database-damaged'],
  ['SQLITE_READONLY', 'folder-not-writable'],
  ['SQLITE_CANTOPEN', 'folder-not-writable'],
  ['SQLITE_PERM', 'folder-not-writable'],
  ['SQLITE_BUSY', 'locked-by-another-process'],
  ['SQLITE_LOCKED', 'locked-by-another-process'],
];

const reasonsOfSystemErrors: Readonly<Record<string, StorageFailureReason>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'folder-not-writable',
  EPERM: 'folder-not-writable',
  EROFS: 'folder-not-writable',
  ENOTDIR: 'folder-not-writable',
  EISDIR: 'folder-not-writable',
  EEXIST: 'folder-not-writable',
  ENOENT: 'folder-not-writable',
  ENAMETOOLONG: 'folder-not-writable',
  ELOOP: 'folder-not-writable',
  EIO: 'folder-not-writable',
};

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : 'no code';

const reasonOf = (error: Error): StorageFailureReason | undefined =>
  error instanceof BetterSqlite3.SqliteError
    ? reasonsOfResultCodes.find(([prefix]) => error.code.startsWith(prefix))?.[1]
    : reasonsOfSystemErrors[codeOf(error)];

/**
 * Turns what SQLite or the file system threw into a failure that can be told to people; `where` names the file or
 * folder. Anything else (a broken constraint, a slip in a statement) is a mistake of the program and is thrown on.
 */
export const toStorageFailure = (error: unknown, where: string): StorageFailure => {
  const reason = error instanceof Error ? reasonOf(error) : undefined;
  if (!(error instanceof Error) || reason === undefined) throw error;
  return { ok: false, reason, detail: `${where}: ${error.message} (${codeOf(error)})` };
};
