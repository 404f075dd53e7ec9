import { type Backup, backupFolderOf } from '../../../db/backup/backup-files.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import { defaultReserveBytes } from '../../../db/storage-watch/storage-watch.ts';
import type { StickBackupAction } from '../../contract/staff/staff-intents.ts';
import type { Log } from '../log/core-log.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import { auditActorOf } from '../staff-mode/audit-actor.ts';
import type { ActionResult, SignedIn } from '../staff-mode/staff-types.ts';
import { loadStickKey, readStickKey } from './stick-key.ts';
import {
  listStickBackups,
  type StickBackup,
  takeStickBackup,
  type TakeProblem,
} from './take-stick-backup.ts';
import { writeStickBackup } from './write-stick-backup.ts';

/** Backups that are carried away on sticks, and brought back from them. */
export interface StickBackupDesk {
  list(): readonly StickBackup[];
  perform(by: SignedIn, action: StickBackupAction): Promise<ActionResult>;
}

const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });
const resultOfProblem: Readonly<Record<TakeProblem | 'not-read', ActionResult['code']>> = {
  'stick-gone': 'stick-gone',
  'no-key': 'stick-backup-no-key',
  'not-opened': 'stick-backup-not-opened',
  'disk-full': 'restore-no-room',
  'not-written': 'backup-failed',
  'not-read': 'backup-failed',
};

/**
 * Who asked stands in the audit log before anything is written or read, and what came of it after: `database.stick-backup-made` or
 * `-failed`, `-taken` or `-refused`, with a reason of the stick, of what lies on it, or of the kiosk's own disk: `not-made` (a backup),
 * `not-read` (a kept backup, or the key).
 */
export const createStickBackupDesk = (options: {
  readonly database: Pick<KioskDatabase, 'transaction' | 'file'>;
  readonly dataFolder: string;
  readonly kioskId: string;
  /** Makes a backup now; false where it was not made. */
  readonly backUpNow: () => Promise<boolean>;
  /** Those that are kept, newest first. */
  readonly backups: () => readonly Backup[];
  readonly sticks: () => readonly Stick[];
  readonly log: Log;
}): StickBackupDesk => {
  const { database, dataFolder, log } = options;

  const record = (by: SignedIn, action: string, subject: string | null, reason?: string): boolean =>
    database.transaction(({ audit }) => {
      audit.append({
        actor: auditActorOf(by),
        action,
        ...(subject === null ? {} : { subject }),
        ...(reason === undefined ? {} : { reason }),
      });
      return { ok: true };
    }).ok;

  const find = (name: string): Stick | undefined => options.sticks().find((stick) => stick.name === name);

  /** The result of `work`; null where the key or a kept backup cannot be read: a fault of the disk, not of the stick. */
  const unlessUnread = async <Done>(work: () => Promise<Done>): Promise<Done | null> => {
    try {
      return await work();
    } catch (error) {
      log.error('stick-backup-failed', { error: error instanceof Error ? error.name : 'unknown' });
      return null;
    }
  };

  const write = async (by: SignedIn, name: string): Promise<ActionResult> => {
    if (!record(by, 'database.stick-backup-begun', null)) return bad('could-not-record');
    const fail = (code: ActionResult['code'], subject: string | null, reason: string): ActionResult => {
      record(by, 'database.stick-backup-failed', subject, reason);
      return bad(code);
    };
    const made = await options.backUpNow();
    const [backup] = options.backups();
    if (!made || backup === undefined) return fail('backup-failed', null, 'not-made');
    // A backup takes its time, in which a stick is pulled out or filled.
    const stick = find(name);
    if (stick === undefined) return fail('stick-gone', backup.name, 'stick-gone');
    const written = await unlessUnread(async () => {
      const key = loadStickKey(dataFolder);
      return { problem: await writeStickBackup({ stick, backup, kioskId: options.kioskId, key }) };
    });
    if (written === null) return fail('backup-failed', backup.name, 'not-read');
    if (written.problem !== null) return fail(written.problem, backup.name, written.problem);
    record(by, 'database.stick-backup-made', backup.name);
    return { code: 'stick-backup-made', good: true };
  };

  const take = async (by: SignedIn, stick: Stick, file: string): Promise<ActionResult> => {
    if (!listStickBackups([stick]).some((listed) => listed.file === file)) return bad('stick-gone');
    if (!record(by, 'database.stick-backup-asked', file)) return bad('could-not-record');
    const taken = await unlessUnread(async () =>
      takeStickBackup({
        stick,
        file,
        backupFolder: backupFolderOf(database.file),
        key: readStickKey(dataFolder),
        reserveBytes: defaultReserveBytes,
      }),
    );
    if (taken?.ok) {
      record(by, 'database.stick-backup-taken', taken.name);
      return { code: 'stick-backup-taken', good: true };
    }
    const reason = taken?.reason ?? 'not-read';
    record(by, 'database.stick-backup-refused', file, reason);
    return bad(resultOfProblem[reason]);
  };

  return {
    list: () => listStickBackups(options.sticks()),
    perform: async (by, action) => {
      const stick = find(action.stick);
      if (stick === undefined) return bad('stick-gone');
      return action.name === 'backUpToStick' ? write(by, stick.name) : take(by, stick, action.file);
    },
  };
};
