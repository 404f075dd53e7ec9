import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../db/connection.ts';
import { migrations } from '../../../../db/migrations/all.ts';
import { recoverDatabase } from '../../../../db/recovery/recover-database.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import {
  closedDatabase,
  fileApplication,
  fillDatabase,
  keyOf,
  overwritePages,
  pageBytes,
} from './filed-messages.ts';
import { countIn, disposeAll, messagesOf, mustOpen, mustRecover, now, tracked } from './recovery-world.ts';

afterEach(disposeAll);

describe('a damaged WAL', () => {
  /** A database whose last commits lie in its WAL, as a killed process leaves it. */
  const withWal = (): TestDatabase => {
    const source = tracked(openTestDatabase());
    fillDatabase(source, 6);
    source.reopen();
    for (let number = 7; number <= 20; number += 1) source.commit((unit) => fileApplication(unit, number));
    const copy = tracked(openTestDatabase());
    copy.current().close();
    for (const suffix of ['', '-wal']) copyFileSync(`${source.file}${suffix}`, `${copy.file}${suffix}`);
    return copy;
  };
  const frameBytes = pageBytes + 24;

  test('is found before SQLite forgets what was committed behind the damaged frame, and is read behind it', () => {
    const database = withWal();
    const wal = readFileSync(`${database.file}-wal`);
    wal.fill(0x5a, 32 + 20 * frameBytes + 100, 32 + 20 * frameBytes + 200);
    writeFileSync(`${database.file}-wal`, wal);
    expect(openDatabase({ file: database.file, now })).toMatchObject({
      reason: 'database-damaged',
      detail: expect.stringContaining('WAL'),
    });
    mustRecover(database.file);
    expect(messagesOf(database.file).size).toBe(20);
  });

  test('with a torn end is what a power cut leaves, and no damage', () => {
    const database = withWal();
    truncateSync(`${database.file}-wal`, statSync(`${database.file}-wal`).size - 1000);
    expect(mustOpen(database.file).read(({ outbox }) => outbox.counts().pending)).toMatchObject({
      value: 19,
    });
  });

  test('beside an empty file yields what was committed into it', () => {
    const database = withWal();
    truncateSync(database.file, 0);
    mustRecover(database.file);
    expect([...messagesOf(database.file).keys()]).toEqual(expect.arrayContaining([keyOf(20), keyOf(15)]));
  });
});

describe('a recovery', () => {
  const cutOff = {
    'ordered, and nothing moved': ({ file, damaged, journal, successor }: CutOff) => {
      journal('setting-aside');
      renameSync(damaged, file);
      rmSync(successor);
    },
    'everything moved, and the journal not told': ({ journal, successor }: CutOff) => {
      journal('setting-aside');
      rmSync(successor);
    },
    'half of the new one written': ({ file, journal, successor }: CutOff) => {
      journal('rebuilding');
      writeFileSync(`${file}.rebuilding`, readFileSync(successor).subarray(0, 3 * pageBytes));
      writeFileSync(`${file}.rebuilding.salvage`, 'half');
      rmSync(successor);
    },
    'the new one whole, and not in its place': ({ file, journal, successor }: CutOff) => {
      journal('rebuilding');
      renameSync(successor, `${file}.rebuilding`);
    },
    'everything done but the journal taken away': ({ file, journal, successor }: CutOff) => {
      journal('rebuilding');
      renameSync(successor, file);
    },
  };
  interface CutOff {
    readonly file: string;
    readonly damaged: string;
    /** What a whole recovery had made. */
    readonly successor: string;
    readonly journal: (phase: string) => void;
  }

  test.each(Object.entries(cutOff))('that was cut off with %s goes on at the next start', (_when, cut) => {
    const database = tracked(closedDatabase(8));
    const { file } = database;
    overwritePages(file, [1]);
    const { setAside } = mustRecover(file);
    const expected = messagesOf(file);
    const damaged = join(database.folder, 'damaged', `${setAside}.db`);
    const damagedBytes = readFileSync(damaged);
    renameSync(file, `${file}.successor`);
    cut({
      file,
      damaged,
      successor: `${file}.successor`,
      journal: (phase) =>
        writeFileSync(
          `${file}.recovery`,
          JSON.stringify({ phase, setAside, cause: 'test', reserveBytes: 0 }),
        ),
    });

    expect(openDatabase({ file, now })).toMatchObject({ reason: 'database-damaged' });
    expect(mustRecover(file).setAside).toBe(setAside);
    expect(messagesOf(file)).toEqual(expected);
    expect(countIn(file, 'recovery')).toBe(1);
    expect(readFileSync(damaged).equals(damagedBytes)).toBe(true);
    mustOpen(file).close();
    expect(readdirSync(database.folder).sort()).toEqual(['damaged', 'kiosk.db', 'kiosk.db.lock']);
  });

  test('of a database of a newer kiosk is refused, and nothing is touched', () => {
    const database = tracked(closedDatabase(3));
    const connection = new BetterSqlite3(database.file);
    connection.pragma(`user_version = ${migrations.length + 1}`);
    connection.close();
    overwritePages(database.file, [3, 4]);
    const before = readFileSync(database.file);
    expect(recoverDatabase({ file: database.file, now, cause: 'test', reserveBytes: 0 })).toMatchObject({
      reason: 'database-from-the-future',
    });
    expect(readFileSync(database.file).equals(before)).toBe(true);
    expect(existsSync(join(database.folder, 'damaged'))).toBe(false);
  });
});
