import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runStorageTask } from '../../../electron/core/storage/run-storage-task.ts';
import { openTestDatabase, temporaryFolder } from '../../helpers/database.ts';
import { fileApplication, fillDatabase, overwritePages } from '../../unit/db/recovery/filed-messages.ts';
import {
  killAll,
  largeDatabase,
  messagesIn,
  mountsWork,
  startInOwnMounts,
  startStorageProcess,
} from './storage-world.ts';

afterEach(killAll);

describe.skipIf(!mountsWork)('a disk (needs the right to mount in an own namespace)', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
    mkdirSync(join(folder, 'disk'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A process on a small disk with a copy of `source` on it, and `script` done before. */
  const onSmallDisk = async (source: string, size: string, script: string) => {
    const disk = join(folder, 'disk');
    const running = startInOwnMounts(`
      mount -t tmpfs -o size=${size} tmpfs ${disk}
      cp ${source} ${disk}/kiosk.db
      ${script.replaceAll('DISK', disk)}
      exec "$0" "$1" ${disk}/kiosk.db`);
    expect(await running.answer()).toBe('ready');
    return { running, disk };
  };
  const fill = 'dd if=/dev/zero of=DISK/ballast bs=4k 2>/dev/null || true';
  const leaveLittle = `${fill}; truncate -s -100k DISK/ballast`;

  test('without room for a backup keeps the database as it is, and gets one when there is room', async () => {
    const source = largeDatabase(1_000);
    const { running, disk } = await onSmallDisk(source.file, '24m', leaveLittle);
    await running.ask('back-up');
    expect(await running.answer()).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(await running.ask(`free ${disk}/ballast`)).toBe('freed');
    await running.ask('back-up');
    expect(await running.answer()).toMatchObject({ ok: true });
    await running.ask('open');
    expect(await running.answer()).toEqual({ ok: true });
    source.dispose();
  });

  test('without room for a recovery waits, and is recovered when there is room', async () => {
    const source = largeDatabase(1_000);
    overwritePages(source.file, [1]);
    const { running, disk } = await onSmallDisk(source.file, '24m', leaveLittle);
    await running.ask('recover');
    expect(await running.answer()).toMatchObject({ ok: false, reason: 'disk-full' });
    await running.ask('open');
    expect(await running.answer()).toMatchObject({ ok: false, reason: 'database-damaged' });
    await running.ask(`free ${disk}/ballast`);
    await running.ask('recover');
    expect(await running.answer()).toMatchObject({
      ok: true,
      report: { salvage: { tables: { outbox: { added: 1_000 } } } },
    });
    await running.ask('open');
    expect(await running.answer()).toEqual({ ok: true });
    source.dispose();
  });

  test('that is read-only is told by the look, the backup and the recovery alike', async () => {
    const source = largeDatabase(20);
    const { running } = await onSmallDisk(source.file, '24m', 'mount -o remount,ro DISK');
    expect(await running.ask('look')).toMatchObject({
      freeBytes: expect.any(Number),
      failure: { reason: 'folder-not-writable' },
    });
    for (const request of ['back-up', 'recover', 'open']) {
      await running.ask(request);
      expect(await running.answer()).toMatchObject({ ok: false, reason: 'folder-not-writable' });
    }
    source.dispose();
  });

  test('that is full is told by the look', async () => {
    const source = largeDatabase(20);
    const { running } = await onSmallDisk(source.file, '24m', fill);
    expect(await running.ask('look')).toMatchObject({ freeBytes: 0, failure: { reason: 'disk-full' } });
    source.dispose();
  });
});

describe('the worker thread', () => {
  test('checks and backs up beside the kiosk, which keeps every lock it holds', async () => {
    const database = openTestDatabase();
    fillDatabase(database, 20);
    const { file } = database;
    expect(await runStorageTask('check', { file }).outcome).toMatchObject({ ok: true, auditEntries: 20 });
    expect(
      await runStorageTask('back-up', { file, now: 1_795_000_000_000, keptDays: 1, reserveBytes: 0 }).outcome,
    ).toMatchObject({ ok: true });
    const other = await startStorageProcess(file);
    expect(await other.ask('exclusive')).toContain('database is locked');
    database.commit((unit) => fileApplication(unit, 21));
    expect(messagesIn(file)).toHaveLength(21);
    database.dispose();
  });

  test('recovers a database while its caller goes on', async () => {
    const database = largeDatabase(300);
    overwritePages(database.file, [1]);
    let turns = 0;
    const turn = setInterval(() => {
      turns += 1;
    }, 5);
    const outcome = await runStorageTask('recover', {
      file: database.file,
      now: 1_795_000_000_000,
      cause: 'test',
      reserveBytes: 0,
    }).outcome;
    clearInterval(turn);
    expect(outcome).toMatchObject({ ok: true, report: { salvage: { tables: { outbox: { added: 300 } } } } });
    expect(turns).toBeGreaterThan(5);
    database.dispose();
  });

  test('that is cancelled leaves a recovery to be gone on with', async () => {
    const database = largeDatabase(300);
    const before = messagesIn(database.file);
    overwritePages(database.file, [1]);
    const order = { file: database.file, now: 1_795_000_000_000, cause: 'test', reserveBytes: 0 };
    const task = runStorageTask('recover', order);
    task.cancel();
    await expect(task.outcome).rejects.toThrow('ended without an outcome');
    expect(await runStorageTask('recover', order).outcome).toMatchObject({ ok: true });
    expect(messagesIn(database.file)).toEqual(before);
    database.dispose();
  });
});
