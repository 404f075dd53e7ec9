import { readFileSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../db/connection.ts';
import { checkWholeDatabase } from '../../../db/integrity/check-whole-database.ts';
import { checkTables } from '../../../db/start-check.ts';
import {
  beginIdentifiedVisit,
  fileApplication,
  openTestDatabase,
  type TestDatabase,
} from '../../helpers/database.ts';

const checked = { actor: { kind: 'kiosk', pseudonym: null }, action: 'device.checked' } as const;

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    fileApplication(unit, 5);
    unit.audit.append(checked);
  });
});
afterEach(() => {
  database.dispose();
});

/** Overwrites the page that this table begins with. */
const overwriteRoot = (name: string): void => {
  let page = 0;
  database.edit((connection) => {
    page = Number(
      connection
        .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
        .pluck()
        .get(name),
    );
  });
  const bytes = readFileSync(database.file);
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(database.file, bytes);
};

const open = () => openDatabase({ file: database.file, now: () => 0 });

test.each(['visit', 'application', 'outbox', 'outbox_ready', 'sealed_material', 'sync_state', 'audit_entry'])(
  'a start finds that the first page of %s is destroyed',
  (name) => {
    overwriteRoot(name);
    expect(open()).toMatchObject({ ok: false, reason: 'database-damaged' });
  },
);

test('a start does not read the texts of messages: the check in service does', () => {
  overwriteRoot('outbox_body');
  const opened = open();
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.database.close();
  expect(checkWholeDatabase(database.file).ok).toBe(false);
});

test.each([
  ['the newest 10,000 entries', 2_500, false],
  ['older ones, which are left to the check in service', 1_500, true],
])('a start follows the audit log through %s', (_what, sequence, opens) => {
  database.commit((unit) => {
    for (let count = 0; count < 12_000; count += 1) unit.audit.append(checked);
  });
  database.edit((connection) =>
    connection.prepare("UPDATE audit_entry SET action = 'nothing' WHERE sequence = ?").run(sequence),
  );
  const opened = open();
  expect(opened.ok).toBe(opens);
  if (!opened.ok) return;
  expect(opened.database.read((unit) => unit.audit.verify())).toMatchObject({
    value: { ok: false, reason: 'entry-edited', sequence },
  });
  opened.database.close();
});

test('the free pages are looked at, too', () => {
  database.edit((connection) => {
    connection.exec('CREATE TABLE filler (text TEXT) STRICT');
    connection.prepare('INSERT INTO filler VALUES (?)').run('x'.repeat(40_000));
    connection.exec('DROP TABLE filler');
  });
  const bytes = readFileSync(database.file);
  // Number of free pages, in the header (https://sqlite.org/fileformat2.html#the_database_header).
  bytes.writeUInt32BE(bytes.readUInt32BE(36) + 3, 36);
  writeFileSync(database.file, bytes);
  const connection = new BetterSqlite3(database.file);
  expect(checkTables(connection)).toMatch(/freelist/i);
  connection.close();
});
