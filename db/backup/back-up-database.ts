import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { fileSize } from '../data-folder.ts';
import type { Connection } from '../statements.ts';
import { toStorageFailure } from '../storage-failure.ts';
import { backupFolderOf, removeOldBackups } from './backup-files.ts';
import { type BackupOutcome, makeBackup } from './make-backup.ts';

export interface BackupOrder {
  readonly file: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Older backups than this are removed after a good one; the newest never is. */
  readonly keptMilliseconds: number;
  /** Bytes that stay free on the disk: what residents file goes before a backup. */
  readonly reserveBytes: number;
}

/** Bytes that the files of the database take, which a copy of it does not exceed. */
const sizeOf = (file: string): number => fileSize(file) + fileSize(`${file}-wal`);

/**
 * Backs up the database `file` over a connection of its own while the kiosk has it open, and removes what is too old.
 * Holds its thread (about 0.5 s for 100 MB): it belongs in a worker. A disk that would have less than the reserve left
 * is `disk-full`, and nothing is written.
 */
export const backUpDatabase = ({ file, now, keptMilliseconds, reserveBytes }: BackupOrder): BackupOutcome => {
  let connection: Connection | undefined;
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    const needed = sizeOf(file) + reserveBytes;
    if (bavail * bsize < needed) {
      return { ok: false, reason: 'disk-full', detail: `a backup needs ${needed} bytes of free space` };
    }
    connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
    const made = makeBackup(connection, file, now);
    if (made.ok) removeOldBackups(backupFolderOf(file), now - keptMilliseconds);
    return made;
  } catch (error) {
    return toStorageFailure(error, file);
  } finally {
    connection?.close();
  }
};
