import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const ownerOnly = 0o600;

/**
 * Makes what was written to a file or folder outlive a power cut. Never for a database that this process has open: see
 * `openFileBytes` about locks.
 */
export const syncToDisk = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** Renames within one folder or between two, so that the new name outlives a power cut. */
export const renameDurably = (from: string, to: string): void => {
  renameSync(from, to);
  syncToDisk(dirname(to));
  if (dirname(from) !== dirname(to)) syncToDisk(dirname(from));
};

/** Writes a text file (mode 0600) that is there whole or not at all. */
export const writeDurably = (file: string, text: string): void => {
  const partial = `${file}.partial`;
  const descriptor = openSync(partial, 'w', ownerOnly);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  renameDurably(partial, file);
};

/** Removes a file, if it is there, for good. */
export const removeDurably = (file: string): void => {
  rmSync(file, { force: true });
  syncToDisk(dirname(file));
};
