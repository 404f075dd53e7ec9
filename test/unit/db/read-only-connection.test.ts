import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../db/migrations/all.ts';
import { type DatabaseLook, openReadOnly } from '../../../db/read-only-connection.ts';
import {
  beginIdentifiedVisit,
  fileApplication,
  openTestDatabase,
  type TestDatabase,
} from '../../helpers/database.ts';
import { overwritePages } from './recovery/filed-messages.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    fileApplication(unit, 5);
  });
  database.current().close();
});
afterEach(() => database.dispose());

const mustOpen = (file: string): DatabaseLook => {
  const opened = openReadOnly(file);
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  return opened.look;
};

const countPending = (file: string) => {
  const look = mustOpen(file);
  try {
    return look.read(({ outbox }) => outbox.counts().pending);
  } finally {
    look.close();
  }
};

const header = (pragma: string) => {
  const connection = new BetterSqlite3(database.file);
  connection.pragma(pragma);
  connection.close();
};

describe('a look at a database at rest', () => {
  test('reads it, changes no byte of it, and is in nobody’s way afterwards', () => {
    const before = readFileSync(database.file);
    rmSync(`${database.file}.lock`);
    expect(countPending(database.file)).toEqual({ ok: true, value: 1 });
    expect(readFileSync(database.file).equals(before)).toBe(true);
    expect(existsSync(`${database.file}.lock`)).toBe(false);
    expect(database.reopen().read(({ outbox }) => outbox.counts().pending)).toEqual({ ok: true, value: 1 });
    database.current().close();
    expect(existsSync(`${database.file}-wal`)).toBe(false);
  });

  test('sees what a killed kiosk had committed', () => {
    const copy = join(database.folder, 'killed.db');
    database.reopen();
    database.commit((unit) => fileApplication(unit, 6));
    for (const suffix of ['', '-wal']) copyFileSync(`${database.file}${suffix}`, `${copy}${suffix}`);
    const wal = readFileSync(`${copy}-wal`);
    expect(countPending(copy)).toEqual({ ok: true, value: 2 });
    expect(readFileSync(`${copy}-wal`).equals(wal)).toBe(true);
  });

  test('cannot write through what it is given', () => {
    const look = mustOpen(database.file);
    expect(Object.keys(look).sort()).toEqual(['close', 'read']);
    expect(
      look.read((unit) => {
        if ('add' in unit.outbox && typeof unit.outbox.add === 'function') {
          unit.outbox.add({ key: 'k', kind: 'rating', groupId: 'k', priority: 1, body: '{}' });
        }
      }),
    ).toMatchObject({
      ok: false,
      reason: 'database-not-readable',
      detail: expect.stringMatching(/readonly/),
    });
    look.close();
  });
});

describe('is refused with its reason, and left as it is:', () => {
  const refusals: Record<string, [change: () => void, reason: string, detail: RegExp]> = {
    'a file that is not there': [() => rmSync(database.file), 'database-missing', /empty or missing/],
    'an empty file': [() => truncateSync(database.file), 'database-missing', /empty or missing/],
    'an empty file whose WAL holds data': [
      () => {
        truncateSync(database.file);
        writeFileSync(`${database.file}-wal`, 'x');
      },
      'database-damaged',
      /its WAL holds data/,
    ],
    'one that is being recovered': [
      () => writeFileSync(`${database.file}.recovery`, '{}'),
      'database-damaged',
      /recovery/,
    ],
    'one of a newer kiosk': [
      () => header(`user_version = ${migrations.length + 1}`),
      'database-from-the-future',
      new RegExp(`version ${migrations.length + 1}, this program knows ${migrations.length}$`),
    ],
    'one of an older kiosk': [
      () => header(`user_version = ${migrations.length - 1}`),
      'database-too-old',
      new RegExp(`version ${migrations.length - 1}, this program knows ${migrations.length}$`),
    ],
    'one of another program': [
      () => header('application_id = 7'),
      'database-damaged',
      /not one of this kiosk/,
    ],
    'no database at all': [
      () => writeFileSync(database.file, 'x'.repeat(5000)),
      'database-damaged',
      /SQLITE_NOTADB/,
    ],
    'one with damaged pages': [
      () => overwritePages(database.file, [5, 6, 7, 8, 9, 10]),
      'database-damaged',
      /./,
    ],
    'one without a table': [
      () => database.edit((connection) => connection.exec('DROP TABLE rating')),
      'database-damaged',
      /rating/,
    ],
    'a name that leads nowhere': [
      () => {
        rmSync(database.file);
        symlinkSync(database.file, database.file);
      },
      'database-not-readable',
      /ELOOP/,
    ],
  };

  test.each(Object.entries(refusals))('%s', (_what, [change, reason, detail]) => {
    change();
    const before = existsSync(database.file) ? readFileSync(database.file) : null;
    expect(openReadOnly(database.file)).toEqual({
      ok: false,
      reason,
      detail: expect.stringMatching(detail),
    });
    if (before) expect(readFileSync(database.file).equals(before)).toBe(true);
  });
});
