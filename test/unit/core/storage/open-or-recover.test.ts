import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type OpenDatabaseOutcome, openDatabase } from '../../../../db/connection.ts';
import { orderRecovery } from '../../../../db/recovery/recovery-journal.ts';
import { openOrRecover } from '../../../../electron/core/storage/open-or-recover.ts';
import { createRecoveryAttempts } from '../../../../electron/core/storage/recovery-attempts.ts';
import type { RunStorageTask } from '../../../../electron/core/storage/run-storage-task.ts';
import { performStorageTask } from '../../../../electron/core/storage/storage-tasks.ts';
import type { TestDatabase } from '../../../helpers/database.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { closedDatabase, keyOf, overwritePages } from '../../db/recovery/filed-messages.ts';

const now = (): number => Date.UTC(2026, 10, 22, 3);
const performInPlace: RunStorageTask = (name, order) => ({
  outcome: Promise.resolve(performStorageTask[name](order)),
  cancel: () => undefined,
});

let database: TestDatabase | undefined;
let outcome: OpenDatabaseOutcome | undefined;
afterEach(() => {
  if (outcome?.ok) outcome.database.close();
  database?.dispose();
});

/** Opens the database of `made` as the core does at its start. */
const openAtStart = async (
  made: TestDatabase,
  open = () => openDatabase({ file: made.file, now }),
  run = performInPlace,
  attempts = createRecoveryAttempts(() => 0),
) => {
  database = made;
  const events: string[] = [];
  const causes: string[] = [];
  const listen = (event: string): void => void events.push(event);
  outcome = await openOrRecover({
    file: made.file,
    now,
    log: { info: listen, warn: listen, error: listen },
    open,
    run,
    recovering: (cause) => causes.push(cause),
    attempts,
    reserveBytes: 0,
  });
  return { outcome, events, causes };
};

describe('a start', () => {
  test('opens a sound database without a word', async () => {
    const { outcome: opened, events, causes } = await openAtStart(closedDatabase(3));
    expect(opened.ok).toBe(true);
    expect([events, causes]).toEqual([[], []]);
  });

  test('recovers a damaged one, says so before and after, and serves', async () => {
    const made = closedDatabase(3);
    overwritePages(made.file, [1]);
    const { outcome: opened, events, causes } = await openAtStart(made);
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.database.read(({ outbox }) => outbox.find(keyOf(3))?.state)).toMatchObject({
      value: 'pending',
    });
    expect(events).toEqual(['database-damaged', 'database-recovered']);
    expect(causes).toHaveLength(1);
    expect(opened.database.read(({ recoveries }) => recoveries.unseen())).toMatchObject({
      value: [{ id: 1 }],
    });
  });

  test('begins with the recovery that was ordered in service', async () => {
    const made = closedDatabase(3);
    overwritePages(made.file, [1]);
    performStorageTask.recover({ file: made.file, now: now(), cause: '', reserveBytes: 0 });
    orderRecovery(made.file, 'structure: found by the daily check', now());
    const { outcome: opened } = await openAtStart(made);
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.database.read(({ recoveries }) => recoveries.unseen())).toMatchObject({
      value: [{ id: 1 }, { id: 2, report: { cause: 'structure: found by the daily check' } }],
    });
  });

  test('recovers what is damaged again at once a few times, later and later, and then leaves it to people', async () => {
    const clock = createFakeClock();
    const attempts = createRecoveryAttempts(clock.monotonic);
    const made = closedDatabase(3);
    const dyingDisk = (): OpenDatabaseOutcome => ({
      ok: false,
      reason: 'database-damaged',
      detail: 'a dying disk',
    });
    const begunAt: number[] = [];
    const told = new Set<string>();
    // As the core does: every five seconds, for two days.
    for (let moment = 0; moment < 2 * 86_400_000; moment += 5_000) {
      const { outcome: refused, causes } = await openAtStart(made, dyingDisk, performInPlace, attempts);
      if (causes.length > 0) begunAt.push(moment / 60_000);
      expect(refused).toMatchObject({ ok: false, reason: 'database-damaged' });
      if (!refused.ok) told.add(refused.detail);
      await clock.advance(5_000);
    }
    expect(begunAt).toEqual([0, 1, 11, 71, 431]);
    // Told and logged when it changes, not at each look.
    expect([...told]).toEqual([
      expect.stringContaining('recovery failed 1×, tried again after 1 min'),
      expect.stringContaining('recovery failed 2×'),
      expect.stringContaining('recovery failed 3×'),
      expect.stringContaining('recovery failed 4×'),
      expect.stringContaining('recovery failed 5×, not tried again before the kiosk is started anew'),
    ]);
    expect(
      readdirSync(join(made.folder, 'damaged')).filter((name) => name.endsWith('.db')).length,
    ).toBeLessThanOrEqual(5);
  });

  test('serves as soon as the database opens, although its recovery was given up', async () => {
    const clock = createFakeClock();
    const attempts = createRecoveryAttempts(clock.monotonic);
    const made = closedDatabase(3);
    const refusing = (): OpenDatabaseOutcome => ({ ok: false, reason: 'database-damaged', detail: 'test' });
    for (let round = 0; round < 5; round += 1) {
      await openAtStart(made, refusing, performInPlace, attempts);
      await clock.advance(86_400_000);
    }
    const { outcome: opened, causes } = await openAtStart(made, undefined, undefined, attempts);
    expect([opened.ok, causes]).toEqual([true, []]);
  });

  test('waits a minute before it looks again whether a recovery has room, and says meanwhile that it has none', async () => {
    const clock = createFakeClock();
    const attempts = createRecoveryAttempts(clock.monotonic);
    const made = closedDatabase(3);
    overwritePages(made.file, [1]);
    let tried = 0;
    const onFullDisk: RunStorageTask = (name, order) => {
      tried += 1;
      const full = { ...order, reserveBytes: Number.MAX_SAFE_INTEGER };
      return { outcome: Promise.resolve(performStorageTask[name](full)), cancel: () => undefined };
    };
    for (let moment = 0; moment < 120_000; moment += 5_000) {
      const { outcome: refused } = await openAtStart(made, undefined, onFullDisk, attempts);
      expect(refused).toMatchObject({ ok: false, reason: 'disk-full' });
      await clock.advance(5_000);
    }
    expect(tried).toBe(2);
    const { outcome: opened } = await openAtStart(made, undefined, performInPlace, attempts);
    expect(opened.ok).toBe(true);
  });

  test.each([
    'folder-not-writable',
    'disk-full',
    'locked-by-another-process',
    'database-from-the-future',
  ] as const)('does not touch a database that is refused as %s', async (reason) => {
    const made = closedDatabase(3);
    const { outcome: refused } = await openAtStart(made, () => ({ ok: false, reason, detail: 'test' }));
    expect(refused).toEqual({ ok: false, reason, detail: 'test' });
    expect(existsSync(join(made.folder, 'damaged'))).toBe(false);
  });

  test('says what keeps it from recovering', async () => {
    const made = closedDatabase(3);
    overwritePages(made.file, [1]);
    writeFileSync(join(made.folder, 'damaged'), 'in the way');
    const { outcome: refused } = await openAtStart(made);
    expect(refused).toMatchObject({ ok: false, reason: 'folder-not-writable' });
  });

  test('goes on waiting when the thread of the recovery dies', async () => {
    const made = closedDatabase(3);
    overwritePages(made.file, [1]);
    const { outcome: refused, events } = await openAtStart(made, undefined, () => ({
      outcome: Promise.reject(new Error('out of memory')),
      cancel: () => undefined,
    }));
    expect(refused).toMatchObject({ ok: false, reason: 'database-damaged' });
    expect(events).toEqual(['database-damaged', 'recovery-died']);
  });
});
