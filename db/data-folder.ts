import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type StorageFailure, toStorageFailure } from './storage-failure.ts';

/** The database in a kiosk's data folder. */
export const databaseFileIn = (dataFolder: string): string => join(dataFolder, 'kiosk.db');

/** The database belongs to the account that the kiosk runs under, and to nobody else. */
const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;

/** One page of the database: enough to tell a full disk from one that merely takes empty files. */
const probeBytes = 4096;

const isSystemError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Size of a file in bytes; 0 where there is none. */
export const fileSize = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Makes a folder and those above it. Not `mkdirSync(…, { recursive: true })`: where the kernel answers ENOENT although
 * the folder above is there (as /proc and some network mounts do), Node 24 tries again for ever.
 */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, ownerOnlyFolder);
};

/**
 * Makes the folder of `file` (mode 0700; one that exists keeps its mode) and proves, by writing, syncing and removing
 * a page beside `file`, that it takes data. Asking for permissions would not do: root may do everything, and a disk
 * that the kernel has remounted read-only shows at the first write.
 */
export const prepareFolder = (file: string): StorageFailure | undefined => {
  const folder = dirname(file);
  const probe = `${file}.probe`;
  try {
    makeFolder(folder);
    const descriptor = openSync(probe, 'w', ownerOnlyFile);
    try {
      writeSync(descriptor, Buffer.alloc(probeBytes));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
      rmSync(probe, { force: true });
    }
    return undefined;
  } catch (error) {
    return toStorageFailure(error, folder);
  }
};

/**
 * Makes sure that `file` exists with mode 0600, before SQLite opens it: SQLite would create it with the mode that the
 * umask leaves, and gives its WAL and shared-memory files the mode of the database.
 *
 * An existing file is never opened here: closing any descriptor of a file drops all POSIX locks that this process
 * holds on it (https://sqlite.org/howtocorrupt.html §2.2).
 */
export const ensurePrivateFile = (file: string): void => {
  try {
    closeSync(openSync(file, 'wx', ownerOnlyFile));
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
    chmodSync(file, ownerOnlyFile);
  }
};
