import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUpDatabase } from '../../../../db/backup/back-up-database.ts';
import type { Backup } from '../../../../db/backup/backup-files.ts';
import { openDatabase } from '../../../../db/connection.ts';
import { checkWholeDatabase } from '../../../../db/integrity/check-whole-database.ts';
import { inspectBackup } from '../../../../db/recovery/inspect-backup.ts';
import { orderRestore } from '../../../../db/recovery/order-restore.ts';
import { recoverDatabase } from '../../../../db/recovery/recover-database.ts';
import { journalFileOf } from '../../../../db/recovery/recovery-journal.ts';
import {
  fileApplication,
  beginIdentifiedVisit,
  idOf,
  openTestDatabase,
  type TestDatabase,
} from '../../../helpers/database.ts';
import { overwritePages } from './filed-messages.ts';

const now = 1_795_161_600_000;
let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    fileApplication(unit, 2);
  });
});
afterEach(() => database.dispose());

const backUp = (at = now): Backup => {
  const made = backUpDatabase({ file: database.file, now: at, keptDays: 60, reserveBytes: 0 });
  if (!made.ok) throw new Error(made.detail);
  return made.backup;
};
const order = (name: string, reserveBytes = 0) =>
  orderRestore({ file: database.file, name, now, reserveBytes });
const recover = (reserveBytes = 0) =>
  recoverDatabase({ file: database.file, now: () => now, cause: 'as found', reserveBytes });
const fileOne = (number: number): void => database.commit((unit) => fileApplication(unit, number));
const messages = (): unknown => {
  const connection = new BetterSqlite3(database.file, { readonly: true });
  try {
    return connection.prepare('SELECT key, state FROM outbox ORDER BY sequence').all();
  } finally {
    connection.close();
  }
};
const lastSequence = (): number => database.read(({ audit }) => audit.head().sequence);

describe('a backup that is looked through', () => {
  test('tells what was written since, and what waits', () => {
    const { name } = backUp();
    const before = lastSequence();
    fileOne(3);
    fileOne(4);
    database.commit(({ audit }) =>
      audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action: 'test.done' }),
    );
    expect(inspectBackup({ file: database.file, name })).toEqual({
      ok: true,
      inspection: {
        name,
        whole: true,
        since: { applications: 2, auditEntries: lastSequence() - before },
        waiting: 3,
      },
    });
  });

  test('is told to be damaged, or gone', () => {
    const { name, file } = backUp();
    writeFileSync(file, 'no database');
    expect(inspectBackup({ file: database.file, name })).toMatchObject({ inspection: { whole: false } });
    expect(inspectBackup({ file: database.file, name: 'kiosk-elsewhere.db' })).toEqual({
      ok: false,
      reason: 'no-such-backup',
    });
  });
});

describe('a backup that is brought back', () => {
  test('is the one that was asked for, and everything newer is carried over with its audit log', () => {
    const pseudonym = 'c'.repeat(64);
    database.commit(({ staff }) => {
      staff.add({ pseudonym, label: 'W-009', role: 'staff', pinHash: '$argon2id$x' });
    });
    const asked = backUp();
    fileOne(3);
    backUp(now + 1_000);
    fileOne(4);
    database.commit(({ staff }) => void staff.disable(pseudonym));
    database.commit(({ audit }) =>
      audit.append({ actor: { kind: 'staff', pseudonym: null }, action: 'test.asked' }),
    );
    const before = messages();
    const head = lastSequence();
    expect(order(asked.name)).toEqual({ ok: true });
    database.current().close();
    expect(openDatabase({ file: database.file, now: () => now })).toMatchObject({
      ok: false,
      reason: 'database-damaged',
    });
    expect(recover()).toMatchObject({
      ok: true,
      report: { wanted: asked.name, backup: { name: asked.name }, salvage: { audit: { lost: null } } },
    });
    expect(messages()).toEqual(before);
    expect(checkWholeDatabase(database.file)).toMatchObject({ ok: true });
    database.reopen();
    expect(database.read(({ audit }) => audit.after(head - 1, 9)).map(({ action }) => action)).toEqual([
      'test.asked',
      'database.recovered',
    ]);
    expect(database.read(({ staff }) => staff.find(pseudonym)?.disabledAt)).not.toBeNull();
    expect(database.read(({ recoveries }) => recoveries.unseen())[0]?.text.join('\n')).toContain(asked.name);
  });

  test('is not ordered when it is damaged, gone, or there is no room; the kiosk goes on as it was', () => {
    const { name, file } = backUp();
    expect(order(name, Number.MAX_SAFE_INTEGER / 4)).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(order('kiosk-000099-20261122T025319Z-v9.db')).toEqual({ ok: false, reason: 'no-such-backup' });
    overwritePages(file, [2, 3]);
    expect(order(name)).toEqual({ ok: false, reason: 'backup-not-whole' });
    expect(existsSync(journalFileOf(database.file))).toBe(false);
    database.reopen();
  });

  test('is given up where room is gone by the time it begins, and the database opens as it was', () => {
    const { name } = backUp();
    expect(order(name)).toEqual({ ok: true });
    expect(order(name)).toEqual({ ok: false, reason: 'already-ordered' });
    database.current().close();
    expect(recover(Number.MAX_SAFE_INTEGER / 4)).toMatchObject({ ok: false, reason: 'disk-full' });
    database.reopen();
    expect(database.read(({ applications }) => applications.find(idOf(2)))).toBeDefined();
  });

  test('that was spoilt since it was asked for gives way to another, and nothing is lost', () => {
    const asked = backUp();
    const other = backUp(now + 1_000);
    fileOne(3);
    const before = messages();
    expect(order(asked.name)).toEqual({ ok: true });
    database.current().close();
    overwritePages(asked.file, [1]);
    expect(recover()).toMatchObject({
      ok: true,
      report: { refusedBackups: [asked.name], backup: { name: other.name } },
    });
    expect(messages()).toEqual(before);
    expect(readdirSync(join(database.folder, 'damaged')).length).toBeGreaterThan(1);
    database.reopen();
  });
});
