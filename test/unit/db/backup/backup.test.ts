import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUpDatabase } from '../../../../db/backup/back-up-database.ts';
import { listBackups } from '../../../../db/backup/backup-files.ts';
import { openDatabase } from '../../../../db/connection.ts';
import { checkWholeDatabase } from '../../../../db/integrity/check-whole-database.ts';
import { migrations } from '../../../../db/migrations/all.ts';
import { openTestDatabase, residentIdNumber, type TestDatabase } from '../../../helpers/database.ts';
import { fileApplication, fillDatabase, overwritePages } from '../recovery/filed-messages.ts';
import { backToVersion9 } from '../migrations/earlier-version.ts';

const dayMilliseconds = 24 * 3_600_000;
const start = Date.UTC(2026, 10, 22, 2, 53, 19);

let database: TestDatabase;
let folder: string;
beforeEach(() => {
  database = openTestDatabase();
  fillDatabase(database, 10);
  folder = join(database.folder, 'backups');
});
afterEach(() => database.dispose());

const backUp = (now = start, reserveBytes = 0) =>
  backUpDatabase({ file: database.file, now, keptDays: 3, reserveBytes });

const modeOf = (path: string): number => statSync(path).mode & 0o777;
const schema = migrations.length;

describe('a backup', () => {
  test('is made while the kiosk writes, is whole, and is for its owner alone', () => {
    expect(backUp()).toEqual({
      ok: true,
      backup: {
        name: `kiosk-000001-20261122T025319Z-v${schema}.db`,
        file: join(folder, `kiosk-000001-20261122T025319Z-v${schema}.db`),
        number: 1,
        madeAt: start,
        schema,
        bytes: expect.any(Number),
      },
    });
    database.commit((unit) => fileApplication(unit, 11));
    const [backup] = listBackups(folder);
    expect(checkWholeDatabase(backup?.file ?? '')).toMatchObject({ ok: true, auditEntries: 10 });
    expect(checkWholeDatabase(database.file)).toMatchObject({ ok: true, auditEntries: 11 });
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(backup?.file ?? '')).toBe(0o600);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('holds nothing that the database does not hold', () => {
    backUp();
    const bytes = readFileSync(listBackups(folder)[0]?.file ?? '');
    expect(bytes.includes(residentIdNumber)).toBe(false);
    expect(bytes.includes('outbox')).toBe(true);
  });

  test('is kept for its days, and the newest two for ever', () => {
    for (const day of [0, 1, 2, 3, 4])
      expect(backUp(start + day * dayMilliseconds)).toMatchObject({ ok: true });
    expect(listBackups(folder).map(({ madeAt }) => (madeAt - start) / dayMilliseconds)).toEqual([4, 3, 2, 1]);
    backUp(start + 400 * dayMilliseconds);
    expect(listBackups(folder).map(({ number }) => number)).toEqual([6, 5]);
  });

  test('that a clock in the future has dated goes in its turn, and those after it say their own time', () => {
    const future = Date.UTC(2099, 0, 1);
    backUp(future);
    for (let day = 0; day < 10; day += 1) backUp(start + day * dayMilliseconds);
    const kept = listBackups(folder);
    expect(kept.map(({ madeAt }) => (madeAt - start) / dayMilliseconds)).toEqual([9, 8, 7, 6]);
    expect(kept[0]?.number).toBe(11);
  });

  test('does not outlast its turn where the clock stands still in the future', () => {
    const future = Date.UTC(2099, 0, 1);
    for (let round = 0; round < 20; round += 1) backUp(future);
    backUp(start);
    expect(listBackups(folder).length).toBeLessThanOrEqual(3 + 4);
    expect(listBackups(folder)[0]).toMatchObject({ number: 21, madeAt: start });
  });

  test('is newer than those before it although the clock was set back', () => {
    backUp(start);
    database.commit((unit) => fileApplication(unit, 11));
    backUp(start - 5 * dayMilliseconds);
    const [newest] = listBackups(folder);
    expect(newest).toMatchObject({ number: 2, madeAt: start - 5 * dayMilliseconds });
    expect(checkWholeDatabase(newest?.file ?? '')).toMatchObject({ auditEntries: 11 });
  });

  test('leaves no half of one behind, not even that of a process that was killed', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'kiosk-000001-20261121T000000Z-v6.db.partial'), 'half');
    writeFileSync(join(folder, 'notes.txt'), "a technician's");
    backUp();
    expect(readdirSync(folder).sort()).toEqual([`kiosk-000001-20261122T025319Z-v${schema}.db`, 'notes.txt']);
  });

  test('does not begin where less than the reserve would be left', () => {
    expect(backUp(start, Number.MAX_SAFE_INTEGER)).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(existsSync(folder)).toBe(false);
  });

  test('makes room for itself and for residents: the oldest go, never the last that is whole', () => {
    for (const day of [0, 1, 2, 3]) backUp(start + day * dayMilliseconds);
    const [newest] = listBackups(folder);
    // The newest has been lost on the disk since.
    overwritePages(newest?.file ?? '', [2, 3, 4, 5, 6, 7, 8]);
    expect(backUp(start + 3.5 * dayMilliseconds, Number.MAX_SAFE_INTEGER)).toMatchObject({
      ok: false,
      reason: 'disk-full',
    });
    expect(listBackups(folder).map(({ number }) => number)).toEqual([3]);
    expect(checkWholeDatabase(listBackups(folder)[0]?.file ?? '')).toMatchObject({ ok: true });
    expect(backUp(start + 4 * dayMilliseconds)).toMatchObject({ ok: true });
    expect(listBackups(folder).map(({ number }) => number)).toEqual([4, 3]);
  });

  test('of a damaged database says so and replaces nothing', () => {
    backUp();
    database.current().close();
    const pages = statSync(database.file).size / 4096;
    overwritePages(
      database.file,
      Array.from({ length: pages - 2 }, (_, index) => index + 3),
    );
    expect(backUp(start + dayMilliseconds)).toMatchObject({ ok: false, reason: 'database-damaged' });
    expect(listBackups(folder)).toHaveLength(1);
  });
});

describe('before a migration', () => {
  /** Leaves a database of an older schema in place of the one that is open. */
  const leaveOldSchema = (): void => {
    database.current().close();
    const connection = new BetterSqlite3(database.file);
    backToVersion9(connection);
    connection.close();
  };

  test('a backup of the older schema is made', () => {
    leaveOldSchema();
    const opened = openDatabase({ file: database.file, now: () => start });
    expect(opened).toMatchObject({ ok: true });
    if (opened.ok) opened.database.close();
    const [backup] = listBackups(folder);
    expect(backup).toMatchObject({ schema: 9, madeAt: start });
    const copy = new BetterSqlite3(backup?.file ?? '', { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(9);
    expect(copy.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(10);
    copy.close();
  });

  test('none is made of a database that has no older schema, or nothing in it', () => {
    database.reopen();
    expect(existsSync(folder)).toBe(false);
  });

  test('nothing is migrated where no backup can be made', () => {
    leaveOldSchema();
    writeFileSync(folder, 'in the way');
    expect(openDatabase({ file: database.file, now: () => start })).toMatchObject({
      ok: false,
      reason: 'folder-not-writable',
    });
    const connection = new BetterSqlite3(database.file, { readonly: true });
    expect(connection.pragma('user_version', { simple: true })).toBe(9);
    connection.close();
  });
});
