import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Backup, backupFolderOf, listBackups } from '../../../db/backup/backup-files.ts';
import { backUpDatabase } from '../../../db/backup/back-up-database.ts';
import { loadPseudonymSalt, pseudonymOf } from '../../../electron/core/identity/pseudonym.ts';
import { backupCipher, chunkBytes } from '../../../electron/core/stick-backup/backup-cipher.ts';
import { createStickBackupDesk } from '../../../electron/core/stick-backup/stick-backup-desk.ts';
import { loadStickKey, stickKeyName } from '../../../electron/core/stick-backup/stick-key.ts';
import { takeStickBackup } from '../../../electron/core/stick-backup/take-stick-backup.ts';
import { orderRestore } from '../../../db/recovery/order-restore.ts';
import { recoverDatabase } from '../../../db/recovery/recover-database.ts';
import { createStaffAccess } from '../../../electron/core/staff/staff-access.ts';
import { openTestDatabase, temporaryFolder, type TestDatabase } from '../../helpers/database.ts';
import { folderAsStick } from '../../helpers/folder-as-stick.ts';
import { silentLog } from '../../helpers/journal.ts';
import { stationMaster } from '../../helpers/staff-mode.ts';
import { enrolStaff, staffPin } from '../../helpers/staff.ts';

const kioskId = 'K-0123456789';
const idNumber = '430199198001010017';

let kiosk: TestDatabase;
let stick: string;
let freeBytes: number;
let plugged: boolean;
let makeBackup: (database: TestDatabase) => Promise<boolean>;
let listKept: (database: TestDatabase) => readonly Backup[];
beforeEach(() => {
  kiosk = openTestDatabase();
  stick = temporaryFolder();
  freeBytes = 1e9;
  plugged = true;
  makeBackup = backUp;
  listKept = kept;
});
afterEach(() => {
  kiosk.dispose();
  rmSync(stick, { recursive: true, force: true });
});

const sticks = () => (plugged ? [folderAsStick(stick, { freeBytes })] : []);
const backUp = async ({ file, clock }: TestDatabase) =>
  backUpDatabase({ file, now: clock.now(), keptDays: 14, reserveBytes: 0 }).ok;
const kept = (database: TestDatabase) => listBackups(backupFolderOf(database.file));
const deskOf = (database: TestDatabase) =>
  createStickBackupDesk({
    database: database.current(),
    dataFolder: database.folder,
    kioskId,
    backUpNow: () => makeBackup(database),
    backups: () => listKept(database),
    sticks,
    log: silentLog,
  });
const write = (database = kiosk) =>
  deskOf(database).perform(stationMaster, { name: 'backUpToStick', stick: 'KINGSTON' });
const take = (database = kiosk, file = readdirSync(stick)[0] ?? '') =>
  deskOf(database).perform(stationMaster, { name: 'takeFromStick', stick: 'KINGSTON', file });
const lastEntry = (database = kiosk) => database.read(({ audit }) => audit.find(audit.head().sequence));
const forgetKept = (database = kiosk) =>
  rmSync(backupFolderOf(database.file), { recursive: true, force: true });

describe('a backup on a stick', () => {
  it('is encrypted, and comes back as the very file that was kept', async () => {
    expect(await write()).toEqual({ code: 'stick-backup-made', good: true });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-made' });
    const [file = ''] = readdirSync(stick);
    const onStick = readFileSync(join(stick, file));
    expect(onStick.includes('SQLite format 3')).toBe(false);
    const [backup] = kept(kiosk);
    const before = readFileSync(backup?.file ?? '');
    forgetKept();
    expect(deskOf(kiosk).list()).toMatchObject([{ stick: 'KINGSTON', file }]);
    expect(await take()).toEqual({ code: 'stick-backup-taken', good: true });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-taken', subject: backup?.name });
    expect(readFileSync(kept(kiosk)[0]?.file ?? '')).toEqual(before);
  });

  it('needs room on the stick, and a stick that is there', async () => {
    freeBytes = 1_000;
    expect(await write()).toEqual({ code: 'stick-full', good: false });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-failed', reason: 'stick-full' });
    expect(readdirSync(stick)).toEqual([]);
    freeBytes = 1e9;
    rmSync(stick, { recursive: true });
    expect(await write()).toEqual({ code: 'stick-gone', good: false });
    mkdirSync(stick);
  });

  it('that is cut short, altered, or of another kiosk’s key is refused whole, and that is on record', async () => {
    await write();
    forgetKept();
    const [file = ''] = readdirSync(stick);
    const path = join(stick, file);
    const whole = readFileSync(path);
    const refused = async () => {
      expect(await take()).toEqual({ code: 'stick-backup-not-opened', good: false });
      expect(kept(kiosk)).toEqual([]);
      expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-refused', reason: 'not-opened' });
    };
    truncateSync(path, whole.length - 1);
    await refused();
    const altered = Uint8Array.from(whole);
    altered[whole.length - 100] = (altered[whole.length - 100] ?? 0) ^ 1;
    writeFileSync(path, altered);
    await refused();
    writeFileSync(path, whole);
    writeFileSync(join(kiosk.folder, stickKeyName), new Uint8Array(32));
    await refused();
  });

  it('is not written under a new key when the one that is there cannot be read', async () => {
    writeFileSync(join(kiosk.folder, stickKeyName), 'cut');
    expect(await write()).toEqual({ code: 'backup-failed', good: false });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-failed', reason: 'not-read' });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('is not brought in when the key that is there cannot be read, and that is on record', async () => {
    await write();
    writeFileSync(join(kiosk.folder, stickKeyName), 'cut');
    expect(await take()).toEqual({ code: 'backup-failed', good: false });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-refused', reason: 'not-read' });
  });

  it('that was not made is told so, and that is on record', async () => {
    makeBackup = async () => false;
    expect(await write()).toEqual({ code: 'backup-failed', good: false });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-failed', reason: 'not-made' });
  });

  it('whose kept file cannot be opened is a fault of the disk, and that is on record', async () => {
    makeBackup = async () => {
      const made = await backUp(kiosk);
      const [backup] = kept(kiosk);
      listKept = () => (backup === undefined ? [] : [backup]);
      rmSync(backup?.file ?? '');
      return made;
    };
    expect(await write()).toEqual({ code: 'backup-failed', good: false });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-failed', reason: 'not-read' });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('whose kept file is shorter than it should be is a fault of the disk, too', async () => {
    listKept = (database) => kept(database).map((backup) => ({ ...backup, bytes: backup.bytes + 1 }));
    expect(await write()).toEqual({ code: 'backup-failed', good: false });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-failed', reason: 'not-read' });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('that is a link or a pipe is not offered, and not followed', async () => {
    await write();
    const [file = ''] = readdirSync(stick);
    const elsewhere = join(kiosk.folder, file);
    renameSync(join(stick, file), elsewhere);
    symlinkSync(elsewhere, join(stick, file));
    execFileSync('mkfifo', [join(stick, file.replace(/\d{6}Z/, '000000Z'))]);
    expect(deskOf(kiosk).list()).toEqual([]);
    expect(await take(kiosk, file)).toEqual({ code: 'stick-gone', good: false });
    const taken = await takeStickBackup({
      stick: folderAsStick(stick),
      file,
      backupFolder: backupFolderOf(kiosk.file),
      key: loadStickKey(kiosk.folder),
      reserveBytes: 0,
    });
    expect(taken).toEqual({ ok: false, reason: 'not-opened' });
  });

  it('that the stick does not give is a fault of the stick', async () => {
    // The memory of a process is a plain file that begins with what cannot be read (EIO).
    const taken = await takeStickBackup({
      stick: folderAsStick('/proc/self'),
      file: 'mem',
      backupFolder: backupFolderOf(kiosk.file),
      key: loadStickKey(kiosk.folder),
      reserveBytes: 0,
    });
    expect(taken).toEqual({ ok: false, reason: 'stick-gone' });
  });

  it('is not begun on a stick that was pulled out while the backup was made', async () => {
    makeBackup = async () => {
      const made = await backUp(kiosk);
      plugged = false;
      return made;
    };
    expect(await write()).toEqual({ code: 'stick-gone', good: false });
    expect(lastEntry()).toMatchObject({ action: 'database.stick-backup-failed', reason: 'stick-gone' });
    expect(readdirSync(stick)).toEqual([]);
  });
});

describe('a replaced machine', () => {
  const replace = () => {
    const replaced = openTestDatabase();
    return {
      replaced,
      restore: async () => {
        const [backup] = kept(replaced);
        replaced.current().close();
        const now = replaced.clock.now();
        expect(orderRestore({ file: replaced.file, name: backup?.name ?? '', now, reserveBytes: 0 })).toEqual(
          {
            ok: true,
          },
        );
        const recovered = recoverDatabase({
          file: replaced.file,
          now: () => now,
          cause: 'x',
          reserveBytes: 0,
        });
        expect(recovered).toMatchObject({ ok: true });
        replaced.reopen();
      },
    };
  };

  it('with key and salt of the former one has its data and knows its staff', async () => {
    const salt = loadPseudonymSalt(kiosk.folder);
    await enrolStaff(kiosk, pseudonymOf(salt, idNumber), { label: 'W-009' });
    await write();
    const { replaced, restore } = replace();
    try {
      for (const name of [stickKeyName, 'pseudonym.salt']) {
        copyFileSync(join(kiosk.folder, name), join(replaced.folder, name));
      }
      expect(await take(replaced)).toEqual({ code: 'stick-backup-taken', good: true });
      await restore();
      const access = createStaffAccess({ database: replaced.current(), now: replaced.clock.now });
      const pseudonym = pseudonymOf(loadPseudonymSalt(replaced.folder), idNumber);
      expect(await access.admit(pseudonym, staffPin)).toMatchObject({ outcome: 'admitted' });
    } finally {
      replaced.dispose();
    }
  });

  it.each([
    ['without the key', () => undefined, 'stick-backup-no-key', 'no-key'],
    [
      'with a key of its own',
      (folder: string) => void loadStickKey(folder),
      'stick-backup-not-opened',
      'not-opened',
    ],
  ] as const)(
    '%s can make nothing of it, and nothing is left of the try',
    async (_, prepare, code, reason) => {
      await write();
      const { replaced } = replace();
      try {
        prepare(replaced.folder);
        const before = readdirSync(replaced.folder, { recursive: true });
        expect(await take(replaced)).toEqual({ code, good: false });
        expect(readdirSync(replaced.folder, { recursive: true })).toEqual(before);
        expect(lastEntry(replaced)).toMatchObject({ action: 'database.stick-backup-refused', reason });
      } finally {
        replaced.dispose();
      }
    },
  );
});

describe('the cipher', () => {
  const header = (bytes: number) =>
    ({
      format: 'yizhan-backup-1',
      kioskId,
      name: 'kiosk-000001-20261120T080000Z-v21.db',
      bytes,
      salt: '0123456789abcdef0123456789abcdef',
    }) as const;
  const key = new Uint8Array(32).fill(7);

  it('opens each chunk in its own place alone', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.nat(3),
        fc.nat(3),
        (chunk, one, other) => {
          const cipher = backupCipher(key, header(4 * chunkBytes));
          const opened = cipher.open(cipher.seal(chunk, one), other);
          if (one === other) expect(opened && [...opened]).toEqual([...chunk]);
          else expect(opened).toBeNull();
        },
      ),
    );
  });

  it('does not take the last chunk of a shorter file, nor a chunk under another header', () => {
    const sealed = backupCipher(key, header(2 * chunkBytes)).seal(Uint8Array.of(1), 1);
    expect(backupCipher(key, header(3 * chunkBytes)).open(sealed, 1)).toBeNull();
    expect(loadStickKey(kiosk.folder)).toEqual(loadStickKey(kiosk.folder));
  });
});
