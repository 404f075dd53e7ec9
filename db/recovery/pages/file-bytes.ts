import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file that is read in places, whatever its state. */
export interface FileBytes {
  /** Bytes in the file; 0 where there is none. */
  readonly size: number;
  /** The bytes from `offset` on; undefined where the file ends before or the disk does not give them. */
  read(offset: number, length: number): Uint8Array | undefined;
  close(): void;
}

const noFile: FileBytes = { size: 0, read: () => undefined, close: () => undefined };

/**
 * Opens a file for reading. A file that is missing is an empty one, and a place that the disk cannot read (EIO) is
 * simply not there: what is read here is known to be damaged.
 *
 * Never to be used on a database that this process has open: closing any descriptor of a file drops all POSIX locks
 * that the process holds on it (https://sqlite.org/howtocorrupt.html §2.2).
 */
export const openFileBytes = (file: string): FileBytes => {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return noFile;
  }
  const { size } = fstatSync(descriptor);
  return {
    size,
    read: (offset, length) => {
      const bytes = new Uint8Array(length);
      try {
        return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    close: () => closeSync(descriptor),
  };
};
