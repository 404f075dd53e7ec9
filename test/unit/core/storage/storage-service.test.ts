import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { listBackups } from '../../../../db/backup/backup-files.ts';
import type { StorageLook } from '../../../../db/storage-watch/storage-watch.ts';
import type { Log } from '../../../../electron/core/log/core-log.ts';
import type { RunningTask, RunStorageTask } from '../../../../electron/core/storage/run-storage-task.ts';
import { createStorageService } from '../../../../electron/core/storage/storage-service.ts';
import { performStorageTask, type StorageTaskName } from '../../../../electron/core/storage/storage-tasks.ts';
import { acknowledge, openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { fillDatabase } from '../../db/recovery/filed-messages.ts';

const hour = 3_600_000;
const day = 24 * hour;

const databases: TestDatabase[] = [];
afterEach(() => {
  for (const database of databases.splice(0)) database.dispose();
});

/** A service on a real database; its tasks are done in place, at once. */
const serveStorage = (
  database = openTestDatabase(),
  begin?: (name: StorageTaskName) => RunningTask<never>,
) => {
  databases.push(database);
  const { clock } = database;
  const done: StorageTaskName[] = [];
  const logged: string[] = [];
  const entries: (readonly [event: string, fields: unknown])[] = [];
  const listen: Log['info'] = (event, fields) => {
    logged.push(event);
    entries.push([event, fields]);
  };
  const log: Log = { info: listen, warn: listen, error: listen };
  const run: RunStorageTask = (name, order) => {
    done.push(name);
    return (
      begin?.(name) ?? { outcome: Promise.resolve(performStorageTask[name](order)), cancel: () => undefined }
    );
  };
  let seen: StorageLook = { freeBytes: 1e12, failure: null };
  const storage = createStorageService({
    database: database.current(),
    clock,
    log,
    run,
    look: () => seen,
    reserveBytes: 0,
  });
  let keptDays = 2;
  storage.start({ backupsKeptDays: () => keptDays });
  return {
    storage,
    database,
    clock,
    done,
    logged,
    entries,
    see: (look: StorageLook) => {
      seen = look;
    },
    keepBackupsFor: (days: number) => {
      keptDays = days;
    },
    backups: () => listBackups(join(database.folder, 'backups')),
  };
};

describe('the store in service', () => {
  test('is checked and backed up soon after the start, and then every day', async () => {
    const { storage, clock, done, backups } = serveStorage();
    expect(storage.state()).toMatchObject({ lastBackupAt: null, integrity: 'not-checked', notices: [] });
    await clock.advance(5 * 60_000);
    expect(done).toEqual(['check', 'back-up']);
    expect(storage.state()).toMatchObject({ integrity: 'whole', lastBackupAt: backups()[0]?.madeAt });
    await clock.advance(3 * day);
    expect(done).toHaveLength(8);
    // Two days are kept: today's, and those of the two days before.
    expect(backups()).toHaveLength(3);
    storage.stop();
    expect(clock.pending()).toBe(0);
  });

  test('is not backed up anew by a restart before its day is over', async () => {
    const first = serveStorage();
    await first.clock.advance(5 * 60_000);
    first.storage.stop();
    const second = serveStorage(first.database);
    await second.clock.advance(20 * hour);
    expect(second.done).toEqual(['check']);
    await second.clock.advance(5 * hour);
    expect([...second.done].sort()).toEqual(['back-up', 'check', 'check']);
    expect(second.backups()).toHaveLength(2);
  });

  test('is backed up once when the clock was set back, not every minute', async () => {
    const { clock, done } = serveStorage();
    await clock.advance(hour);
    clock.jumpTo(clock.now() - 400 * day);
    await clock.advance(22 * hour);
    expect(done.filter((name) => name === 'back-up')).toHaveLength(1);
    await clock.advance(2 * hour);
    expect(done.filter((name) => name === 'back-up')).toHaveLength(2);
  });

  test('is backed up for as many days as the centre says now', async () => {
    const { clock, backups, keepBackupsFor } = serveStorage();
    keepBackupsFor(6);
    await clock.advance(9 * day);
    expect(backups()).toHaveLength(7);
    keepBackupsFor(1);
    await clock.advance(day);
    expect(backups()).toHaveLength(2);
  });

  test('is backed up every day, and not for ever, when the clock was once in the year 2099', async () => {
    const first = serveStorage();
    const right = first.clock.now();
    first.clock.jumpTo(Date.UTC(2099, 0, 1));
    await first.clock.advance(hour);
    expect(first.backups()).toHaveLength(1);
    first.storage.stop();
    first.clock.jumpTo(right);
    const second = serveStorage(first.database);
    await second.clock.advance(hour);
    expect(second.done).toContain('back-up');
    await second.clock.advance(5 * day);
    expect(second.done.filter((name) => name === 'back-up')).toHaveLength(6);
    for (const { madeAt } of second.backups()) expect(madeAt).toBeLessThanOrEqual(second.clock.now());
    expect(second.backups().length).toBeLessThanOrEqual(3);
    expect(second.storage.state().notices).toEqual([]);
  });

  test('says that a backup is overdue although the last is dated in the future', async () => {
    const database = openTestDatabase();
    const file = join(database.folder, 'backups', 'kiosk-000001-20990101T000000Z-v10.db');
    mkdirSync(join(database.folder, 'backups'));
    writeFileSync(file, 'of the year 2099');
    const { storage, clock } = serveStorage(database, () => ({
      outcome: Promise.reject(new Error('no room')),
      cancel: () => undefined,
    }));
    await clock.advance(3 * day);
    expect(storage.state().notices).toEqual(['backup-overdue']);
  });

  test('goes on when no backup can be made, tries again, and says so after two days', async () => {
    const database = openTestDatabase();
    writeFileSync(join(database.folder, 'backups'), 'in the way');
    const { storage, clock, done, logged } = serveStorage(database);
    await clock.advance(3 * hour);
    expect(done.filter((name) => name === 'back-up')).toHaveLength(3);
    expect(logged).toContain('database-not-backed-up');
    expect(storage.canKeep()).toEqual({ ok: true });
    expect(storage.state()).toMatchObject({ lastBackupAt: null, notices: [] });
    await clock.advance(2 * day);
    expect(storage.state().notices).toEqual(['backup-overdue']);
    rmSync(join(database.folder, 'backups'));
    await clock.advance(hour);
    expect(storage.state()).toMatchObject({ lastBackupAt: expect.any(Number), notices: [] });
  });

  test('outlives a task whose thread dies, and tries again', async () => {
    const { storage, clock, logged, done } = serveStorage(openTestDatabase(), (name) => ({
      outcome: Promise.reject(new Error(`${name} died`)),
      cancel: () => undefined,
    }));
    await clock.advance(70 * 60_000);
    expect(logged).toContain('storage-task-died');
    expect(done.filter((name) => name === 'check')).toHaveLength(2);
    expect(storage.state().integrity).toBe('not-checked');
  });

  test('cancels what is under way when it stops, without a word', async () => {
    const cancelled: string[] = [];
    const { storage, clock, logged } = serveStorage(openTestDatabase(), (name) => {
      let fail = (_error: Error): void => undefined;
      const outcome = new Promise<never>((_resolve, reject) => {
        fail = reject;
      });
      return {
        outcome,
        cancel: () => {
          cancelled.push(name);
          fail(new Error('terminated'));
        },
      };
    });
    await clock.advance(10 * 60_000);
    storage.stop();
    await clock.advance(day);
    expect(cancelled).toEqual(['check']);
    expect(logged).not.toContain('storage-task-died');
  });
});

test('what disk or file refuse of anybody is heard, and what a store refuses is not', () => {
  const { storage } = serveStorage();
  const heard: unknown[] = [];
  storage.onChange(() => heard.push(storage.canKeep()));
  const refused = storage.database.transaction((unit) => acknowledge(unit.outbox, 'no such key'));
  expect(refused).toEqual({ ok: false, reason: 'not-pending' });
  expect(heard).toEqual([]);
  const outcome = storage.database.transaction(
    () => ({ ok: false, reason: 'disk-full', detail: 'as SQLite says it' }) as const,
  );
  expect(outcome).toMatchObject({ reason: 'disk-full' });
  expect(heard).toEqual([{ ok: false, reason: 'disk-full' }]);
});

describe('a database that is found damaged in service', () => {
  test('takes nothing new, has its recovery ordered, and asks for a restart', async () => {
    const database = openTestDatabase();
    fillDatabase(database, 5);
    database.tamper((connection) => {
      connection.pragma('foreign_keys = OFF');
      connection.exec('DELETE FROM visit');
    });
    const { storage, clock, done, logged } = serveStorage(database);
    await clock.advance(2 * 60_000);
    expect(storage.canKeep()).toEqual({ ok: false, reason: 'database-damaged' });
    expect(storage.state()).toMatchObject({
      integrity: 'damaged',
      wantsRestart: true,
      notices: ['database-damaged'],
    });
    expect(existsSync(`${database.file}.recovery`)).toBe(true);
    expect(logged).toContain('database-damaged');
    await clock.advance(2 * day);
    // No backup is made of it, which would push out good ones.
    expect(done).toEqual(['check']);
    storage.stop();

    database.current().close();
    expect(
      performStorageTask.recover({ file: database.file, now: clock.now(), cause: '', reserveBytes: 0 }),
    ).toMatchObject({
      ok: true,
      report: { salvage: { standInVisits: 1 } },
    });
    database.reopen();
    const recovered = serveStorage(database);
    expect(recovered.storage.canKeep()).toEqual({ ok: true });
    expect(recovered.storage.state().notices).toEqual(['database-recovered']);
    const unseen = database.current().read(({ recoveries }) => recoveries.unseen());
    expect(unseen).toMatchObject({
      ok: true,
      value: [{ report: { cause: expect.stringContaining('visit') } }],
    });
    recovered.storage.stop();
    database.write(({ recoveries }) => recoveries.markSeen(1));
    expect(serveStorage(database).storage.state().notices).toEqual([]);
  });
});

test('a disk that fills up is said, and that it has room again', async () => {
  const { storage, clock, see } = serveStorage();
  see({ freeBytes: 0, failure: { ok: false, reason: 'disk-full', detail: 'test' } });
  await clock.advance(60_000);
  expect(storage.canKeep()).toEqual({ ok: false, reason: 'disk-full' });
  expect(storage.state().notices).toEqual(['disk-full']);
  see({ freeBytes: 1e12, failure: null });
  await clock.advance(60_000);
  expect(storage.canKeep()).toEqual({ ok: true });
});

test('old backups go when a full disk turns residents away, once an hour at most', async () => {
  const { storage, clock, see, done, backups, logged } = serveStorage();
  await clock.advance(3 * day);
  expect(backups().length).toBeGreaterThan(2);
  see({ freeBytes: 0, failure: { ok: false, reason: 'disk-full', detail: 'no space' } });
  await clock.advance(10 * 60_000);
  expect(done.filter((name) => name === 'make-room')).toHaveLength(1);
  // There is room in truth: nothing had to go.
  expect(backups().length).toBeGreaterThan(2);
  expect(logged).not.toContain('removed-for-room');
  await clock.advance(hour);
  expect(done.filter((name) => name === 'make-room')).toHaveLength(2);
  storage.stop();
});

test('what the system said of the disk is logged with the refusal', async () => {
  const { clock, see, entries } = serveStorage();
  see({
    freeBytes: 1e12,
    failure: { ok: false, reason: 'folder-not-writable', detail: 'EMFILE: too many open files' },
  });
  await clock.advance(60_000);
  expect(entries).toContainEqual([
    'storage-cannot-keep',
    { reason: 'data-folder-read-only', detail: 'EMFILE: too many open files' },
  ]);
});
