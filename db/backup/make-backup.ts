import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ensurePrivateFile } from '../data-folder.ts';
import { markOfNumber } from '../migrations/schema-mark.ts';
import type { Connection } from '../statements.ts';
import { type StorageFailure, toStorageFailure } from '../storage-failure.ts';
import {
  type Backup,
  backupFolderOf,
  backupName,
  listBackups,
  partialSuffix,
  removePartialBackups,
} from './backup-files.ts';
import { syncToDisk } from './durable-files.ts';

export type BackupOutcome = { readonly ok: true; readonly backup: Backup } | StorageFailure;

/** What `quick_check` says of a backup. One that is not whole tells of the database, or of a disk that loses what it is given. */
export const findBackupProblem = (file: string): string | undefined => {
  const copy = new BetterSqlite3(file, { readonly: true });
  try {
    const lines = copy.prepare<[], string>('PRAGMA quick_check(5)').pluck().all();
    return lines.length === 1 && lines[0] === 'ok' ? undefined : lines.join('; ');
  } finally {
    copy.close();
  }
};

const prepareBackupFolder = (folder: string): void => {
  if (!existsSync(folder)) mkdirSync(folder, 0o700);
  removePartialBackups(folder);
};

/**
 * Copies an open database into `backups/` beside it, as of this moment, while others read and write it.
 *
 * By `VACUUM INTO` rather than by SQLite's backup of pages: it is as quick (0.3 s for 160 MB), it is one snapshot however
 * much is written meanwhile (the other begins anew at each commit of another connection), it reads every row on its
 * way, leaves out free pages, and its copy has no WAL. It holds its thread; in service it runs in a worker.
 *
 * The copy (mode 0600) has another name until it has been written, checked (`quick_check`), and synced. A disk without
 * room gives `disk-full` and keeps everything as it was.
 */
export const makeBackup = (connection: Connection, databaseFile: string, now: number): BackupOutcome => {
  const folder = backupFolderOf(databaseFile);
  const [newest] = listBackups(folder);
  const name = backupName({
    number: (newest?.number ?? 0) + 1,
    madeAt: now,
    schema: markOfNumber(Number(connection.pragma('user_version', { simple: true }))).version,
  });
  const file = join(folder, name);
  const partial = `${file}${partialSuffix}`;
  try {
    prepareBackupFolder(folder);
    // SQLite takes a file that is there when it is empty, and leaves its mode.
    ensurePrivateFile(partial);
    connection.prepare('VACUUM INTO ?').run(partial);
    const problem = findBackupProblem(partial);
    if (problem !== undefined) {
      rmSync(partial, { force: true });
      return { ok: false, reason: 'database-damaged', detail: `${partial}: ${problem}` };
    }
    syncToDisk(partial);
    renameSync(partial, file);
    syncToDisk(folder);
    const [backup] = listBackups(folder).filter((listed) => listed.name === name);
    if (backup === undefined) throw new Error(`${file} is not there`);
    return { ok: true, backup };
  } catch (error) {
    rmSync(partial, { force: true });
    rmSync(`${partial}-journal`, { force: true });
    return toStorageFailure(error, folder);
  }
};
