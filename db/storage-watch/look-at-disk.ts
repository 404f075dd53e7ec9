import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { prepareFolder } from '../data-folder.ts';
import type { StorageLook } from './storage-watch.ts';

/** Bytes free to the kiosk's account in the file system of `folder`; null where the system does not say. */
const freeBytesOf = (folder: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

/**
 * Looks whether the folder of the database takes data: how much room there is, and what becomes of a page that is
 * written beside the database, synced, and removed. Neither touches the database's own files.
 */
export const lookAtDisk = (databaseFile: string): StorageLook => ({
  freeBytes: freeBytesOf(dirname(databaseFile)),
  failure: prepareFolder(databaseFile) ?? null,
});
