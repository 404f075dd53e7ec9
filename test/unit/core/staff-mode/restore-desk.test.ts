import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpDatabase } from '../../../../db/backup/back-up-database.ts';
import { listBackups } from '../../../../db/backup/backup-files.ts';
import { readJournal } from '../../../../db/recovery/recovery-journal.ts';
import { createStaffAccess } from '../../../../electron/core/staff/staff-access.ts';
import { createRestoreDesk, type RestoreDesk } from '../../../../electron/core/staff-mode/restore-desk.ts';
import { performStorageTask } from '../../../../electron/core/storage/storage-tasks.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { stationMaster } from '../../../helpers/staff-mode.ts';
import { enrolStaff, staffPin } from '../../../helpers/staff.ts';

let database: TestDatabase;
let restarts = 0;
let busy = false;
let reserveBytes = 0;
let name = '';
let desk: RestoreDesk;
beforeEach(async () => {
  database = openTestDatabase();
  [restarts, busy, reserveBytes] = [0, false, 0];
  await enrolStaff(database, stationMaster.pseudonym, { label: 'W-003', role: 'supervisor' });
  const { file, clock } = database;
  const now = clock.now();
  const made = backUpDatabase({ file, now, keptDays: 9, reserveBytes: 0 });
  if (!made.ok) throw new Error(made.detail);
  ({ name } = made.backup);
  desk = createRestoreDesk({
    database: database.current(),
    access: createStaffAccess({ database: database.current(), now: clock.now }),
    storage: {
      backups: () => listBackups(`${database.folder}/backups`),
      inspectBackup: async (backup) =>
        busy ? null : performStorageTask['inspect-backup']({ file, name: backup }),
      orderRestore: async (backup) =>
        performStorageTask['order-restore']({ file, name: backup, now, reserveBytes }),
    },
    restartSoon: () => {
      restarts += 1;
    },
  });
});
afterEach(() => database.dispose());

const inspect = (backup = name) => desk.perform(stationMaster, { name: 'inspectBackup', backup });
const restore = (pin = staffPin) => desk.perform(stationMaster, { name: 'restoreBackup', pin });
const entries = () =>
  database
    .read(({ audit }) => audit.after(0, 100))
    .filter(({ action }) => action.startsWith('database.'))
    .map(({ action, subject, reason, actorPseudonym }) => ({ action, subject, reason, actorPseudonym }));

describe('bringing a backup back', () => {
  it('takes one that was looked through, the own PIN, and a start; who asked is on record', async () => {
    expect(desk.backups()).toMatchObject([{ name }]);
    expect(await inspect()).toEqual({ code: 'backup-whole', good: true });
    expect(desk.preview()).toMatchObject({ backup: { name }, whole: true, applications: 0 });
    expect(await restore()).toEqual({ code: 'restore-ordered', good: true });
    expect(restarts).toBe(1);
    expect(readJournal(database.file)).toMatchObject({ backup: name });
    expect(entries()).toEqual([
      {
        action: 'database.restore-asked',
        subject: name,
        reason: null,
        actorPseudonym: stationMaster.pseudonym,
      },
    ]);
  });

  it('does not happen with a wrong PIN, which counts as at the door', async () => {
    await inspect();
    expect(await restore('000001')).toEqual({ code: 'pin-wrong', good: false });
    expect(readJournal(database.file)).toBeUndefined();
    expect(database.read(({ staff }) => staff.find(stationMaster.pseudonym)?.failures)).toBe(1);
    expect(entries()).toEqual([]);
  });

  it('does not happen unseen: not before one was looked through, nor when that was given up', async () => {
    expect(await restore()).toEqual({ code: 'no-longer-so', good: false });
    await inspect();
    await desk.perform(stationMaster, { name: 'dropRestore' });
    expect(await restore()).toEqual({ code: 'no-longer-so', good: false });
    await inspect();
    desk.forget();
    expect(desk.preview()).toBeNull();
  });

  it('without room changes nothing, and the log says so', async () => {
    reserveBytes = Number.MAX_SAFE_INTEGER / 4;
    await inspect();
    expect(await restore()).toEqual({ code: 'restore-no-room', good: false });
    expect(restarts).toBe(0);
    expect(entries()).toMatchObject([
      { action: 'database.restore-asked' },
      { action: 'database.restore-refused', reason: 'disk-full' },
    ]);
  });

  it('waits while the store is busy, and knows a backup that is gone', async () => {
    expect(await inspect('kiosk-000099-20261122T025319Z-v9.db')).toEqual({
      code: 'backup-gone',
      good: false,
    });
    busy = true;
    expect(await inspect()).toEqual({ code: 'store-busy', good: false });
  });
});
