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
const resultOfProblem: Readonly<Record<TakeProblem, ActionResult['code']>> = {
  'stick-gone': 'stick-gone',
  'no-key': 'stick-backup-no-key',
  'not-opened': 'stick-backup-not-opened',
  'disk-full': 'restore-no-room',
  'not-written': 'backup-failed',
};

/** Who asked stands in the audit log before anything is written or read, and what came of it after. */
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

  const write = async (by: SignedIn, stick: Stick): Promise<ActionResult> => {
    if (!record(by, 'database.stick-backup-begun', null)) return bad('could-not-record');
    const made = await options.backUpNow();
    const [backup] = options.backups();
    if (!made || backup === undefined) return bad('backup-failed');
    const key = loadStickKey(dataFolder);
    const problem = await writeStickBackup({ stick, backup, kioskId: options.kioskId, key });
    record(
      by,
      problem === null ? 'database.stick-backup-made' : 'database.stick-backup-failed',
      backup.name,
      problem ?? undefined,
    );
    return problem === null ? { code: 'stick-backup-made', good: true } : bad(problem);
  };

  const take = async (by: SignedIn, stick: Stick, file: string): Promise<ActionResult> => {
    if (!listStickBackups([stick]).some((listed) => listed.file === file)) return bad('stick-gone');
    if (!record(by, 'database.stick-backup-asked', file)) return bad('could-not-record');
    const taken = await takeStickBackup({
      stick,
      file,
      backupFolder: backupFolderOf(database.file),
      key: readStickKey(dataFolder),
      reserveBytes: defaultReserveBytes,
    });
    if (taken.ok) {
      record(by, 'database.stick-backup-taken', taken.name);
      return { code: 'stick-backup-taken', good: true };
    }
    record(by, 'database.stick-backup-refused', file, taken.reason);
    return bad(resultOfProblem[taken.reason]);
  };

  return {
    list: () => listStickBackups(options.sticks()),
    perform: async (by, action) => {
      const stick = options.sticks().find(({ name }) => name === action.stick);
      if (stick === undefined) return bad('stick-gone');
      try {
        return action.name === 'backUpToStick' ? await write(by, stick) : await take(by, stick, action.file);
      } catch (error) {
        // The key or the kept backup is not to be read: of the disk, not of the stick.
        log.error('stick-backup-failed', { error: error instanceof Error ? error.name : 'unknown' });
        return bad('backup-failed');
      }
    },
  };
};
