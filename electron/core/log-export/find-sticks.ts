import { accessSync, constants, readdirSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A USB stick that is plugged in and mounted. It may be write-protected: what lies on it can be read all the same. */
export interface Stick {
  /** The name under which it is mounted. */
  readonly name: string;
  readonly folder: string;
  /** Of its file system (st_dev). Once the stick is pulled out, its folder, where it stays, is one of the disk. */
  readonly device: number;
  readonly freeBytes: number;
}

/** Systems mount at /media/NAME or /run/media/USER/NAME. */
const deepest = 2;
/** More are not plugged in; a folder with thousands of names must not hold up the core. */
const mostFolders = 32;

const foldersOf = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .slice(0, mostFolders)
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
};

/** A folder in which another file system begins. */
export const isMountPoint = (folder: string): boolean => {
  try {
    return statSync(folder).dev !== statSync(dirname(folder)).dev;
  } catch {
    return false;
  }
};

const stickAt = (folder: string): Stick | null => {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return { name: basename(folder), folder, device: statSync(folder).dev, freeBytes: bavail * bsize };
  } catch {
    return null;
  }
};

/** Looks for sticks beneath the folders where this system mounts them; what cannot be looked at is none. */
export const findSticks = (
  roots: readonly string[],
  isMounted: (folder: string) => boolean = isMountPoint,
): readonly Stick[] => {
  const look = (folder: string, depth: number): readonly Stick[] =>
    foldersOf(folder).flatMap((inside) => {
      if (isMounted(inside)) return stickAt(inside) ?? [];
      return depth < deepest ? look(inside, depth + 1) : [];
    });
  return roots.flatMap((root) => look(root, 1));
};
