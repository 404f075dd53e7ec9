import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../db/connection.ts';
import { migrations } from '../../../db/migrations/all.ts';
import { beginIdentifiedVisit, idOf, openTestDatabase, temporaryFolder } from '../../helpers/database.ts';

let folder: string;
let file: string;
const now = (): number => 1_795_161_600_000;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'data', 'kiosk.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = () => openDatabase({ file, now });

/** Leaves a closed database with one visit in it. */
const leaveDatabase = (): void => {
  const opened = open();
  if (!opened.ok) throw new Error(opened.detail);
  const outcome = opened.database.transaction((unit) => {
    beginIdentifiedVisit(unit);
    return { ok: true };
  });
  expect(outcome).toEqual({ ok: true });
  opened.database.close();
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** Overwrites pages of the file from `page` on, as a dying flash card does. */
const overwritePages = (page: number, pages: number): void => {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, page * 4096, Math.min((page + pages) * 4096, bytes.length));
  writeFileSync(file, bytes);
};

describe('a new database', () => {
  test('is made with its folder, for its owner alone', () => {
    const opened = open();
    expect(opened.ok).toBe(true);
    if (!opened.ok) return;
    opened.database.transaction((unit) => {
      beginIdentifiedVisit(unit);
      return { ok: true };
    });
    expect(modeOf(join(folder, 'data'))).toBe(0o700);
    for (const suffix of ['', '-wal', '-shm', '.lock']) expect(modeOf(`${file}${suffix}`)).toBe(0o600);
    opened.database.close();
  });

  test('leaves the mode of a folder that was there', () => {
    mkdirSync(join(folder, 'data'), { mode: 0o750 });
    leaveDatabase();
    expect(modeOf(join(folder, 'data'))).toBe(0o750);
  });

  test('begins from an empty file as well', () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(file, '');
    expect(open().ok).toBe(true);
  });
});

describe('a database that was there', () => {
  test('keeps its rows, and closing twice does no harm', () => {
    leaveDatabase();
    const opened = open();
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.database.read((unit) => unit.visits.find(idOf(1))?.startedAt)).toEqual({
      ok: true,
      value: now(),
    });
    opened.database.close();
    opened.database.close();
    expect(open().ok).toBe(true);
  });

  test('that others could read is closed to them', () => {
    leaveDatabase();
    chmodSync(file, 0o644);
    const opened = open();
    expect(opened.ok).toBe(true);
    expect(modeOf(file)).toBe(0o600);
  });

  test('holds every commit when its process ends without closing', () => {
    const database = openTestDatabase();
    database.commit((unit) => beginIdentifiedVisit(unit));
    mkdirSync(join(folder, 'data'));
    for (const suffix of ['', '-wal']) {
      writeFileSync(`${file}${suffix}`, readFileSync(`${database.file}${suffix}`));
    }
    database.dispose();
    const opened = open();
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.database.read((unit) => unit.visits.open().length)).toEqual({ ok: true, value: 1 });
  });

  test('of a newer kiosk is refused and left byte by byte as it is', () => {
    leaveDatabase();
    const future = new BetterSqlite3(file);
    future.pragma(`user_version = ${migrations.length + 1}`);
    future.close();
    const before = readFileSync(file);
    expect(open()).toMatchObject({
      ok: false,
      reason: 'database-from-the-future',
      detail: expect.stringContaining(`version ${migrations.length + 1}`),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('a folder that does not take data', () => {
  test('because a file stands in its place', () => {
    writeFileSync(join(folder, 'data'), 'not a folder');
    expect(open()).toMatchObject({ ok: false, reason: 'folder-not-writable' });
  });

  test('because the file system does not', () => {
    expect(openDatabase({ file: '/proc/yizhan/kiosk.db', now })).toMatchObject({
      ok: false,
      reason: 'folder-not-writable',
      detail: expect.stringContaining('/proc/yizhan'),
    });
    expect(openDatabase({ file: '/proc/kiosk.db', now })).toMatchObject({
      ok: false,
      reason: 'folder-not-writable',
    });
  });

  test('because a folder stands in place of the file', () => {
    mkdirSync(file, { recursive: true });
    expect(open()).toMatchObject({ ok: false, reason: 'folder-not-writable' });
  });
});

describe('a damaged database', () => {
  test.each([
    ['its header', 0, 1],
    ['its middle', 4, 3],
    ['everything but its header', 1, 100],
  ])('is found out when %s is overwritten, and is left as it is', (_what, page, pages) => {
    leaveDatabase();
    overwritePages(page, pages);
    const before = readFileSync(file);
    expect(open()).toMatchObject({
      ok: false,
      reason: 'database-damaged',
      detail: expect.stringContaining(file),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('is found out when it is cut short', () => {
    leaveDatabase();
    truncateSync(file, 5 * 4096);
    expect(open()).toMatchObject({ ok: false, reason: 'database-damaged' });
  });

  test('is found out when it is emptied while commits wait in its WAL, and these are left', () => {
    const database = openTestDatabase();
    database.commit((unit) => beginIdentifiedVisit(unit));
    mkdirSync(join(folder, 'data'));
    const waiting = readFileSync(`${database.file}-wal`);
    database.dispose();
    writeFileSync(`${file}-wal`, waiting);
    expect(open()).toMatchObject({ ok: false, reason: 'database-damaged' });
    expect(readFileSync(`${file}-wal`).equals(waiting)).toBe(true);
    expect(existsSync(file)).toBe(false);
  });

  test('may be no database at all', () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(file, 'Dear kiosk, this is a letter. '.repeat(500));
    expect(open()).toMatchObject({ ok: false, reason: 'database-damaged' });
  });

  test('may be that of another program', () => {
    mkdirSync(join(folder, 'data'));
    const other = new BetterSqlite3(file);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    expect(open()).toMatchObject({
      ok: false,
      reason: 'database-damaged',
      detail: expect.stringContaining('not one of this kiosk'),
    });
  });

  test('may have lost a table', () => {
    leaveDatabase();
    const connection = new BetterSqlite3(file);
    connection.exec('DROP TABLE rating');
    connection.close();
    expect(open()).toMatchObject({
      ok: false,
      reason: 'database-damaged',
      detail: expect.stringContaining('rating'),
    });
  });

  test('may hold a value that the schema forbids', () => {
    leaveDatabase();
    const connection = new BetterSqlite3(file);
    connection.pragma('ignore_check_constraints = ON');
    connection.exec("UPDATE visit SET locale = '中文'");
    connection.close();
    expect(open()).toMatchObject({
      ok: false,
      reason: 'database-damaged',
      detail: expect.stringContaining('visit'),
    });
  });
});

describe('the lock', () => {
  test('lets one owner in at a time, and the next when it has closed', () => {
    const first = open();
    if (!first.ok) throw new Error(first.detail);
    expect(open()).toMatchObject({ ok: false, reason: 'locked-by-another-process' });
    first.database.close();
    expect(open().ok).toBe(true);
  });

  test('is let go by a database that was refused', () => {
    leaveDatabase();
    overwritePages(4, 3);
    const damaged = readFileSync(file);
    expect(open()).toMatchObject({ reason: 'database-damaged' });
    rmSync(file);
    expect(open().ok).toBe(true);
    expect(readFileSync(file).equals(damaged)).toBe(false);
  });

  test('works although somebody wrote into its file', () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(`${file}.lock`, 'pid 4711 '.repeat(200));
    expect(open().ok).toBe(true);
    expect(open()).toMatchObject({ reason: 'locked-by-another-process' });
  });

  test('does not shut out a look at the data', () => {
    const database = openTestDatabase();
    database.commit((unit) => beginIdentifiedVisit(unit));
    const look = new BetterSqlite3(database.file, { readonly: true });
    expect(look.prepare('SELECT count(*) FROM visit').pluck().get()).toBe(1);
    look.close();
    database.dispose();
  });
});
