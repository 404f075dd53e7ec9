import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileSize } from '../data-folder.ts';

/** A backup that was finished: checked when it was made, and whole under its name. */
export interface Backup {
  readonly file: string;
  readonly name: string;
  /** Grows by one with each: which is newer does not hang on the clock, which may have been wrong. */
  readonly number: number;
  /** Milliseconds since the Unix epoch, whole seconds, by the clock as it stood then. */
  readonly madeAt: number;
  /** Version of its schema. */
  readonly schema: number;
  readonly bytes: number;
}

/** `<data folder>/backups`, beside the database. */
export const backupFolderOf = (databaseFile: string): string => join(dirname(databaseFile), 'backups');

/** ISO 8601, basic format, UTC, whole seconds, as it stands in names of files: 20261122T025319Z. */
export const timeInName = (time: number): string =>
  new Date(time).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

const namePattern = /^kiosk-(\d{6})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-v(\d{1,4})\.db$/;

/** `kiosk-000042-20261122T025319Z-v11.db`. */
export const backupName = ({
  number,
  madeAt,
  schema,
}: Pick<Backup, 'number' | 'madeAt' | 'schema'>): string =>
  `kiosk-${String(number).padStart(6, '0')}-${timeInName(madeAt)}-v${schema}.db`;

/** While it is being written. */
export const partialSuffix = '.partial';

const parseName = (name: string): Pick<Backup, 'number' | 'madeAt' | 'schema'> | undefined => {
  const [, number, year, month, day, hour, minute, second, schema] = namePattern.exec(name) ?? [];
  if (schema === undefined) return undefined;
  const madeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(madeAt) ? undefined : { number: Number(number), madeAt, schema: Number(schema) };
};

/** The finished backups in a folder, newest first; none where there is no folder. Files of other names are nobody's. */
export const listBackups = (folder: string): readonly Backup[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const parsed = parseName(name);
      const file = join(folder, name);
      return parsed === undefined ? [] : [{ file, name, bytes: fileSize(file), ...parsed }];
    })
    .sort((a, b) => b.number - a.number || b.madeAt - a.madeAt);
};

/** Removes what a backup that was cut off has left behind. */
export const removePartialBackups = (folder: string): void => {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.includes(partialSuffix)) rmSync(join(folder, name), { force: true });
  }
};

const dayMilliseconds = 86_400_000;
/** Kept whatever the clock says: it may be the clock that is wrong. */
const leastKept = 2;
/** More than one a day: those of the day itself, before migrations, and after restarts. */
const spare = 4;

/**
 * Removes backups that are older than `keptDays` by the clock (`now`, milliseconds since the Unix epoch). One that a
 * clock in the future has dated goes when as many have been made since, and whatever the dates say, no more are kept
 * than that and a few. The newest two always stay. Returns the names of those removed.
 */
export const removeOldBackups = (
  folder: string,
  { now, keptDays }: { readonly now: number; readonly keptDays: number },
): readonly string[] => {
  const backups = listBackups(folder);
  const newest = backups[0]?.number ?? 0;
  const isOld = ({ madeAt, number }: Backup): boolean =>
    madeAt > now ? newest - number >= keptDays : madeAt < now - keptDays * dayMilliseconds;
  const old = backups.filter(
    (backup, newer) => newer >= leastKept && (isOld(backup) || newer >= keptDays + spare),
  );
  for (const { file } of old) rmSync(file, { force: true });
  return old.map(({ name }) => name);
};
