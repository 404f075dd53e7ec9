import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Of what lies on a stick: a link could lead anywhere, a pipe never answers, a device has no end. */
const toRead = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const toMake = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const ownerOnly = 0o600;

const isLink = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ELOOP';

/**
 * Opens a file that somebody else may have laid there; null where it is no plain file.
 * @throws the file system's error where it cannot be opened
 */
export const openPlainFile = async (file: string): Promise<FileHandle | null> => {
  const handle = await open(file, toRead).catch((error: unknown) => {
    if (isLink(error)) return null;
    throw error;
  });
  if (handle === null || (await handle.stat()).isFile()) return handle;
  await handle.close();
  return null;
};

/**
 * Reads the first bytes of such a file; null where it is no plain file.
 * @throws the file system's error where it cannot be read
 */
export const readStartOfPlainFile = (file: string, bytes: number): Buffer | null => {
  let handle: number;
  try {
    handle = openSync(file, toRead);
  } catch (error) {
    if (isLink(error)) return null;
    throw error;
  }
  try {
    const start = Buffer.alloc(bytes);
    return fstatSync(handle).isFile() ? start.subarray(0, readSync(handle, start)) : null;
  } finally {
    closeSync(handle);
  }
};

/** Makes a file that is not there yet, for its owner alone. @throws the file system's error, EEXIST for whatever is there */
export const makePlainFile = (file: string): Promise<FileHandle> => open(file, toMake, ownerOnly);
