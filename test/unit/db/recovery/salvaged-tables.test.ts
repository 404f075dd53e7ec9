import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applyMigrations } from '../../../../db/migrations/apply.ts';
import { mergedTables } from '../../../../db/recovery/merge-rows.ts';
import { readTableShapes } from '../../../../db/recovery/table-shape.ts';

test('every table of the schema has its place in a recovery', () => {
  const connection = new BetterSqlite3(':memory:');
  applyMigrations(connection, 0);
  const tables = readTableShapes(connection).map(({ name }) => name);
  connection.close();
  const messages = ['outbox', 'outbox_body', 'outbox_counter', 'sealed_chunk', 'sealed_material'];
  const audit = ['audit_anchor', 'audit_entry', 'unlinked_audit_entry'];
  const readAnew = ['staged_feed_document'];
  expect(tables).toEqual([...Object.keys(mergedTables), ...messages, ...audit, ...readAnew].sort());
});
