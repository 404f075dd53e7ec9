import { join } from 'node:path';
import { rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { setPragmas } from '../../../db/pragmas.ts';
import { temporaryFolder } from '../../helpers/database.ts';

test('a connection is durable, strict and silent on the disk', () => {
  const folder = temporaryFolder();
  const connection = new BetterSqlite3(join(folder, 'any.db'));
  setPragmas(connection);
  const values = Object.fromEntries(
    [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'trusted_schema',
      'secure_delete',
      'temp_store',
      'cell_size_check',
      'wal_autocheckpoint',
      'journal_size_limit',
    ].map((name) => [name, connection.pragma(name, { simple: true })]),
  );
  expect(values).toEqual({
    journal_mode: 'wal',
    synchronous: 2, // FULL
    foreign_keys: 1,
    trusted_schema: 0,
    secure_delete: 1,
    temp_store: 2, // MEMORY
    cell_size_check: 1,
    wal_autocheckpoint: 1000,
    journal_size_limit: 8_388_608,
  });
  connection.close();
  rmSync(folder, { recursive: true });
});
