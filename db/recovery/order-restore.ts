import { backupFolderOf, listBackups } from '../backup/backup-files.ts';
import { isUsableBackup } from '../backup/backup-mark.ts';
import { findBackupProblem } from '../backup/make-backup.ts';
import { type StorageFailure, toStorageFailure } from '../storage-failure.ts';
import { findObstacle } from './obstacle.ts';
import { orderRecovery, readJournal } from './recovery-journal.ts';

export type RestoreOrderOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'no-such-backup' | 'backup-not-whole' | 'backup-from-the-future' | 'already-ordered';
    }
  /** `disk-full`: no room beside backup and database; `database-damaged`: too many set-aside copies that nobody has seen to. */
  | StorageFailure;

/** Why a recovery begins that somebody asked for; in the report, for staff. */
export const restoreCause = (backup: string): string =>
  `按要求恢复备份 restore that was asked for: ${backup}`;

/**
 * Orders that a backup is brought back when the kiosk opens its database next. It is a recovery like that of a damaged one:
 * the present database is set aside, the backup becomes the base, and everything newer is carried over from the one set
 * aside – messages and audit log first. Nothing is ordered that would keep a sound kiosk from coming up: not a backup that
 * is not whole, and not without room. Reads all of the backup: it belongs in a worker.
 */
export const orderRestore = ({
  file,
  name,
  now,
  reserveBytes,
}: {
  readonly file: string;
  readonly name: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly reserveBytes: number;
}): RestoreOrderOutcome => {
  try {
    const backup = listBackups(backupFolderOf(file)).find((listed) => listed.name === name);
    if (backup === undefined) return { ok: false, reason: 'no-such-backup' };
    if (!isUsableBackup(backup)) return { ok: false, reason: 'backup-from-the-future' };
    if (readJournal(file) !== undefined) return { ok: false, reason: 'already-ordered' };
    if (isUnusable(backup.file)) return { ok: false, reason: 'backup-not-whole' };
    const obstacle = findObstacle(file, undefined, reserveBytes);
    if (obstacle) return obstacle;
    orderRecovery(file, restoreCause(name), now, name);
    return { ok: true };
  } catch (error) {
    return toStorageFailure(error, file);
  }
};

const isUnusable = (backupFile: string): boolean => {
  try {
    return findBackupProblem(backupFile) !== undefined;
  } catch {
    return true;
  }
};
