import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A backup that was finished: checked when it was made, and whole under its name. */
export interface Backup {
  readonly file: string;
  readonly name: string;
  /** Milliseconds since the Unix epoch, whole seconds. */
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

const namePattern = /^kiosk-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-v(\d{1,4})\.db$/;

export const backupName = (madeAt: number, schema: number): string =>
  `kiosk-${timeInName(madeAt)}-v${schema}.db`;

/** While it is being written. */
export const partialSuffix = '.partial';

const parseName = (name: string): { readonly madeAt: number; readonly schema: number } | undefined => {
  const [, year, month, day, hour, minute, second, schema] = namePattern.exec(name) ?? [];
  if (schema === undefined) return undefined;
  const madeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(madeAt) ? undefined : { madeAt, schema: Number(schema) };
};

/** The finished backups in a folder, newest first; none where there is no folder. Files of other names are nobody's. */
export const listBackups = (folder: string): readonly Backup[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const parsed = parseName(name);
      const file = join(folder, name);
      return parsed === undefined ? [] : [{ file, name, bytes: statSync(file).size, ...parsed }];
    })
    .sort((a, b) => b.madeAt - a.madeAt || b.schema - a.schema);
};

/** Removes what a backup that was cut off has left behind. */
export const removePartialBackups = (folder: string): void => {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.includes(partialSuffix)) rmSync(join(folder, name), { force: true });
  }
};

/** Removes backups made before `before` (milliseconds since the Unix epoch), but never the newest; returns their names. */
export const removeOldBackups = (folder: string, before: number): readonly string[] => {
  const old = listBackups(folder).filter(({ madeAt }, index) => index > 0 && madeAt < before);
  for (const { file } of old) rmSync(file, { force: true });
  return old.map(({ name }) => name);
};
