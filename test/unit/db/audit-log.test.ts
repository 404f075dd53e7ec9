import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuditHead, type ChainCheck, emptyHead, genesisHash } from '../../../db/audit-chain.ts';
import { createAuditLog } from '../../../db/audit-log.ts';
import { openDatabase } from '../../../db/connection.ts';
import {
  openTestDatabase,
  pseudonymOf,
  residentIdNumber,
  type TestDatabase,
} from '../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

const kiosk = { kind: 'kiosk', pseudonym: null } as const;

const appendEntries = (count: number): void =>
  database.commit((unit) => {
    for (let index = 0; index < count; index += 1) {
      unit.audit.append({ actor: kiosk, action: 'device.checked', details: { index } });
    }
  });

const verify = (heads?: { from?: AuditHead; expected?: AuditHead }): ChainCheck =>
  database.read((unit) => unit.audit.verify(heads));

test('an entry says who, what, to what, why and when, and is linked to the one before', () => {
  database.commit((unit) => {
    unit.audit.append({ actor: kiosk, action: 'kiosk.started' });
  });
  database.clock.jumpTo(Date.UTC(2026, 10, 20, 8, 0, 7));
  database.commit((unit) => {
    unit.audit.append({
      actor: { kind: 'resident', pseudonym: pseudonymOf(residentIdNumber) },
      action: 'certificate.issued',
      subject: 'HS-2026-000001',
      reason: 'asked at the kiosk',
      details: { pages: 1, kind: 'housing-status', elderMode: false, purpose: null },
    });
  });
  const [first, second] = database.read((unit) => [unit.audit.find(1), unit.audit.find(2)]);
  expect(first).toMatchObject({
    sequence: 1,
    previousHash: genesisHash,
    subject: null,
    reason: null,
    details: '{}',
  });
  expect(second).toMatchObject({
    sequence: 2,
    time: Date.UTC(2026, 10, 20, 8, 0, 7),
    actorKind: 'resident',
    actorPseudonym: pseudonymOf(residentIdNumber),
    action: 'certificate.issued',
    subject: 'HS-2026-000001',
    reason: 'asked_at_the_kiosk',
    details: '{"elderMode":false,"kind":"housing-status","pages":1,"purpose":null}',
    previousHash: first?.hash,
  });
});

test('the hash is SHA-256 over the canonical JSON of the entry', () => {
  database.commit((unit) => {
    unit.audit.append({ actor: kiosk, action: 'kiosk.started', subject: 'kiosk' });
  });
  // printf '{"action":"kiosk.started","actorKind":"kiosk","actorPseudonym":null,"details":"{}","previousHash":"000…0",
  //   "reason":null,"sequence":1,"subject":"kiosk","time":1795161600000}' | sha256sum, in one line with 64 zeros.
  expect(database.read((unit) => unit.audit.head())).toEqual({
    sequence: 1,
    hash: 'b29400383e92d8f571a3c58b8c58177dfa2e9970b48ef8e5a5868eba74ed8f2d',
  });
});

describe('verification', () => {
  test('of an empty log gives the head before the first entry', () => {
    expect(verify()).toEqual({ ok: true, entries: 0, head: emptyHead });
    expect(verify({ expected: emptyHead })).toMatchObject({ ok: true });
  });

  test('of a whole log gives its head, also from a head in the middle', () => {
    appendEntries(3);
    const middle = database.read((unit) => unit.audit.head());
    appendEntries(4);
    const head = database.read((unit) => unit.audit.head());
    expect(verify()).toEqual({ ok: true, entries: 7, head });
    expect(verify({ from: middle })).toEqual({ ok: true, entries: 4, head });
    expect(verify({ expected: middle })).toEqual({ ok: true, entries: 7, head });
    expect(verify({ from: middle, expected: head })).toEqual({ ok: true, entries: 4, head });
  });

  test('finds the entries that were cut off when the head is known', () => {
    appendEntries(5);
    const known = database.read((unit) => unit.audit.head());
    database.tamper((connection) => connection.exec('DELETE FROM audit_entry WHERE sequence > 3'));
    expect(verify()).toMatchObject({ ok: true, entries: 3 });
    expect(verify({ expected: known })).toEqual({ ok: false, reason: 'entry-missing', sequence: 4 });
  });

  test('names where the chain breaks, and a start refuses a database in whose newest entries it does', () => {
    appendEntries(5);
    const damaged = (sql: string): readonly unknown[] => {
      database.edit((connection) => connection.exec(sql));
      const connection = new BetterSqlite3(database.file, { readonly: true });
      const check = createAuditLog(connection, () => 0).verify();
      connection.close();
      return [check, openDatabase({ file: database.file, now: () => 0 })];
    };
    const refused = (detail: string) =>
      expect.objectContaining({ reason: 'database-damaged', detail: expect.stringContaining(detail) });
    expect(damaged("UPDATE audit_entry SET action = 'nothing' WHERE sequence = 4")).toEqual([
      { ok: false, reason: 'entry-edited', sequence: 4 },
      refused('entry-edited at 4'),
    ]);
    expect(damaged('DELETE FROM audit_entry WHERE sequence = 2')).toEqual([
      { ok: false, reason: 'entry-missing', sequence: 2 },
      refused('entry-missing at 2'),
    ]);
    expect(damaged('DELETE FROM audit_entry WHERE sequence = 1')).toEqual([
      { ok: false, reason: 'entry-missing', sequence: 1 },
      refused('entry-missing at 1'),
    ]);
  });

  test('does not take a head that is not the log’s', () => {
    appendEntries(3);
    const other = 'f'.repeat(64);
    expect(verify({ from: { sequence: 1, hash: other } })).toMatchObject({ ok: false, sequence: 2 });
    expect(verify({ expected: { sequence: 2, hash: other } })).toMatchObject({ ok: false, sequence: 2 });
  });
});

test.each([
  ['UPDATE audit_entry SET time = 0', 'never edited'],
  ['DELETE FROM audit_entry', 'never deleted'],
])('%s is held back by the database', (sql, message) => {
  appendEntries(2);
  const connection = new BetterSqlite3(database.file);
  expect(() => connection.exec(sql)).toThrow(message);
  connection.close();
  expect(verify()).toMatchObject({ ok: true, entries: 2 });
});

test.each([
  ['an action in prose', { actor: kiosk, action: 'Issued a certificate' }],
  ['a name as subject', { actor: kiosk, action: 'certificate.issued', subject: '张三' }],
  ['a number as pseudonym', { actor: { kind: 'resident', pseudonym: residentIdNumber }, action: 'x' }],
] as const)('%s is refused', (_what, entry) => {
  expect(() => database.commit((unit) => unit.audit.append(entry))).toThrow('CHECK constraint');
  expect(verify()).toMatchObject({ ok: true, entries: 0 });
});

test('a number that JSON does not have is refused', () => {
  expect(() =>
    database.commit((unit) =>
      unit.audit.append({ actor: kiosk, action: 'x', details: { level: Number.NaN } }),
    ),
  ).toThrow(RangeError);
});
