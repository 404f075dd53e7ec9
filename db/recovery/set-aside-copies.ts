import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeDurably, writeDurably } from '../backup/durable-files.ts';
import { fileSize } from '../data-folder.ts';
import { damagedFolderOf } from './recovery-journal.ts';

/** A damaged database that lies in `damaged/`. */
export interface SetAsideCopy {
  /** Without folder and ending: `kiosk-20261122T025319Z`. */
  readonly name: string;
  readonly bytes: number;
  /** Everything that can be read in it stands in the database that followed it. */
  readonly salvaged: boolean;
}

const ending = '.db';
/** An empty file of this ending beside a copy says that it is salvaged. */
const mark = '-salvaged';

/** Kept for whoever looks into why the disk fails; more tell nobody more. */
const mostSalvaged = 3;
const mostSalvagedBytes = 1024 ** 3;
/** What may hold rows that nobody has saved is never removed by the program; with more of it people have to help. */
const mostUnsalvaged = 8;
const mostUnsalvagedBytes = 2 * 1024 ** 3;

/** Oldest first, by the time in their names. */
export const listCopies = (databaseFile: string): readonly SetAsideCopy[] => {
  const folder = damagedFolderOf(databaseFile);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => ({
      name,
      bytes: fileSize(join(folder, `${name}${ending}`)) + fileSize(join(folder, `${name}${ending}-wal`)),
      salvaged: existsSync(join(folder, `${name}${mark}`)),
    }));
};

export const salvagedCopies = (databaseFile: string): readonly SetAsideCopy[] =>
  listCopies(databaseFile).filter(({ salvaged }) => salvaged);

/** Says of a copy that nothing is left in it to save. */
export const markSalvaged = (databaseFile: string, name: string): void =>
  writeDurably(join(damagedFolderOf(databaseFile), `${name}${mark}`), '');

/** Removes a copy that is salvaged; its report stays. Killed in between, what is left is still a salvaged copy. */
export const removeSalvagedCopy = (databaseFile: string, { name, salvaged }: SetAsideCopy): void => {
  if (!salvaged) throw new Error(`${name} may hold what nobody has saved`);
  for (const suffix of [`${ending}-shm`, `${ending}-wal`, ending, mark]) {
    removeDurably(join(damagedFolderOf(databaseFile), `${name}${suffix}`));
  }
};

const bytesOf = (copies: readonly SetAsideCopy[]): number =>
  copies.reduce((sum, { bytes }) => sum + bytes, 0);

/** Removes the oldest salvaged copies until only so many, and so many bytes, are left. */
export const pruneSalvagedCopies = (databaseFile: string): void => {
  const copies = [...salvagedCopies(databaseFile)];
  while (copies.length > mostSalvaged || (copies.length > 1 && bytesOf(copies) > mostSalvagedBytes)) {
    const oldest = copies.shift();
    if (oldest) removeSalvagedCopy(databaseFile, oldest);
  }
};

/** What speaks against setting one more aside: copies that hold what was not saved fill the disk. */
export const findTooManyCopies = (databaseFile: string): string | undefined => {
  const unsalvaged = listCopies(databaseFile).filter(({ salvaged }) => !salvaged);
  if (unsalvaged.length < mostUnsalvaged && bytesOf(unsalvaged) < mostUnsalvagedBytes) return undefined;
  return `${unsalvaged.length} databases that may hold what was not recovered lie in ${damagedFolderOf(databaseFile)}: a technician has to take them away`;
};
