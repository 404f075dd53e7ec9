import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../../platform/store/open-store.ts';

const kills = 20;

/**
 * A killed process leaves what it wrote in the kernel's hands, whichever file system is below; each recovery flushes every
 * file of the folder, which takes seconds on a disk that others use, and nothing in memory.
 */
const inMemory = '/dev/shm';

let root: string;
/** A store that was made, migrated and closed; initdb takes seconds, so each test takes a copy. */
let made: string;

beforeAll(async () => {
  root = mkdtempSync(join(existsSync(inMemory) ? inMemory : tmpdir(), 'yizhan-durability-'));
  made = join(root, 'made');
  await (await openStore({ folder: made })).close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const copyOfMade = (name: string): string => {
  const folder = join(root, name);
  cpSync(made, folder, { recursive: true });
  return folder;
};

const addStation = async ({ database }: Store, stationCode: string): Promise<void> => {
  await database
    .insertInto('stations')
    .values({ station_code: stationCode, created_at: new Date() })
    .execute();
};

/** A process that loads its modules while the one before it is at work: it opens nothing until it is told a folder. */
const startChild = () =>
  spawn(process.execPath, [join(import.meta.dirname, 'store-durability.child.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

type Child = ReturnType<typeof startChild>;

const kill = async (child: Child): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

/** Opens the folder in the process, which is killed right after it has said that `stationCode` is committed. */
const commitAndKill = async (child: Child, folder: string, stationCode: string): Promise<void> => {
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  try {
    child.stdin.write(`${folder}\n`);
    expect((await lines.next()).value).toBe('ready');
    child.stdin.write(`${stationCode}\n`);
    expect((await lines.next()).value).toBe(stationCode);
  } finally {
    await kill(child);
  }
};

test(`a commit that was acknowledged outlives the process, killed ${kills} times`, async () => {
  const folder = copyOfMade('killed');
  let next = startChild();
  try {
    for (let count = 0; count < kills; count += 1) {
      const child = next;
      next = startChild();
      await commitAndKill(child, folder, `KILL-${count}`);
    }
  } finally {
    await kill(next);
  }
  const store = await openStore({ folder });
  const rows = await store.database.selectFrom('stations').select('station_code').execute();
  await store.close();
  const expected = Array.from({ length: kills }, (_, count) => `KILL-${count}`);
  expect(rows.map(({ station_code }) => station_code).sort()).toEqual(expected.sort());
}, 300_000);

test('a commit is acknowledged after the write-ahead log was flushed to the disk', async () => {
  const store = await openStore({ folder: copyOfMade('flushed') });
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
