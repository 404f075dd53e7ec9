import { constants } from 'node:os';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { toStorageFailure } from '../../../db/storage-failure.ts';

const withCode = (code: string): Error => Object.assign(new Error(`${code}: no`), { code });
/** As Node throws it. */
const systemError = (code: string, errno: number): Error => Object.assign(withCode(code), { errno: -errno });

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

test.each(['ENOSPC', 'EDQUOT'] as const)('the system’s %s is told as a full disk', (code) => {
  expect(toStorageFailure(systemError(code, constants.errno[code]), '/data')).toMatchObject({
    ok: false,
    reason: 'disk-full',
  });
});

test.each(
  [...Object.entries(constants.errno), ['UNKNOWN', 4094] as const].filter(
    ([code]) => !['ENOSPC', 'EDQUOT'].includes(code),
  ),
)('the system’s %s is told as a folder that takes no data', (code, errno) => {
  expect(toStorageFailure(systemError(code, errno), '/data')).toEqual({
    ok: false,
    reason: 'folder-not-writable',
    detail: `/data: ${code}: no (${code})`,
  });
});

test.each([
  new BetterSqlite3.SqliteError('CHECK constraint failed', 'SQLITE_CONSTRAINT_CHECK'),
  new BetterSqlite3.SqliteError('near "SELEKT": syntax error', 'SQLITE_ERROR'),
  new TypeError('undefined is not a function'),
  withCode('ERR_INVALID_ARG_TYPE'),
  'a string',
])('a mistake of the program is thrown on: %s', (mistake) => {
  expect(() => toStorageFailure(mistake, '/data')).toThrow(
    mistake instanceof Error ? mistake.message : mistake,
  );
});
