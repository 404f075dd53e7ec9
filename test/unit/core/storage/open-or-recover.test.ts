import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type OpenDatabaseOutcome, openDatabase } from '../../../../db/connection.ts';
import { orderRecovery } from '../../../../db/recovery/recovery-journal.ts';
import { openOrRecover } from '../../../../electron/core/storage/open-or-recover.ts';
import type { RunStorageTask } from '../../../../electron/core/storage/run-storage-task.ts';
import { performStorageTask } from '../../../../electron/core/storage/storage-tasks.ts';
import type { TestDatabase } from '../../../helpers/database.ts';
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
    expect(opened.database.recoveries.unseen()).toMatchObject({ value: [{ id: 1 }] });
  });

  test('begins with the recovery that was ordered in service', async () => {
    const made = closedDatabase(3);
    overwritePages(made.file, [1]);
    performStorageTask.recover({ file: made.file, now: now(), cause: '' });
    orderRecovery(made.file, 'structure: found by the daily check', now());
    const { outcome: opened } = await openAtStart(made);
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.database.recoveries.unseen()).toMatchObject({
      value: [{ id: 1 }, { id: 2, report: { cause: 'structure: found by the daily check' } }],
    });
  });

  test('leaves to people what is damaged again at once', async () => {
    const made = closedDatabase(3);
    let opened = 0;
    const { outcome: refused } = await openAtStart(made, () => {
      opened += 1;
      return { ok: false, reason: 'database-damaged', detail: 'a dying disk' };
    });
    expect(refused).toMatchObject({ reason: 'database-damaged' });
    expect(opened).toBe(2);
    expect(readdirSync(join(made.folder, 'damaged')).filter((name) => name.endsWith('.db'))).toHaveLength(1);
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
