import { readFileSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkWholeDatabase } from '../../../../db/integrity/check-whole-database.ts';
import { openDatabase } from '../../../../db/connection.ts';
import {
  idOf,
  openTestDatabase,
  pseudonymOf,
  residentIdNumber,
  type TestDatabase,
} from '../../../helpers/database.ts';
import { fileApplication, fillDatabase } from '../recovery/filed-messages.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  fillDatabase(database, 10);
});
afterEach(() => database.dispose());

describe('the whole check', () => {
  test('reads the database beside the kiosk that has it open, which writes on and keeps its lock', () => {
    expect(checkWholeDatabase(database.file)).toEqual({
      ok: true,
      auditEntries: 10,
      auditHead: database.read(({ audit }) => audit.head()),
    });
    database.commit((unit) => fileApplication(unit, 11));
    expect(openDatabase({ file: database.file, now: () => 0 })).toMatchObject({
      reason: 'locked-by-another-process',
    });
  });

  test('finds an index that does not agree with its table, which a start does not look for', () => {
    database.current().close();
    const connection = new BetterSqlite3(database.file);
    const page = Number(
      connection
        .prepare("SELECT pageno FROM dbstat WHERE name = 'application_by_holder' AND pagetype = 'leaf'")
        .pluck()
        .get(),
    );
    connection.close();
    const bytes = readFileSync(database.file);
    const start = bytes.indexOf(pseudonymOf(residentIdNumber), (page - 1) * 4096);
    expect(Math.ceil(start / 4096)).toBe(page);
    bytes.write('0000', start, 'utf8');
    writeFileSync(database.file, bytes);
    expect(checkWholeDatabase(database.file)).toMatchObject({
      ok: false,
      finding: 'structure',
      detail: expect.stringContaining('application_by_holder'),
    });
  });

  test('finds a row whose parent is gone', () => {
    database.tamper((connection) => {
      connection.pragma('foreign_keys = OFF');
      connection.prepare('DELETE FROM visit WHERE id = ?').run(idOf(1));
    });
    expect(checkWholeDatabase(database.file)).toMatchObject({
      ok: false,
      reason: 'not-whole',
      finding: 'foreign-key',
      detail: expect.stringContaining('visit'),
    });
  });

  test('finds an audit entry that was edited long ago', () => {
    database.current().close();
    const connection = new BetterSqlite3(database.file);
    connection.exec('DROP TRIGGER audit_entry_is_never_edited');
    connection.exec("UPDATE audit_entry SET subject = 'another' WHERE sequence = 2");
    connection.close();
    expect(checkWholeDatabase(database.file)).toMatchObject({
      ok: false,
      finding: 'audit-chain',
      detail: 'entry-edited at 2',
    });
  });

  test('says what keeps it from reading', () => {
    expect(checkWholeDatabase(`${database.file}-elsewhere`)).toMatchObject({
      ok: false,
      reason: 'folder-not-writable',
    });
    const other = new BetterSqlite3(`${database.file}-other`);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    expect(checkWholeDatabase(`${database.file}-other`)).toMatchObject({ ok: false, finding: 'structure' });
  });
});
