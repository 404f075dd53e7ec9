import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makePlainFile } from '../../update/receive/plain-file.ts';
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

/** A file as it is written to a stick. */
export interface StickFile {
  readonly name: string;
  /** Hands over the bytes piece by piece. */
  readonly work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>;
}

/** What is written could not be had: no fault of the stick. */
class SourceFault extends Error {}

/** Writes to `partial` and syncs it. @throws SourceFault, or the file system's error of the stick */
const writePartial = async (partial: string, device: number, work: StickFile['work']): Promise<void> => {
  // What bears the name already is not written through: it may be a link.
  await rm(partial, { force: true });
  const handle = await makePlainFile(partial);
  try {
    // The folder may have outlived the stick that was mounted there.
    if ((await handle.stat()).dev !== device)
      throw Object.assign(new Error('not on the stick'), { code: 'ENODEV' });
    let ofStick: { readonly error: unknown } | null = null;
    const write = async (bytes: Uint8Array): Promise<void> => {
      try {
        await handle.writeFile(bytes);
      } catch (error) {
        ofStick = { error };
        throw error;
      }
    };
    await work(write).catch((error: unknown) => {
      throw ofStick?.error === error ? error : new SourceFault('not to be had', { cause: error });
    });
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Once a stick is pulled out, what its folder says is said of the disk. */
const isPluggedIn = async ({ folder, device }: StickPlace): Promise<boolean> =>
  stat(folder).then(
    ({ dev }) => dev === device,
    () => false,
  );

/**
 * Writes files that belong together to a stick, whole or not at all: all of them under other names first, synced, and then
 * renamed one right after the other. A stick that is pulled out in between has at most files that end in `.partial` (between two
 * renames, whole ones without the rest), and nothing is written to the disk in its place. Null when they are there for good.
 *
 * @throws what a file's `work` throws that is no fault of the stick
 */
export const streamAllToStick = async (
  place: StickPlace,
  files: readonly StickFile[],
): Promise<StickProblem | null> => {
  const { folder, device } = place;
  const paths = files.map(({ name, work }) => {
    const file = join(folder, name);
    return { file, partial: `${file}.partial`, work };
  });
  const renamed: string[] = [];
  let isThere = false;
  try {
    for (const { partial, work } of paths) await writePartial(partial, device, work);
    for (const { file, partial } of paths) {
      await rename(partial, file);
      renamed.push(file);
    }
    const holder = await open(folder, 'r');
    // A rename outlives being pulled out once its folder is synced.
    await holder.sync().finally(() => holder.close());
    isThere = true;
    return null;
  } catch (error) {
    if (error instanceof SourceFault) throw error.cause;
    return (await isPluggedIn(place)) ? stickProblemOf(error) : 'stick-gone';
  } finally {
    const left = [...paths.map(({ partial }) => partial), ...(isThere ? [] : renamed)];
    await Promise.all(left.map((file) => rm(file, { force: true }).catch(() => undefined)));
  }
};

/** The same for one file. */
export const streamToStick = (
  place: StickPlace,
  name: string,
  work: StickFile['work'],
): Promise<StickProblem | null> => streamAllToStick(place, [{ name, work }]);

/** The same for what is at hand as a whole. */
export const writeToStick = (
  stick: StickPlace,
  name: string,
  bytes: Uint8Array,
): Promise<StickProblem | null> => streamToStick(stick, name, (write) => write(bytes));

/** The same for several files that are at hand as a whole. */
export const writeAllToStick = async (
  stick: Stick,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<StickProblem | null> => {
  if (stick.freeBytes < files.reduce((sum, { bytes }) => sum + bytes.length, 0)) return 'stick-full';
  return streamAllToStick(
    stick,
    files.map(({ name, bytes }) => ({ name, work: (write) => write(bytes) })),
  );
};
