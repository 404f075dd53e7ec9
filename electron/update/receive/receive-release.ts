import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renameDurably, writeDurably } from '../../../db/backup/durable-files.ts';
import { programName, type ReleaseFolders, signedListName } from '../folders.ts';
import { contentBytes, type Release, type ReleaseFile } from '../release.ts';
import { digestWhileServing, receiveFile, type ReceiveFileOutcome } from './receive-file.ts';
import { failureName, type ReleaseSource } from './release-source.ts';
import { bytesThere } from './room.ts';

/** Left free for applications, the log and a backup: an update never takes what residents need. */
export const reserveBytes = 512 * 1024 * 1024;

const modes = { folder: 0o700, program: 0o700, data: 0o600 } as const;
const partialName = 'partial';

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/** All folders beneath one, and itself, the deepest first. */
const foldersIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const beneath = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map(({ name }) => foldersIn(join(folder, name))),
  );
  return [...beneath.flat(), folder];
};

const isPlaced = async (file: string, size: number): Promise<boolean> => {
  const state = await lstat(file).catch(() => null);
  return state?.isFile() === true && state.size === size;
};

/**
 * Fetches a release into a slot, beside a kiosk that serves. In this order, each step durable before the next, so that it goes on
 * after a death or a power cut at any point:
 *
 *   1. each file to `incoming/VERSION/partial`, checked, synced, renamed to its place; what the running program has is
 *      copied from there instead, after the same check; what comes twice is fetched once
 *   2. the signed list beside the files
 *   3. `incoming/VERSION` is renamed to `slots/VERSION`: from now on it is there, and whole
 *
 * `text` is the JWS that `release` was read from. Never rejects.
 */
export const receiveRelease = async (options: {
  readonly release: Release;
  readonly text: string;
  readonly source: ReleaseSource;
  readonly folders: ReleaseFolders;
  /** Folder of a program whose files may be the same; null where there is none. */
  readonly runningProgram: string | null;
  /** Bytes that are free on the disk of a folder. */
  readonly freeBytesOf: (folder: string) => Promise<number>;
  readonly signal: AbortSignal;
  /** Bytes that are there of all. */
  readonly onProgress: (bytes: number) => void;
}): Promise<ReceiveFileOutcome> => {
  const { release, source, folders, runningProgram, signal } = options;
  const incoming = folders.incomingOf(release.version);
  const program = join(incoming, programName);
  const partial = join(incoming, partialName);
  const partialOf = ({ url }: ReleaseFile): string => join(partial, url.slice('files/'.length));
  let there = 0;
  const onBytes = (count: number): void => {
    there += count;
    options.onProgress(there);
  };

  const place = async (from: string, file: ReleaseFile): Promise<void> => {
    const target = join(program, file.path);
    await mkdir(dirname(target), { recursive: true, mode: modes.folder });
    await chmod(from, file.executable ? modes.program : modes.data);
    await rename(from, target);
  };

  /** Where the very same content may lie: a file before this one, or one of the program that runs. */
  const likelySources = (file: ReleaseFile): readonly string[] => {
    const twin = release.files.find(({ sha512 }) => sha512 === file.sha512);
    return [
      ...(twin === undefined || twin === file ? [] : [join(program, twin.path)]),
      ...(runningProgram === null ? [] : [join(runningProgram, file.path)]),
    ];
  };

  /** A copy and no link: one that goes bad must not spoil both. */
  const copyIfSame = async (from: string, file: ReleaseFile, target: string): Promise<boolean> => {
    if (!(await isPlaced(from, file.size)) || (await digestWhileServing(from)) !== file.sha512) return false;
    await rm(target, { force: true });
    await copyFile(from, target, constants.COPYFILE_FICLONE);
    if ((await digestWhileServing(target)) !== file.sha512) return false;
    // What root installed is not writable, and may be synced all the same.
    const handle = await open(target, 'r');
    await handle.sync().finally(() => handle.close());
    onBytes(file.size);
    return true;
  };

  const fetchFile = async (file: ReleaseFile): Promise<ReceiveFileOutcome> => {
    if (await isPlaced(join(program, file.path), file.size)) {
      onBytes(file.size);
      return { ok: true };
    }
    const target = partialOf(file);
    for (const from of likelySources(file)) {
      if (!(await copyIfSame(from, file, target))) continue;
      await place(target, file);
      return { ok: true };
    }
    const outcome = await receiveFile(source, file, target, { signal, onBytes });
    if (outcome.ok) await place(target, file);
    return outcome;
  };

  try {
    await mkdir(partial, { recursive: true, mode: modes.folder });
    await mkdir(folders.slots, { recursive: true, mode: modes.folder });
    const missing = contentBytes(release) - (await bytesThere(release, { program, partialOf }));
    if ((await options.freeBytesOf(incoming)) < missing + reserveBytes)
      return { ok: false, reason: 'disk-full', detail: 'not begun' };
    for (const file of release.files) {
      if (signal.aborted) return { ok: false, reason: 'stopped', detail: '' };
      const outcome = await fetchFile(file);
      if (!outcome.ok) return outcome;
    }
    writeDurably(join(incoming, signedListName), options.text);
    await rm(partial, { recursive: true, force: true });
    for (const folder of await foldersIn(incoming)) await syncFolder(folder);
    const slot = folders.slotOf(release.version);
    // One of this name that was found damaged.
    await rm(slot, { recursive: true, force: true });
    renameDurably(incoming, slot);
    return { ok: true };
  } catch (error) {
    const detail = failureName(error);
    return { ok: false, reason: detail === 'ENOSPC' ? 'disk-full' : 'not-written', detail };
  }
};
