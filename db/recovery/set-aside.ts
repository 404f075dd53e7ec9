import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { renameDurably } from '../backup/durable-files.ts';
import { damagedFolderOf, type RecoveryJournal, writeJournal } from './recovery-journal.ts';

/** Where the damaged database of a recovery lies; its WAL lies beside it. */
export const setAsideFile = (databaseFile: string, { setAside }: RecoveryJournal): string =>
  join(damagedFolderOf(databaseFile), `${setAside}.db`);

/**
 * Moves a damaged database out of the way, with its WAL, which may hold the newest commits, and its shared memory. It
 * is renamed, byte by byte the same. Killed in between, it goes on where it was.
 */
export const setAside = (databaseFile: string, journal: RecoveryJournal): RecoveryJournal => {
  const folder = damagedFolderOf(databaseFile);
  if (!existsSync(folder)) mkdirSync(folder, 0o700);
  const target = setAsideFile(databaseFile, journal);
  for (const suffix of ['-wal', '-shm', '']) {
    if (!existsSync(`${databaseFile}${suffix}`)) continue;
    if (existsSync(`${target}${suffix}`)) throw new Error(`${target}${suffix} is there already`);
    renameDurably(`${databaseFile}${suffix}`, `${target}${suffix}`);
  }
  const rebuilding: RecoveryJournal = { ...journal, phase: 'rebuilding' };
  writeJournal(databaseFile, rebuilding);
  return rebuilding;
};
