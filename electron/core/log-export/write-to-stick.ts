import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stick } from './find-sticks.ts';

/** Why a stick does not take what is written. */
export type StickProblem = 'stick-gone' | 'stick-full' | 'stick-refused';

/** What an error of the file system means of a stick. */
export const stickProblemOf = (error: unknown): StickProblem => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'stick-full';
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
    // A file system of a program (FUSE: NTFS, exFAT) whose stick is gone.
    case 'ENOTCONN':
      return 'stick-gone';
    default:
      return 'stick-refused';
  }
};

/** Name of a file on a stick: what it is, of which kiosk, and when, compact and sortable in UTC: 20261120T080000Z. */
export const fileNameOn = (what: string, kioskId: string, instant: number, extension: string): string =>
  `yizhan-${what}-${kioskId.replaceAll(/[^A-Za-z0-9-]/g, '_')}-${new Date(instant)
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')}.${extension}`;

/** Where a file goes. */
export type StickPlace = Pick<Stick, 'folder' | 'device'>;

/**
 * Writes a file to a stick, whole or not at all: under another name first, synced, and renamed. A stick that is pulled out
 * in between has at most a file that ends in `.partial`, and nothing is written to the disk in its place. Null when it is
 * there for good.
 *
 * @param work writes piece by piece; what it throws that is no fault of the stick is told as `stick-refused`
 */
export const streamToStick = async (
  { folder, device }: StickPlace,
  name: string,
  work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<StickProblem | null> => {
  const file = join(folder, name);
  const partial = `${file}.partial`;
  try {
    const handle = await open(partial, 'w', 0o600);
    try {
      // The folder may have outlived the stick that was mounted there.
      if ((await handle.stat()).dev !== device) return 'stick-gone';
      await work((bytes) => handle.writeFile(bytes));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
    const holder = await open(folder, 'r');
    // A rename outlives being pulled out once its folder is synced.
    await holder.sync().finally(() => holder.close());
    return null;
  } catch (error) {
    return stickProblemOf(error);
  } finally {
    await rm(partial, { force: true }).catch(() => undefined);
  }
};

/** The same for what is at hand as a whole. */
export const writeToStick = (
  stick: StickPlace,
  name: string,
  bytes: Uint8Array,
): Promise<StickProblem | null> => streamToStick(stick, name, (write) => write(bytes));

/** Several files that belong together: all of them are there, or none. */
export const writeAllToStick = async (
  stick: Stick,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<StickProblem | null> => {
  if (stick.freeBytes < files.reduce((sum, { bytes }) => sum + bytes.length, 0)) return 'stick-full';
  for (const [index, { name, bytes }] of files.entries()) {
    const problem = await writeToStick(stick, name, bytes);
    if (problem === null) continue;
    const written = files.slice(0, index).map((file) => join(stick.folder, file.name));
    await Promise.all(written.map((file) => rm(file, { force: true }).catch(() => undefined)));
    return problem;
  }
  return null;
};
