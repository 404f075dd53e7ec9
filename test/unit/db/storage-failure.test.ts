import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { toStorageFailure } from '../../../db/storage-failure.ts';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: no`), { code });

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_IOERR_FSYNC', 'folder-not-writable'],
  ['SQLITE_IOERR_READ', 'database-damaged'],
  ['SQLITE_CORRUPT_INDEX', 'database-damaged'],
  ['SQLITE_NOTADB', 'database-damaged'],
  ['SQLITE_READONLY_DBMOVED', 'folder-not-writable'],
  ['SQLITE_CANTOPEN', 'folder-not-writable'],
  ['SQLITE_BUSY_SNAPSHOT', 'locked-by-another-process'],
])('SQLite’s %s is told as %s', (code, reason) => {
  expect(toStorageFailure(new BetterSqlite3.SqliteError('it says', code), '/data/kiosk.db')).toEqual({
    ok: false,
    reason,
    detail: `/data/kiosk.db: it says (${code})`,
  });
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'folder-not-writable'],
  ['EACCES', 'folder-not-writable'],
])('the system’s %s is told as %s', (code, reason) => {
  expect(toStorageFailure(systemError(code), '/data')).toMatchObject({ ok: false, reason });
});

test.each([
  new BetterSqlite3.SqliteError('CHECK constraint failed', 'SQLITE_CONSTRAINT_CHECK'),
  new BetterSqlite3.SqliteError('near "SELEKT": syntax error', 'SQLITE_ERROR'),
  new TypeError('undefined is not a function'),
  systemError('ERR_INVALID_ARG_TYPE'),
  'a string',
])('a mistake of the program is thrown on: %s', (mistake) => {
  expect(() => toStorageFailure(mistake, '/data')).toThrow(
    mistake instanceof Error ? mistake.message : mistake,
  );
});
