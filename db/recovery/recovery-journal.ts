import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { timeInName } from '../backup/backup-files.ts';
import { writeDurably } from '../backup/durable-files.ts';

/** A recovery that has begun or was ordered. */
export interface RecoveryJournal {
  /**
   * `setting-aside`: whatever stands under the database's name is the damaged one. `rebuilding`: it has been set aside,
   * and a file under the database's name is the finished successor.
   */
  readonly phase: 'setting-aside' | 'rebuilding';
  /** Name of the files set aside, without folder and ending: `kiosk-20261122T025319Z`. */
  readonly setAside: string;
  /** Why, for staff: what SQLite or the check said. */
  readonly cause: string;
  /** Name of the backup that is to be brought back, where somebody asked for one; else it is the newest that is whole. */
  readonly backup?: string;
}

/** Stands beside the database while a recovery is not finished. */
export const journalFileOf = (databaseFile: string): string => `${databaseFile}.recovery`;

/** `<data folder>/damaged`, beside the database. */
export const damagedFolderOf = (databaseFile: string): string => join(dirname(databaseFile), 'damaged');

const isJournal = (value: unknown): value is RecoveryJournal =>
  typeof value === 'object' &&
  value !== null &&
  'phase' in value &&
  (value.phase === 'setting-aside' || value.phase === 'rebuilding') &&
  'setAside' in value &&
  typeof value.setAside === 'string' &&
  /^[A-Za-z0-9-]+$/.test(value.setAside) &&
  'cause' in value &&
  typeof value.cause === 'string' &&
  (!('backup' in value) || typeof value.backup === 'string');

/**
 * The recovery that was begun and not finished. A journal that cannot be read counts as none: it is written whole or
 * not at all, so somebody else has edited it.
 */
export const readJournal = (databaseFile: string): RecoveryJournal | undefined => {
  const file = journalFileOf(databaseFile);
  if (!existsSync(file)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isJournal(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export const writeJournal = (databaseFile: string, journal: RecoveryJournal): void =>
  writeDurably(journalFileOf(databaseFile), `${JSON.stringify(journal)}\n`);

/** A name for what is set aside now, which nothing has yet. */
const freeName = (folder: string, now: number): string => {
  const name = `kiosk-${timeInName(now)}`;
  const isTaken = (candidate: string): boolean =>
    ['.db', '.db-wal', '-report.txt'].some((ending) => existsSync(join(folder, `${candidate}${ending}`)));
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
};

/**
 * Orders the recovery of a database, which begins when the kiosk opens it next (`recoverDatabase`). May be called while
 * the database is open: it touches none of its files.
 *
 * @param backup the backup to be brought back; the newest that is whole unless told
 * @throws what the file system throws; nothing is ordered then.
 */
export const orderRecovery = (
  databaseFile: string,
  cause: string,
  now: number,
  backup?: string,
): RecoveryJournal => {
  const ordered = readJournal(databaseFile);
  if (ordered) return ordered;
  const journal: RecoveryJournal = {
    phase: 'setting-aside',
    setAside: freeName(damagedFolderOf(databaseFile), now),
    cause,
    ...(backup === undefined ? {} : { backup }),
  };
  writeJournal(databaseFile, journal);
  return journal;
};
