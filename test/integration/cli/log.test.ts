import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { appendEntries, exportKeyId, exportTo } from '../../helpers/log-export.ts';
import { endCommands, startCommand } from './command-line-world.ts';

let database: TestDatabase;
let file: string;
beforeEach(async () => {
  database = openTestDatabase();
  appendEntries(database, 5);
  const exported = await exportTo(database, database.folder);
  if (!exported.ok) throw new Error(exported.reason);
  file = exported.file;
});
afterEach(() => {
  endCommands();
  database.dispose();
});

const verify = (path: string, ...more: readonly string[]) =>
  startCommand(['log', 'verify', path, ...more]).ended;

it('a log from a stick is verified anywhere, without a kiosk', async () => {
  const ended = await verify(file, '--json');
  expect(ended.exitCode).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    command: 'log',
    ok: true,
    kioskId: 'kiosk-1',
    keyId: exportKeyId,
    entries: 5,
  });
  expect((await verify(file)).stdout).toContain('genuine');
});

it('an altered one, and a file that is not there, end with codes of their own', async () => {
  const altered = join(database.folder, 'altered.jsonl');
  writeFileSync(altered, readFileSync(file, 'utf8').replace('"number\\":3', '"number\\":4'));
  const ended = await verify(altered);
  expect(ended).toMatchObject({ exitCode: 8 });
  expect(ended.stdout).toContain('altered');
  expect((await verify(join(database.folder, 'none'))).exitCode).toBe(9);
  expect((await startCommand(['log', 'read', file]).ended).exitCode).toBe(2);
});
