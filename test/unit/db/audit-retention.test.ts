import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuditHead, emptyHead } from '../../../db/audit-chain.ts';
import { openDatabase } from '../../../db/connection.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

const day = 86_400_000;

/** An entry a day. */
const append = (days: number): void =>
  database.commit((unit) => {
    for (let count = 0; count < days; count += 1) {
      unit.audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action: 'device.checked' });
      database.clock.jumpTo(database.clock.now() + day);
    }
  });

const head = (): AuditHead => database.read((unit) => unit.audit.head());
const report = (): void => {
  expect(database.write((unit) => unit.audit.markReported(unit.audit.head()))).toEqual({ ok: true });
};
const retire = (before = database.clock.now()): number => {
  let retired = -1;
  database.commit((unit) => {
    retired = unit.audit.retire({ before });
  });
  return retired;
};
const kept = (): readonly number[] => {
  const connection = new BetterSqlite3(database.file, { readonly: true });
  const sequences = connection.prepare<[], number>('SELECT sequence FROM audit_entry').pluck().all();
  connection.close();
  return sequences;
};

describe('the head that the platform has confirmed', () => {
  test('is remembered and moves forward only', () => {
    expect(database.read((unit) => unit.audit.reported())).toBeUndefined();
    append(1);
    const first = head();
    append(1);
    report();
    const second = head();
    expect(database.write((unit) => unit.audit.markReported(first))).toEqual({ ok: true });
    database.reopen();
    expect(database.read((unit) => unit.audit.reported())).toEqual(second);
  });

  test('is an entry of the log', () => {
    append(1);
    for (const head of [
      emptyHead,
      { sequence: 1, hash: 'f'.repeat(64) },
      { sequence: 2, hash: 'f'.repeat(64) },
    ]) {
      expect(database.write((unit) => unit.audit.markReported(head))).toEqual({
        ok: false,
        reason: 'not-in-the-log',
      });
    }
  });

  test('tells at the next start that newer entries were cut off', () => {
    append(5);
    report();
    database.edit((connection) => connection.exec('DELETE FROM audit_entry WHERE sequence > 3'));
    expect(openDatabase({ file: database.file, now: () => 0 })).toMatchObject({
      ok: false,
      reason: 'database-damaged',
      detail: expect.stringContaining('lost entry 5'),
    });
  });
});

describe('retention', () => {
  test('lets go what is 184 days older than the confirmed entry, and the chain goes on from there', () => {
    append(200);
    report();
    // Entries of the days 0 to 199; 199 − 184 = 15 is the youngest that may go.
    expect(retire()).toBe(16);
    expect(kept()).toEqual(Array.from({ length: 184 }, (_, index) => index + 17));
    expect(database.read((unit) => unit.audit.retired().sequence)).toBe(16);
    const whole = { ok: true, entries: 184, head: head() };
    expect(database.read((unit) => unit.audit.verify())).toEqual(whole);
    expect(database.read((unit) => unit.audit.verify({ expected: whole.head }))).toEqual(whole);
    database.reopen();
    expect(database.read((unit) => unit.audit.verify())).toEqual(whole);
    expect(retire()).toBe(0);
    append(1);
    expect(head().sequence).toBe(201);
  });

  test('goes no further than it is told', () => {
    const begin = database.clock.now();
    append(200);
    report();
    expect(retire(begin + 3 * day)).toBe(3);
    expect(retire(begin + 5 * day)).toBe(2);
    expect(kept()[0]).toBe(6);
  });

  test('lets nothing go while no newer head has been confirmed', () => {
    append(10);
    report();
    append(300);
    expect(retire()).toBe(0);
    expect(kept().length).toBe(310);
  });

  test('stops at an entry that is younger, although older ones follow it', () => {
    append(5);
    database.clock.jumpTo(database.clock.now() + 365 * day);
    append(1);
    database.clock.jumpTo(database.clock.now() - 365 * day);
    append(400);
    report();
    expect(retire()).toBe(5);
    expect(retire()).toBe(0);
  });

  test('what is cut off at the front beyond it is found', () => {
    append(200);
    report();
    retire();
    database.edit((connection) => connection.exec('DELETE FROM audit_entry WHERE sequence = 17'));
    database.reopen();
    expect(database.read((unit) => unit.audit.verify())).toEqual({
      ok: false,
      reason: 'entry-missing',
      sequence: 17,
    });
  });
});

test.each([
  ['an entry that was not let go', 'DELETE FROM audit_entry WHERE sequence = 17', 'never deleted'],
  ['every entry', 'DELETE FROM audit_entry', 'never deleted'],
  ['an entry that is edited', 'UPDATE audit_entry SET time = 0 WHERE sequence = 17', 'never edited'],
  ['an anchor that is deleted', 'DELETE FROM audit_anchor', 'not deleted'],
  ['an anchor that is edited', 'UPDATE audit_anchor SET sequence = 100', 'not edited'],
  [
    'a retirement of what is too young',
    `INSERT OR REPLACE INTO audit_anchor SELECT 'retired', sequence, hash FROM audit_entry WHERE sequence = 17`,
    '184 days',
  ],
  [
    'a retirement that goes back',
    `INSERT OR REPLACE INTO audit_anchor SELECT 'retired', sequence, hash FROM audit_anchor WHERE kind = 'retired'`,
    'an audit anchor',
  ],
  [
    'a report of what is not there',
    `INSERT OR REPLACE INTO audit_anchor VALUES ('reported', 300, '${'a'.repeat(64)}')`,
    'an entry of the log',
  ],
])('%s is held back by the database', (_what, sql, message) => {
  append(200);
  report();
  expect(retire()).toBe(16);
  const connection = new BetterSqlite3(database.file);
  expect(() => connection.exec(sql)).toThrow(message);
  connection.close();
  expect(database.read((unit) => unit.audit.verify())).toMatchObject({ ok: true, entries: 184 });
});
