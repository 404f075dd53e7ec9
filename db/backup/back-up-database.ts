import BetterSqlite3 from 'better-sqlite3';
import { fileSize } from '../data-folder.ts';
import type { Connection } from '../statements.ts';
import { toStorageFailure } from '../storage-failure.ts';
import { backupFolderOf, removeOldBackups } from './backup-files.ts';
import { type BackupOutcome, makeBackup } from './make-backup.ts';
import { freeBytesBeside, makeRoom } from './make-room.ts';

export interface BackupOrder {
  readonly file: string;
  /** Milliseconds since the Unix epoch, as near to the truth as is known. */
  readonly now: number;
  /** Days for which backups are kept. */
  readonly keptDays: number;
  /** Bytes that stay free on the disk: what residents file goes before a backup. */
  readonly reserveBytes: number;
}

/** Bytes that the files of the database take, which a copy of it does not exceed. */
const sizeOf = (file: string): number => fileSize(file) + fileSize(`${file}-wal`);

/**
 * Backs up the database `file` over a connection of its own while the kiosk has it open, and removes what is too old.
 * Holds its thread (about 0.5 s for 100 MB): it belongs in a worker. Where less than the reserve would
 * be left, older backups make room for it; where that does not do, it is `disk-full`, and nothing is written.
 */
export const backUpDatabase = ({ file, now, keptDays, reserveBytes }: BackupOrder): BackupOutcome => {
  let connection: Connection | undefined;
  try {
    const needed = sizeOf(file) + reserveBytes;
    const room = makeRoom({ file, wantedBytes: needed });
    if (!room.ok) return room;
    if (freeBytesBeside(file) < needed) {
      return { ok: false, reason: 'disk-full', detail: `a backup needs ${needed} bytes of free space` };
    }
    connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
    const made = makeBackup(connection, file, now);
    if (made.ok) removeOldBackups(backupFolderOf(file), { now, keptDays });
    return made;
  } catch (error) {
    return toStorageFailure(error, file);
  } finally {
    connection?.close();
  }
};
