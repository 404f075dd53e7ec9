import { statSync, truncateSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { applyMigrations } from '../../../../db/migrations/apply.ts';
import { readDamagedRows } from '../../../../db/recovery/damaged-rows.ts';
import { openPageVersions } from '../../../../db/recovery/pages/page-source.ts';
import { readTableShapes } from '../../../../db/recovery/table-shape.ts';
import type { TestDatabase } from '../../../helpers/database.ts';
import { closedDatabase, overwritePages, pageBytes } from './filed-messages.ts';

let database: TestDatabase | undefined;
afterEach(() => database?.dispose());

const shapes = (() => {
  const connection = new BetterSqlite3(':memory:');
  applyMigrations(connection, 0);
  const read = readTableShapes(connection);
  connection.close();
  return read;
})();

type Rows = Readonly<Record<string, readonly string[]>>;

/** The rows of each table as sorted texts, read page by page. */
const readPages = (file: string): Rows => {
  const rows: Record<string, string[]> = Object.fromEntries(shapes.map(({ name }) => [name, []]));
  const source = openPageVersions(file);
  readDamagedRows(source.newest, shapes, (table, row) =>
    rows[table]?.push(JSON.stringify(Object.entries(row).sort())),
  );
  source.close();
  for (const list of Object.values(rows)) list.sort();
  return rows;
};

const readBySqlite = (file: string): Rows => {
  const connection = new BetterSqlite3(file, { readonly: true });
  const rows = Object.fromEntries(
    shapes.map(({ name }) => [
      name,
      connection
        .prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`)
        .all()
        .map((row) => JSON.stringify(Object.entries(row).sort()))
        .sort(),
    ]),
  );
  connection.close();
  return rows;
};

describe('a database read page by page', () => {
  test('gives the very rows that SQLite gives', () => {
    database = closedDatabase();
    const bySqlite = readBySqlite(database.file);
    expect(bySqlite.outbox_body?.length).toBe(40);
    expect(bySqlite.sealed_chunk?.length).toBe(10);
    expect(readPages(database.file)).toEqual(bySqlite);
  });

  test('gives the same without its first page, which says where the tables are', () => {
    database = closedDatabase();
    const bySqlite = readBySqlite(database.file);
    overwritePages(database.file, [1]);
    const read = readPages(database.file);
    for (const { name } of shapes)
      expect(read[name]).toEqual(expect.arrayContaining([...(bySqlite[name] ?? [])]));
    // Rows of tables that are known by their shape alone: none is taken for one of a table that residents wait for.
    for (const name of ['outbox', 'application', 'audit_entry', 'visit'])
      expect(read[name]).toEqual(bySqlite[name]);
  });

  test('gives what is committed in its WAL, and not what was replaced there', () => {
    database = closedDatabase(3);
    const before = readPages(database.file);
    const connection = new BetterSqlite3(database.file);
    connection.pragma('journal_mode = WAL');
    connection.pragma('wal_autocheckpoint = 0');
    connection.exec('UPDATE outbox SET attempts = 7 WHERE sequence = 2');
    const read = readPages(database.file);
    connection.close();
    expect(read.outbox?.filter((row) => row.includes('["attempts",7]'))).toHaveLength(1);
    expect(read.outbox).toHaveLength(before.outbox?.length ?? -1);
  });

  test('loses, cut short, only what lay behind the cut', () => {
    database = closedDatabase();
    const bySqlite = readBySqlite(database.file);
    const pages = statSync(database.file).size / pageBytes;
    truncateSync(database.file, Math.floor(pages * 0.8) * pageBytes + 100);
    const read = readPages(database.file);
    expect(read.visit).toEqual(bySqlite.visit);
    expect(read.outbox_body?.length).toBeGreaterThan(5);
    expect(bySqlite.outbox_body).toEqual(expect.arrayContaining([...(read.outbox_body ?? [])]));
  });
});
