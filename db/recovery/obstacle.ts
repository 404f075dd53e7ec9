import { existsSync } from 'node:fs';
import { backupFolderOf, listBackups } from '../backup/backup-files.ts';
import { freeBytesBeside, removeCopiesForRoom } from '../backup/make-room.ts';
import { fileSize } from '../data-folder.ts';
import type { StorageFailure } from '../storage-failure.ts';
import type { RecoveryJournal } from './recovery-journal.ts';
import { setAsideFile } from './set-aside.ts';
import { findTooManyCopies } from './set-aside-copies.ts';

/** Bytes of a database and its WAL. */
const sizeOf = (file: string): number => fileSize(file) + fileSize(`${file}-wal`);

/**
 * What speaks against beginning or going on: no room for the new database and for what is staged on the way, or too many
 * damaged ones that nobody has looked after.
 */
export const findObstacle = (
  file: string,
  journal: RecoveryJournal | undefined,
  reserveBytes: number,
): StorageFailure | undefined => {
  const rebuilding = journal?.phase === 'rebuilding' ? journal : undefined;
  if (rebuilding && existsSync(file)) return undefined;
  const tooMany = rebuilding ? undefined : findTooManyCopies(file);
  if (tooMany !== undefined) return { ok: false, reason: 'database-damaged', detail: tooMany };
  const largest = Math.max(0, ...listBackups(backupFolderOf(file)).map(({ bytes }) => bytes));
  const damagedBytes = sizeOf(rebuilding ? setAsideFile(file, rebuilding) : file);
  const needed = damagedBytes + Math.max(damagedBytes, largest) + reserveBytes;
  removeCopiesForRoom(file, needed);
  return freeBytesBeside(file) < needed
    ? { ok: false, reason: 'disk-full', detail: `${file}: its recovery needs ${needed} bytes of free space` }
    : undefined;
};
