import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../db/connection.ts';
import { countDamagedWalFrames } from '../../../../db/recovery/pages/page-source.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { fileApplication, fillDatabase, keyOf, pageBytes } from './filed-messages.ts';
import { disposeAll, messagesOf, mustRecover, now, tracked } from './recovery-world.ts';

/** What a power cut does to the last commit, which nobody has been told of: any block of it may not have been written. */

afterEach(disposeAll);

const headerBytes = 32;
const frameBytes = pageBytes + 24;
const toldApplications = 23;

interface LastCommit {
  /** The database file, and its WAL before the last commit and after it. */
  readonly database: Buffer;
  readonly before: Buffer;
  readonly after: Buffer;
  /** Where in the WAL the last commit lies. */
  readonly from: number;
  readonly to: number;
}

const firstDifference = (one: Buffer, other: Buffer): number =>
  one.findIndex((byte, index) => byte !== other[index]);

/** Commits of which the last fills several frames. In a WAL that was begun anew, remains of the earlier lie behind. */
const makeLastCommit = (wal: 'new' | 'begun anew'): LastCommit => {
  const source = tracked(openTestDatabase());
  fillDatabase(source, 6);
  if (wal === 'new') source.reopen();
  else {
    // Long enough that all of what follows is written over remains.
    for (let number = 101; number <= 160; number += 1) {
      source.commit((unit) => fileApplication(unit, number, { characters: 2_000 }));
    }
    const other = new BetterSqlite3(source.file);
    other.pragma('wal_checkpoint(RESTART)');
    other.close();
  }
  for (let number = 7; number <= toldApplications; number += 1) {
    source.commit((unit) => fileApplication(unit, number, { chunks: number % 5 === 0 ? 1 : 0 }));
  }
  const before = readFileSync(`${source.file}-wal`);
  source.commit((unit) => {
    for (let number = 24; number <= 27; number += 1) {
      fileApplication(unit, number, { characters: 900, chunks: number % 2 });
    }
  });
  const after = readFileSync(`${source.file}-wal`);
  const padded = Buffer.concat([before, Buffer.alloc(after.length - before.length)]);
  const from = firstDifference(after, padded);
  const to = after.length - firstDifference(Buffer.from(after).reverse(), Buffer.from(padded).reverse());
  return {
    database: readFileSync(source.file),
    before: padded,
    after,
    from: from - ((from - headerBytes) % frameBytes),
    to: to + ((frameBytes - ((to - headerBytes) % frameBytes)) % frameBytes),
  };
};

/** The last commit with one block that never reached the disk, for each block of it. */
const withoutEachBlock = (
  { before, after, from, to }: LastCommit,
  blockBytes: number,
): readonly { readonly block: number; readonly wal: Buffer }[] => {
  const first = Math.floor(from / blockBytes);
  const blocks = Math.ceil(to / blockBytes) - first;
  return Array.from({ length: blocks }, (_, index) => {
    const start = Math.max(from, (first + index) * blockBytes);
    const end = Math.min(to, (first + index + 1) * blockBytes);
    const wal = Buffer.from(after);
    before.copy(wal, start, start, end);
    return { block: first + index, wal };
  });
};

const put = (place: TestDatabase, { database }: LastCommit, wal: Buffer): void => {
  for (const suffix of ['-shm', '-wal', '']) rmSync(`${place.file}${suffix}`, { force: true });
  writeFileSync(place.file, database);
  writeFileSync(`${place.file}-wal`, wal);
};

const closedPlace = (): TestDatabase => {
  const place = tracked(openTestDatabase());
  place.current().close();
  return place;
};

const toldKeys = Array.from({ length: toldApplications }, (_, index) => keyOf(index + 1));

describe.each(['new', 'begun anew'] as const)('the last commit in a WAL that is %s', (kind) => {
  test('may lose any block of 512 bytes: it is no damage', () => {
    const commit = makeLastCommit(kind);
    const place = closedPlace();
    for (const { block, wal } of withoutEachBlock(commit, 512)) {
      writeFileSync(`${place.file}-wal`, wal);
      expect(countDamagedWalFrames(place.file), `block ${block}`).toBe(0);
    }
  });

  test('may lose any block of 4096 bytes: the database opens, and nothing else is lost', () => {
    const commit = makeLastCommit(kind);
    expect(commit.to - commit.from).toBeGreaterThan(6 * frameBytes);
    const place = closedPlace();
    for (const { block, wal } of withoutEachBlock(commit, 4096)) {
      put(place, commit, wal);
      const opened = openDatabase({ file: place.file, now });
      expect(opened, `block ${block}`).toMatchObject({ ok: true });
      if (!opened.ok) continue;
      opened.database.close();
      const messages = messagesOf(place.file);
      expect([...messages.keys()], `block ${block}`).toEqual(expect.arrayContaining(toldKeys));
      expect(messages.has(keyOf(24)), `block ${block}`).toBe(wal.equals(commit.after));
    }
  });

  test('may lose any block before a recovery: everything told is recovered with its content', () => {
    const commit = makeLastCommit(kind);
    const place = closedPlace();
    for (const { block, wal } of withoutEachBlock(commit, 4096)) {
      put(place, commit, commit.after);
      const whole = messagesOf(place.file);
      put(place, commit, wal);
      const report = mustRecover(place.file);
      expect(report.salvage?.messages.incomplete, `block ${block}`).toEqual([]);
      const recovered = messagesOf(place.file);
      for (const key of toldKeys) expect(recovered.get(key), `block ${block}`).toEqual(whole.get(key));
      rmSync(join(dirname(place.file), 'damaged'), { recursive: true });
    }
  });
});

test('a block that is lost before a later commit is damage, and what follows is recovered', () => {
  const commit = makeLastCommit('new');
  const place = closedPlace();
  for (const block of [3, 10, 20]) {
    const wal = Buffer.from(commit.after);
    wal.fill(0, block * 4096, (block + 1) * 4096);
    put(place, commit, wal);
    expect(openDatabase({ file: place.file, now })).toMatchObject({ reason: 'database-damaged' });
    mustRecover(place.file);
    const recovered = messagesOf(place.file);
    expect([...recovered.keys()]).toEqual(expect.arrayContaining([...toldKeys, keyOf(27)]));
  }
});
