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

/**
 * What a system error says, by its name (errno(3)). All others – too many files open, a device that has gone, a network
 * mount that hangs – come to the same for the kiosk: the folder does not take data now.
 */
const reasonsOfSystemErrors: ReadonlyMap<string, StorageFailureReason> = new Map([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
]);

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : 'no code';

/** Node gives errors of the system a number, its own (a wrong argument, say) only a code. */
const isSystemError = (error: Error): boolean => 'errno' in error && typeof error.errno === 'number';

const reasonOf = (error: Error): StorageFailureReason | undefined => {
  if (error instanceof BetterSqlite3.SqliteError) {
    return reasonsOfResultCodes.find(([prefix]) => error.code.startsWith(prefix))?.[1];
  }
  if (!isSystemError(error)) return undefined;
  return reasonsOfSystemErrors.get(codeOf(error)) ?? 'folder-not-writable';
};

/**
 * Turns what SQLite or the file system threw into a failure that can be told to people; `where` names the file or
 * folder. Anything else (a broken constraint, a slip in a statement) is a mistake of the program and is thrown on.
 */
export const toStorageFailure = (error: unknown, where: string): StorageFailure => {
  const reason = error instanceof Error ? reasonOf(error) : undefined;
  if (!(error instanceof Error) || reason === undefined) throw error;
  return { ok: false, reason, detail: `${where}: ${error.message} (${codeOf(error)})` };
};
