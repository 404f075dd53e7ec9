import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { StorageFailureReason } from '../../../../db/storage-failure.ts';
import { lookAtDisk } from '../../../../db/storage-watch/look-at-disk.ts';
import {
  type CanKeep,
  createStorageWatch,
  defaultReserveBytes,
  type StorageLook,
} from '../../../../db/storage-watch/storage-watch.ts';
import { openTestDatabase } from '../../../helpers/database.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';

const mebibyte = 1024 * 1024;
const failure = (reason: StorageFailureReason) => ({ ok: false, reason, detail: 'test' }) as const;

const watchDisk = () => {
  const clock = createFakeClock();
  const changes: CanKeep[] = [];
  let seen: StorageLook = { freeBytes: 10_000 * mebibyte, failure: null };
  const watch = createStorageWatch({
    look: () => seen,
    after: clock.after,
    onChange: (canKeep) => changes.push(canKeep),
  });
  watch.start();
  return {
    watch,
    clock,
    changes,
    see: (look: Partial<StorageLook>) => {
      seen = { ...seen, ...look };
    },
    minutes: (count: number) => clock.advance(count * 60_000),
  };
};

describe('the watch on the disk', () => {
  test('says that nothing more can be kept when less than the reserve is free, and that it can when room is back', async () => {
    const { watch, see, minutes, changes } = watchDisk();
    expect(watch.canKeep()).toEqual({ ok: true });
    see({ freeBytes: defaultReserveBytes - 1 });
    await minutes(1);
    expect(watch.canKeep()).toEqual({ ok: false, reason: 'disk-full' });
    see({ freeBytes: 400 * mebibyte });
    await minutes(1);
    expect(watch.canKeep()).toEqual({ ok: true });
    expect(changes).toHaveLength(2);
  });

  test('does not flutter on a disk at the edge', async () => {
    const { watch, see, minutes, changes } = watchDisk();
    for (let round = 0; round < 10; round += 1) {
      see({ freeBytes: defaultReserveBytes + (round % 2 === 0 ? -1 : 1) * mebibyte });
      await minutes(1);
    }
    expect(watch.canKeep()).toEqual({ ok: false, reason: 'disk-full' });
    expect(changes).toHaveLength(1);
  });

  test('says that the folder is read-only when a page cannot be written, however much is free', async () => {
    const { watch, see, minutes } = watchDisk();
    see({ failure: failure('folder-not-writable') });
    await minutes(1);
    expect(watch.canKeep()).toEqual({ ok: false, reason: 'data-folder-read-only' });
    see({ failure: null });
    await minutes(1);
    expect(watch.canKeep()).toEqual({ ok: true });
  });

  test('believes the database before the disk, at once', async () => {
    const { watch, minutes, clock } = watchDisk();
    watch.observed(failure('disk-full'));
    expect(watch.canKeep()).toEqual({ ok: false, reason: 'disk-full' });
    await clock.advance(15_000);
    expect(watch.canKeep()).toEqual({ ok: false, reason: 'disk-full' });
    await minutes(1);
    expect(watch.canKeep()).toEqual({ ok: true });
  });

  test('never takes a damaged database for a good one again', async () => {
    const { watch, minutes } = watchDisk();
    watch.observed(failure('database-damaged'));
    watch.observed(failure('disk-full'));
    await minutes(60);
    expect(watch.canKeep()).toEqual({ ok: false, reason: 'database-damaged' });
  });

  test('lets a lock pass that somebody holds for a moment', () => {
    const { watch, changes } = watchDisk();
    watch.observed(failure('locked-by-another-process'));
    expect(watch.canKeep()).toEqual({ ok: true });
    expect(changes).toEqual([]);
  });

  test('sets no timer after it was stopped', async () => {
    const { watch, clock } = watchDisk();
    watch.stop();
    expect(clock.pending()).toBe(0);
  });
});

test('a look at the real disk sees free space and a page written', () => {
  const database = openTestDatabase();
  expect(lookAtDisk(database.file)).toEqual({ freeBytes: expect.any(Number), failure: null });
  database.dispose();
  expect(lookAtDisk('/proc/yizhan/kiosk.db')).toMatchObject({
    freeBytes: null,
    failure: { reason: 'folder-not-writable' },
  });
});

test('a look tells what the system answers that nobody foresaw, and the watch stops what could not be kept', async () => {
  const database = openTestDatabase();
  // A socket in the place of the probe: the system refuses to open it (ENXIO).
  const socket = createServer().listen(`${database.file}.probe`);
  await once(socket, 'listening');
  const clock = createFakeClock();
  const changes: unknown[] = [];
  const watch = createStorageWatch({
    look: () => lookAtDisk(database.file),
    after: clock.after,
    onChange: (canKeep, detail) => changes.push([canKeep, detail]),
    reserveBytes: 0,
  });
  watch.start();
  expect(watch.canKeep()).toEqual({ ok: false, reason: 'data-folder-read-only' });
  expect(changes).toEqual([
    [{ ok: false, reason: 'data-folder-read-only' }, expect.stringContaining('(ENXIO)')],
  ]);
  const closed = once(socket, 'close');
  socket.close();
  await closed;
  await clock.advance(60_000);
  expect(watch.canKeep()).toEqual({ ok: true });
  watch.stop();
  database.dispose();
});
