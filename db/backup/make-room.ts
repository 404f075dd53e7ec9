import { rmSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeSalvagedCopy, salvagedCopies } from '../recovery/set-aside-copies.ts';
import { type StorageFailure, toStorageFailure } from '../storage-failure.ts';
import { backupFolderOf, listBackups } from './backup-files.ts';
import { findBackupProblem } from './make-backup.ts';

/** Bytes free to the kiosk's account where the database lies. @throws what the file system throws. */
export const freeBytesBeside = (databaseFile: string): number => {
  const { bavail, bsize } = statfsSync(dirname(databaseFile));
  return bavail * bsize;
};

const isWhole = (file: string): boolean => {
  try {
    return findBackupProblem(file) === undefined;
  } catch {
    return false;
  }
};

/** Removes set-aside databases of which nothing is left to save, oldest first, until so many bytes are free. */
export const removeCopiesForRoom = (databaseFile: string, wantedBytes: number): readonly string[] => {
  const removed: string[] = [];
  for (const copy of salvagedCopies(databaseFile)) {
    if (freeBytesBeside(databaseFile) >= wantedBytes) break;
    removeSalvagedCopy(databaseFile, copy);
    removed.push(copy.name);
  }
  return removed;
};

/** The same with backups. The newest that is whole is never removed, however old it is. */
const removeBackupsForRoom = (databaseFile: string, wantedBytes: number): readonly string[] => {
  const hasRoom = (): boolean => freeBytesBeside(databaseFile) >= wantedBytes;
  const backups = listBackups(backupFolderOf(databaseFile));
  if (hasRoom() || backups.length < 2) return [];
  const last = backups.find(({ file }) => isWhole(file));
  if (last === undefined) return [];
  const removed: string[] = [];
  for (const { file, name } of backups.filter((backup) => backup !== last).reverse()) {
    if (hasRoom()) break;
    rmSync(file, { force: true });
    removed.push(name);
  }
  return removed;
};

export type RoomOutcome =
  | {
      readonly ok: true;
      /** Names of what was removed; empty where there was room, or nothing that may go. */
      readonly removed: readonly string[];
    }
  | StorageFailure;

/**
 * Makes room for what residents file, until `wantedBytes` are free: first go set-aside databases of which nothing is
 * left to save, then the oldest backups. Holds its thread while it checks a backup: it belongs in a worker.
 */
export const makeRoom = ({
  file,
  wantedBytes,
}: {
  readonly file: string;
  readonly wantedBytes: number;
}): RoomOutcome => {
  try {
    const copies = removeCopiesForRoom(file, wantedBytes);
    return { ok: true, removed: [...copies, ...removeBackupsForRoom(file, wantedBytes)] };
  } catch (error) {
    return toStorageFailure(error, file);
  }
};
