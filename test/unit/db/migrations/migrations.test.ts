import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../db/connection.ts';
import { migrations } from '../../../../db/migrations/all.ts';
import { applyMigrations, schemaState } from '../../../../db/migrations/apply.ts';
import { idOf, temporaryFolder } from '../../../helpers/database.ts';
import { leaveVersion, rowsOfMigrations, tablesOfVersion } from './earlier-version.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'kiosk.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const contentOf = (connection: BetterSqlite3.Database, table: string): readonly unknown[] =>
  connection.prepare(`SELECT * FROM ${table}`).all();

const contentOfTables = (version: number): Readonly<Record<string, readonly unknown[]>> => {
  const connection = new BetterSqlite3(file, { readonly: true });
  const content = tablesOfVersion(version).map((table) => [table, contentOf(connection, table)] as const);
  connection.close();
  return Object.fromEntries(content);
};

test('each migration has rows in this test', () => {
  expect(rowsOfMigrations.length).toBe(migrations.length);
});

test.each(migrations.map((_, index) => [index + 1]))(
  'a database of version %i is brought to the newest one with its rows',
  (version) => {
    leaveVersion(file, version);
    const before = contentOfTables(version);
    expect(Object.values(before).every((content) => content.length === 1)).toBe(true);

    const opened = openDatabase({ file, now: () => 20 });
    expect(opened).toMatchObject({ ok: true });
    if (!opened.ok) return;
    opened.database.close();

    // Columns that came later stand beside what was there.
    expect(contentOfTables(version)).toMatchObject(before);
    const migrated = new BetterSqlite3(file, { readonly: true });
    expect(migrated.pragma('user_version', { simple: true })).toBe(migrations.length);
    for (const rows of rowsOfMigrations.slice(version)) {
      for (const [table, values] of Object.entries(rows)) {
        expect(contentOf(migrated, table).length).toBe(values === null ? 1 : 0);
      }
    }
    expect(migrated.pragma('foreign_key_check')).toEqual([]);
    migrated.close();
  },
);

test('the counter of the outbox has counted the message of an earlier version', () => {
  leaveVersion(file, 7);
  const opened = openDatabase({ file, now: () => 20 });
  if (!opened.ok) throw new Error(opened.detail);
  expect(opened.database.read((unit) => unit.outbox.counts())).toEqual({
    ok: true,
    value: { pending: 1, refused: 0, oldestPendingAt: 19 },
  });
  opened.database.close();
});

test('each version has the same schema, whichever way it was reached', () => {
  const schemaOf = (connection: BetterSqlite3.Database) =>
    connection.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  const fresh = new BetterSqlite3(':memory:');
  applyMigrations(fresh, 0);
  leaveVersion(file, 2);
  const migrated = new BetterSqlite3(file);
  applyMigrations(migrated, 2);
  expect(schemaOf(migrated)).toEqual(schemaOf(fresh));
  migrated.close();
  fresh.close();
});

test('a migration that fails leaves the whole version before it', () => {
  leaveVersion(file, 3);
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
    expect(own.map(({ name }) => name).sort()).toEqual([...tablesOfVersion(migrations.length)].sort());
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
    connection.close();
  });

  test('lets at most one print of a certificate be other than failed', () => {
    leaveVersion(file, migrations.length);
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
  ['0007-application-and-outbox', 'f74fd44ca2e7b7c8'],
  ['0008-feed-document', 'd3f0f05b8e47aff5'],
  ['0009-audit-retention', '08afef3c2a11890b'],
])('%s is what it was when it was released', (name, hash) => {
  const migration = migrations.find((candidate) => candidate.name === name);
  const text = migration?.sql.replace(/\s+/g, ' ').trim() ?? '';
  expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(hash);
});

test('migrations stand in the order of their numbers', () => {
  const numbers = migrations.map(({ name }) => Number(name.slice(0, 4)));
  // Several are made at the same time, each with a number of its own: gaps stay.
  expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
});
