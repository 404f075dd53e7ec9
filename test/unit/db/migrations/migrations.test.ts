import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../db/connection.ts';
import { migrations } from '../../../../db/migrations/all.ts';
import { applyMigrations, schemaState } from '../../../../db/migrations/apply.ts';
import { hashOf, idOf, pseudonymOf, residentIdNumber, temporaryFolder } from '../../../helpers/database.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'kiosk.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A row for the table of each migration, as the kiosk of that version wrote it. */
const rows: readonly string[] = [
  `INSERT INTO visit VALUES ('${idOf(1)}', 10, NULL, 11, 'id-card', 2, '${pseudonymOf(residentIdNumber)}', NULL, 'zh-CN', 1)`,
  `INSERT INTO certificate_issue VALUES ('${idOf(2)}', '${idOf(1)}', 'housing-status', 'school-entry',
     '${pseudonymOf(residentIdNumber)}', 'issued', NULL, 12, 13, 'HS-2026-000001', '${hashOf('message')}')`,
  `INSERT INTO print_job VALUES ('${idOf(3)}', '${idOf(1)}', 'HS-2026-000001', 1, 2, 'sent', 'ipp://printer/',
     'ipp://printer/7', 7, NULL, NULL, 14, 15, NULL)`,
  `INSERT INTO rating VALUES ('${idOf(2)}', '${idOf(1)}', 'housing-status', 5, 16)`,
  `INSERT INTO audit_entry VALUES (1, 17, 'kiosk', NULL, 'kiosk.started', NULL, NULL, '{}', '${'0'.repeat(64)}',
     '${hashOf('entry')}')`,
  `INSERT INTO kept_document VALUES ('catalogue', '{}', 18)`,
];

const tables = ['visit', 'certificate_issue', 'print_job', 'rating', 'audit_entry', 'kept_document'];

/** A closed database of an earlier version with a row in each table it has. */
const leaveVersion = (version: number): void => {
  const connection = new BetterSqlite3(file);
  for (const [index, migration] of migrations.slice(0, version).entries()) {
    connection.exec(migration.sql);
    connection.exec(rows[index] ?? 'no row for this migration');
  }
  connection.pragma('application_id = 0x59495a48');
  connection.pragma(`user_version = ${version}`);
  connection.close();
};

const contentOf = (connection: BetterSqlite3.Database, table: string): readonly unknown[] =>
  connection.prepare(`SELECT * FROM ${table}`).all();

test('each migration has a row in this test', () => {
  expect(rows.length).toBe(migrations.length);
  expect(tables.length).toBe(migrations.length);
});

test.each(migrations.map((_, index) => [index + 1]))(
  'a database of version %i is brought to the newest one with its rows',
  (version) => {
    leaveVersion(version);
    const old = new BetterSqlite3(file, { readonly: true });
    const before = tables.slice(0, version).map((table) => contentOf(old, table));
    old.close();
    expect(before.every((content) => content.length === 1)).toBe(true);

    const opened = openDatabase({ file, now: () => 20 });
    expect(opened).toMatchObject({ ok: true });
    if (!opened.ok) return;
    opened.database.close();

    const migrated = new BetterSqlite3(file, { readonly: true });
    expect(migrated.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(tables.slice(0, version).map((table) => contentOf(migrated, table))).toEqual(before);
    for (const table of tables.slice(version)) expect(contentOf(migrated, table)).toEqual([]);
    expect(migrated.pragma('foreign_key_check')).toEqual([]);
    migrated.close();
  },
);

test('each version has the same schema, whichever way it was reached', () => {
  const schemaOf = (connection: BetterSqlite3.Database) =>
    connection.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  const fresh = new BetterSqlite3(':memory:');
  applyMigrations(fresh, 0);
  leaveVersion(2);
  const migrated = new BetterSqlite3(file);
  applyMigrations(migrated, 2);
  expect(schemaOf(migrated)).toEqual(schemaOf(fresh));
  migrated.close();
  fresh.close();
});

test('a migration that fails leaves the whole version before it', () => {
  leaveVersion(3);
  const blocked = new BetterSqlite3(file);
  // In the way of the index of migration 4, so that its table has been made when it fails.
  blocked.exec('CREATE INDEX rating_by_visit ON visit (locale)');
  expect(() => applyMigrations(blocked, 3)).toThrow('rating_by_visit');
  expect(schemaState(blocked)).toEqual({ kind: 'known', version: 3 });
  expect(blocked.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'rating'").pluck().get()).toBe(0);
  expect(blocked.inTransaction).toBe(false);
  blocked.close();
  expect(openDatabase({ file, now: () => 20 })).toMatchObject({ ok: false, reason: 'database-damaged' });
});

describe('the schema', () => {
  test('has strict tables only', () => {
    const connection = new BetterSqlite3(':memory:');
    applyMigrations(connection, 0);
    const list = connection.pragma('table_list') as { schema: string; name: string; strict: number }[];
    const own = list.filter(({ name }) => !name.startsWith('sqlite_'));
    expect(own.map(({ name }) => name).sort()).toEqual([...tables].sort());
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
    connection.close();
  });

  test('lets at most one print of a certificate be other than failed', () => {
    leaveVersion(migrations.length);
    const connection = new BetterSqlite3(file);
    const insertSecond = (state: string) => () =>
      connection.exec(`INSERT INTO print_job VALUES ('${idOf(4)}', '${idOf(1)}', 'HS-2026-000001', 2, 2, '${state}',
        'ipp://printer/', NULL, NULL, NULL, 'media-jam', 20, NULL, ${state === 'intended' ? 'NULL' : '21'})`);
    for (const state of ['intended', 'completed', 'unknown']) {
      expect(insertSecond(state)).toThrow('UNIQUE constraint failed: print_job.certificate_number');
    }
    expect(insertSecond('failed')).not.toThrow();
    connection.close();
  });
});

// A migration that kiosks have applied is never edited: add another one. Spaces and line breaks do not count.
test.each([
  ['0001-visit', '48381827ac54d220'],
  ['0002-certificate-issue', 'a6543ed5be1888e0'],
  ['0003-print-job', '0e68acc80d9739da'],
  ['0004-rating', '158ab7f052892167'],
  ['0005-audit-entry', '26bc24e65fc05d05'],
  ['0006-kept-document', 'f25004f83a1deab6'],
])('%s is what it was when it was released', (name, hash) => {
  const migration = migrations.find((candidate) => candidate.name === name);
  const text = migration?.sql.replace(/\s+/g, ' ').trim() ?? '';
  expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(hash);
});

test('migrations stand in the order of their numbers', () => {
  expect(migrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(
    migrations.map((_, index) => index + 1),
  );
});
