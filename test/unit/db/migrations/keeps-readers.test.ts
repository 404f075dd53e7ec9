import { rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBackups, backupFolderOf } from '../../../../db/backup/backup-files.ts';
import { isUsableBackup } from '../../../../db/backup/backup-mark.ts';
import { makeBackup } from '../../../../db/backup/make-backup.ts';
import { openDatabase } from '../../../../db/connection.ts';
import { migrations, oldestReaderOf } from '../../../../db/migrations/all.ts';
import type { Migration } from '../../../../db/migrations/migration.ts';
import { findReaderProblem, readerProblems } from '../../../../db/migrations/reader-problems.ts';
import { markOfNumber, markToNumber, mayWorkOn } from '../../../../db/migrations/schema-mark.ts';
import { recoverDatabase } from '../../../../db/recovery/recover-database.ts';
import { salvagedCopies } from '../../../../db/recovery/set-aside-copies.ts';
import { openReadOnly } from '../../../../db/read-only-connection.ts';
import { beginIdentifiedVisit, fileApplication, idOf, temporaryFolder } from '../../../helpers/database.ts';

const known = migrations.length;
let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'kiosk.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Leaves a database with an application in it, as a newer kiosk has left it that keeps its readers or does not. */
const leaveNewer = ({ keeps = true } = {}): void => {
  const opened = openDatabase({ file, now: () => 1 });
  if (!opened.ok) throw new Error(opened.reason);
  opened.database.transaction((unit) => {
    beginIdentifiedVisit(unit);
    fileApplication(unit, 2);
    return { ok: true };
  });
  opened.database.close();
  const newer = new BetterSqlite3(file);
  newer.exec("CREATE TABLE trial_note (text TEXT NOT NULL) STRICT; INSERT INTO trial_note VALUES ('kept')");
  const version = known + 1;
  newer.pragma(`user_version = ${markToNumber({ version, oldestReader: keeps ? known : version })}`);
  newer.close();
};
const looked = <Value>(work: (connection: BetterSqlite3.Database) => Value): Value => {
  const connection = new BetterSqlite3(file, { readonly: true });
  try {
    return work(connection);
  } finally {
    connection.close();
  }
};
const pending = (): unknown =>
  looked((connection) => connection.prepare('SELECT pending FROM outbox_counter').pluck().get());
const note = (): unknown =>
  looked((connection) => connection.prepare('SELECT text FROM trial_note').pluck().get());

describe('the mark of a schema', () => {
  test('is read as it was written, and is the plain version where only that version reads it', () => {
    const marks = fc
      .tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
      .map(([one, other]) => ({ version: Math.max(one, other), oldestReader: Math.min(one, other) }));
    fc.assert(
      fc.property(marks, (mark) => {
        expect(markOfNumber(markToNumber(mark))).toEqual(mark);
        expect(markToNumber(mark)).toBeLessThan(2 ** 31);
        expect(mayWorkOn(mark, mark.oldestReader)).toBe(true);
        expect(mayWorkOn(mark, mark.oldestReader - 1)).toBe(false);
      }),
    );
    expect(markToNumber({ version: 20, oldestReader: 20 })).toBe(20);
  });

  test('never lets a program older than its oldest reader in, whatever stands in the header', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (number) => {
        const mark = markOfNumber(number);
        expect(mark.oldestReader).toBeLessThanOrEqual(mark.version);
      }),
    );
  });
});

describe('a database that a newer kiosk has left to its readers', () => {
  test('is worked on, and keeps what it holds and its version', () => {
    leaveNewer();
    const opened = openDatabase({ file, now: () => 2 });
    if (!opened.ok) throw new Error(opened.reason);
    opened.database.transaction((unit) => {
      fileApplication(unit, 3);
      return { ok: true };
    });
    opened.database.close();
    expect(pending()).toBe(2);
    expect(note()).toBe('kept');
    expect(looked((connection) => connection.pragma('user_version', { simple: true }))).toBe(
      markToNumber({ version: known + 1, oldestReader: known }),
    );
  });

  test('is looked at by the command line', () => {
    leaveNewer();
    const outcome = openReadOnly(file);
    expect(outcome.ok).toBe(true);
    if (outcome.ok) outcome.look.close();
  });

  test('is backed up under its version, and the backup is one that may be used', () => {
    leaveNewer();
    const connection = new BetterSqlite3(file);
    expect(makeBackup(connection, file, 5)).toMatchObject({ ok: true, backup: { schema: known + 1 } });
    connection.close();
    const [backup] = listBackups(backupFolderOf(file));
    expect(backup && isUsableBackup(backup)).toBe(true);
  });

  test('is recovered with what waits in it; the copy set aside is kept for what only the newer kiosk knows', () => {
    leaveNewer();
    const recovered = recoverDatabase({ file, now: () => 6, cause: 'a test', reserveBytes: 0 });
    expect(recovered).toMatchObject({ ok: true });
    const opened = openDatabase({ file, now: () => 7 });
    if (!opened.ok) throw new Error(opened.reason);
    const found = opened.database.read((unit) => unit.applications.find(idOf(2)));
    opened.database.close();
    expect(found).toMatchObject({ ok: true, value: { key: idOf(2) } });
    expect(pending()).toBe(1);
    expect(salvagedCopies(file)).toEqual([]);
  });

  test('is refused and left alone where it was not left to its readers', () => {
    leaveNewer({ keeps: false });
    expect(openDatabase({ file, now: () => 2 })).toMatchObject({ reason: 'database-from-the-future' });
    expect(recoverDatabase({ file, now: () => 6, cause: 'a test', reserveBytes: 0 })).toMatchObject({
      reason: 'database-from-the-future',
    });
    expect(note()).toBe('kept');
  });
});

describe('a migration', () => {
  const old: Migration = { name: 'old', sql: 'CREATE TABLE visit (id TEXT PRIMARY KEY, a INTEGER) STRICT' };
  test.each([
    ['a table', 'CREATE TABLE note (text TEXT) STRICT', null],
    ['an index', 'CREATE INDEX visit_a ON visit (a)', null],
    ['a view', 'CREATE VIEW seen AS SELECT id FROM visit', null],
    [
      'a table whose rows go with those of an old one',
      'CREATE TABLE note (id TEXT REFERENCES visit (id) ON DELETE CASCADE) STRICT',
      null,
    ],
    [
      'a table that holds rows of an old one',
      'CREATE TABLE note (id TEXT REFERENCES visit (id)) STRICT',
      'note holds rows of visit',
    ],
    ['a unique index', 'CREATE UNIQUE INDEX visit_a ON visit (a)', 'visit_a forbids rows of visit'],
    ['a column', 'ALTER TABLE visit ADD COLUMN b INTEGER', 'visit is not what it was'],
    ['nothing any more of a table', 'DROP TABLE visit', 'visit is not what it was'],
    ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON visit BEGIN SELECT 1; END', 't acts on visit'],
  ])('with %s is judged by what an older program would stumble over', (_, sql, problem) => {
    const connection = new BetterSqlite3(':memory:');
    connection.exec(old.sql);
    expect(findReaderProblem(connection, { sql })).toBe(problem);
    connection.close();
    const named = problem === null ? [] : [`new: ${problem}`];
    expect(readerProblems([old, { name: 'new', sql, keepsReaders: true }])).toEqual(named);
    expect(readerProblems([old, { name: 'new', sql }])).toEqual([]);
  });

  test('of this kiosk that says that it keeps its readers does', () => {
    expect(readerProblems()).toEqual([]);
    expect(oldestReaderOf(known)).toBeLessThanOrEqual(known);
  });
});
