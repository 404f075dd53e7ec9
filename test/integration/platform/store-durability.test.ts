import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../../platform/store/open-store.ts';

const kills = 20;
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'yizhan-durability-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const addStation = async ({ database }: Store, stationCode: string): Promise<void> => {
  await database
    .insertInto('stations')
    .values({ station_code: stationCode, created_at: new Date() })
    .execute();
};

/** Opens the folder in a process of its own, which is killed right after it has said that `stationCode` is committed. */
const commitAndKill = async (folder: string, stationCode: string): Promise<void> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-durability.child.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  try {
    expect((await lines.next()).value).toBe('ready');
    child.stdin.write(`${stationCode}\n`);
    expect((await lines.next()).value).toBe(stationCode);
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
};

test(`a commit that was acknowledged outlives the process, killed ${kills} times`, async () => {
  const folder = join(root, 'killed');
  await (await openStore({ folder })).close();
  for (let kill = 0; kill < kills; kill += 1) {
    await commitAndKill(folder, `KILL-${kill}`);
  }
  const store = await openStore({ folder });
  const rows = await store.database.selectFrom('stations').select('station_code').execute();
  await store.close();
  const expected = Array.from({ length: kills }, (_, kill) => `KILL-${kill}`);
  expect(rows.map(({ station_code }) => station_code).sort()).toEqual(expected.sort());
}, 300_000);

test('a commit is acknowledged after the write-ahead log was flushed to the disk', async () => {
  const store = await openStore({ folder: join(root, 'flushed') });
  const flushed: string[] = [];
  const flush = fs.fsyncSync;
  fs.fsyncSync = (descriptor) => {
    flush(descriptor);
    flushed.push(fs.readlinkSync(`/proc/self/fd/${descriptor}`));
  };
  syncBuiltinESMExports();
  try {
    await addStation(store, 'FLUSH-1');
    expect(flushed).toEqual([expect.stringMatching(/\/pg_wal\/[0-9A-F]{24}$/)]);
    await addStation(store, 'FLUSH-2');
    expect(flushed).toHaveLength(2);
  } finally {
    fs.fsyncSync = flush;
    syncBuiltinESMExports();
    await store.close();
  }
});
