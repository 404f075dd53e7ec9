import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Unit } from '../../../db/unit-of-work.ts';
import { beginIdentifiedVisit, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

const entry = { actor: { kind: 'kiosk', pseudonym: null }, action: 'visit.begun' } as const;

const counts = () =>
  database.read((unit) => ({ visits: unit.visits.open().length, entries: unit.audit.head().sequence }));

test('a business row and its audit entry commit together', () => {
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    unit.audit.append(entry);
  });
  expect(counts()).toEqual({ visits: 1, entries: 1 });
});

test('an outcome that is not ok undoes everything before it, and comes back as it is', () => {
  const outcome = database.current().transaction((unit) => {
    beginIdentifiedVisit(unit);
    unit.audit.append(entry);
    return { ok: false, reason: 'resident-changed-mind', times: 3 };
  });
  expect(outcome).toEqual({ ok: false, reason: 'resident-changed-mind', times: 3 });
  expect(counts()).toEqual({ visits: 0, entries: 0 });
});

test('what the work throws is thrown on, and nothing is kept', () => {
  const mistake = new Error('a mistake of the program');
  expect(() =>
    database.current().transaction((unit) => {
      beginIdentifiedVisit(unit);
      unit.audit.append(entry);
      throw mistake;
    }),
  ).toThrow(mistake);
  expect(counts()).toEqual({ visits: 0, entries: 0 });
  database.commit((unit) => beginIdentifiedVisit(unit));
  expect(counts()).toEqual({ visits: 1, entries: 0 });
});

test('a value that the schema forbids is a mistake of the program', () => {
  expect(() =>
    database.commit((unit) => {
      unit.audit.append(entry);
      unit.visits.begin({ id: '张三', locale: 'zh-CN', elderMode: false });
    }),
  ).toThrow(BetterSqlite3.SqliteError);
  expect(counts()).toEqual({ visits: 0, entries: 0 });
});

test('a unit that is kept beyond its transaction writes nothing', () => {
  let kept: Unit | undefined;
  database.commit((unit) => {
    kept = unit;
  });
  expect(() => kept?.audit.append(entry)).toThrow('outside a transaction');
  expect(counts()).toEqual({ visits: 0, entries: 0 });
});

test('a transaction inside another is a mistake of the program', () => {
  expect(() =>
    database.current().transaction(() => database.current().transaction(() => ({ ok: true }))),
  ).toThrow('inside another');
  expect(() => database.read(() => database.read(() => 1))).toThrow('inside another');
  expect(counts()).toEqual({ visits: 0, entries: 0 });
});

test('another process that holds the right to write is waited for, then named', () => {
  const other = new BetterSqlite3(database.file);
  other.exec('BEGIN IMMEDIATE');
  const outcome = database.current().transaction((unit) => {
    unit.audit.append(entry);
    return { ok: true };
  });
  expect(outcome).toMatchObject({ ok: false, reason: 'locked-by-another-process' });
  other.exec('ROLLBACK');
  other.close();
  database.commit((unit) => unit.audit.append(entry));
  expect(counts()).toEqual({ visits: 0, entries: 1 });
});
