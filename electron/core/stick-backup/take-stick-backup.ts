import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, rmdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { partialSuffix } from '../../../db/backup/backup-files.ts';
import { openPlainFile } from '../../update/receive/plain-file.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import {
  backupCipher,
  type BackupHeader,
  chunkBytes,
  chunksOf,
  fileBytesOf,
  headerText,
  longestHeader,
  parseHeader,
  tagBytes,
} from './backup-cipher.ts';

/** A backup that lies on a stick; times are milliseconds since the Unix epoch. */
export interface StickBackup {
  readonly stick: string;
  readonly file: string;
  readonly madeAt: number;
  readonly bytes: number;
}

const namePattern = /^yizhan-backup-[A-Za-z0-9_-]{1,80}-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.yzb$/;
/** More are not offered: the newest come first. */
const mostListed = 12;

const onStick = ({ name, folder }: Stick): readonly StickBackup[] => {
  try {
    return readdirSync(folder).flatMap((file) => {
      const [, year, month, day, hour, minute, second] = namePattern.exec(file) ?? [];
      if (second === undefined) return [];
      const madeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
      if (Number.isNaN(madeAt)) return [];
      const state = lstatSync(join(folder, file));
      return state.isFile() ? [{ stick: name, file, madeAt, bytes: state.size }] : [];
    });
  } catch {
    return [];
  }
};

/** Backups on the sticks that are plugged in, newest first; what a stick does not tell is none. */
export const listStickBackups = (sticks: readonly Stick[]): readonly StickBackup[] =>
  sticks
    .flatMap(onStick)
    .toSorted((one, other) => other.madeAt - one.madeAt)
    .slice(0, mostListed);

export type TakeProblem =
  | 'stick-gone'
  /** This machine has no key that could open one. */
  | 'no-key'
  /** Cut short, altered, or made under the key of another kiosk: they cannot be told apart. */
  | 'not-opened'
  | 'disk-full'
  | 'not-written';

export type TakeOutcome =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly reason: TakeProblem };

/** The stick does not give what lies on it. */
class StickFault extends Error {}

/** What is read of the stick, so that its faults are not taken for those of the kiosk's own disk. @throws StickFault */
const ofStick = <Read>(reading: Promise<Read>): Promise<Read> =>
  reading.catch((error: unknown) => {
    throw new StickFault('not to be read', { cause: error });
  });

const readHeader = async (source: FileHandle): Promise<BackupHeader | null> => {
  const start = Buffer.alloc(longestHeader);
  const { bytesRead } = await ofStick(source.read(start, 0, longestHeader, 0));
  const [line = ''] = start.subarray(0, bytesRead).toString('utf8').split('\n', 1);
  const header = parseHeader(line);
  // Its bytes are bound to what follows: it is written in one way.
  return header !== null && headerText(header) === `${line}\n` ? header : null;
};

const refuse = (reason: TakeProblem): TakeOutcome => ({ ok: false, reason });

/** Copies chunk by chunk into `target`; false where one is not what was sealed. */
const copy = async (
  source: FileHandle,
  target: FileHandle,
  header: BackupHeader,
  key: Uint8Array,
): Promise<boolean> => {
  const cipher = backupCipher(key, header);
  const begin = Buffer.byteLength(headerText(header));
  const sealed = Buffer.alloc(chunkBytes + tagBytes);
  for (let index = 0; index < chunksOf(header.bytes); index += 1) {
    const wanted = Math.min(chunkBytes, header.bytes - index * chunkBytes) + tagBytes;
    const place = begin + index * (chunkBytes + tagBytes);
    const { bytesRead } = await ofStick(source.read(sealed, 0, wanted, place));
    const opened = bytesRead === wanted ? cipher.open(sealed.subarray(0, wanted), index) : null;
    if (opened === null) return false;
    await target.writeFile(opened);
  }
  return true;
};

/**
 * Brings a backup from a stick among the kept ones, where it is looked through and brought back as they are. The file is
 * there whole, under its name, or not at all; what is refused leaves nothing behind.
 */
export const takeStickBackup = async (options: {
  readonly stick: Stick;
  readonly file: string;
  readonly backupFolder: string;
  /** Null: this machine has none. */
  readonly key: Uint8Array | null;
  /** What has to stay free on the disk. */
  readonly reserveBytes: number;
}): Promise<TakeOutcome> => {
  const { backupFolder, key } = options;
  if (key === null) return refuse('no-key');
  let source: FileHandle | null;
  try {
    source = await openPlainFile(join(options.stick.folder, options.file));
  } catch {
    return refuse('stick-gone');
  }
  if (source === null) return refuse('not-opened');
  let partial: string | null = null;
  let madeFolder: string | undefined;
  try {
    const header = await readHeader(source);
    const { size } = await ofStick(source.stat());
    if (header === null || size !== fileBytesOf(header)) return refuse('not-opened');
    const { name } = header;
    if (existsSync(join(backupFolder, name))) return { ok: true, name };
    madeFolder = await mkdir(backupFolder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(backupFolder);
    if (bavail * bsize < header.bytes + options.reserveBytes) return refuse('disk-full');
    partial = join(backupFolder, `${name}${partialSuffix}`);
    const target = await open(partial, 'w', 0o600);
    try {
      if (!(await copy(source, target, header, key))) return refuse('not-opened');
      await target.sync();
    } finally {
      await target.close();
    }
    await rename(partial, join(backupFolder, name));
    madeFolder = undefined;
    const folder = await open(backupFolder, 'r');
    // A rename outlives a power cut once its folder is synced.
    await folder.sync().finally(() => folder.close());
    return { ok: true, name };
  } catch (error) {
    if (error instanceof StickFault) return refuse('stick-gone');
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    return refuse(isFull ? 'disk-full' : 'not-written');
  } finally {
    await source.close().catch(() => undefined);
    if (partial !== null) await rm(partial, { force: true }).catch(() => undefined);
    if (madeFolder !== undefined) await rmdir(madeFolder).catch(() => undefined);
  }
};
