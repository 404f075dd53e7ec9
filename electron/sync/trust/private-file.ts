import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { constants as system } from 'node:os';
import { dirname } from 'node:path';

/** Files that only the account of the kiosk may read. Windows has neither these modes nor owners by number: there the folder's ACL counts. */
const hasModes = process.platform !== 'win32';
const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;
const othersMay = 0o077;

/** More than any file of an identity; what is longer is not ours. */
const maximumBytes = 64 * 1024;

export type PrivateFileOutcome =
  | {
      readonly outcome: 'read';
      readonly text: string /** Others could read it until now. */;
      readonly wasOpen: boolean;
    }
  | { readonly outcome: 'absent' }
  | {
      readonly outcome: 'refused';
      readonly reason: 'not-a-file' | 'foreign-owner' | 'unreadable';
      readonly detail: string;
    };

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no code';

const isForeign = (uid: number): boolean => hasModes && uid !== process.geteuid?.();

/**
 * Reads a private file. A link, a folder, and a file of another account are refused: whoever put it there knows what is
 * in it. A mode that lets others in is repaired and told.
 */
export const readPrivateFile = (file: string): PrivateFileOutcome => {
  const refused = (reason: 'not-a-file' | 'foreign-owner' | 'unreadable', detail: string) =>
    ({ outcome: 'refused', reason, detail: `${file}: ${detail}` }) as const;
  let descriptor: number;
  try {
    // Non-blocking, so that a pipe under this name cannot hold the start up.
    descriptor = openSync(
      file,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { outcome: 'absent' };
    return code === 'ELOOP' ? refused('not-a-file', 'is a link') : refused('unreadable', code);
  }
  try {
    const { mode, uid, size } = fstatSync(descriptor);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) return refused('not-a-file', 'is no file');
    if (isForeign(uid)) return refused('foreign-owner', `belongs to account ${uid}`);
    if (size > maximumBytes) return refused('unreadable', `${size} bytes`);
    const wasOpen = hasModes && (mode & othersMay) !== 0;
    if (wasOpen) fchmodSync(descriptor, ownerOnlyFile);
    return { outcome: 'read', text: readFileSync(descriptor, 'utf8'), wasOpen };
  } catch (error) {
    return refused('unreadable', codeOf(error));
  } finally {
    closeSync(descriptor);
  }
};

/** Makes a rename or a removal in `folder` last through a power cut. Windows cannot open folders and needs it not. */
const syncFolder = (folder: string): void => {
  if (!hasModes) return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/**
 * Writes a private file so that a power cut leaves the old one or the new one, whole.
 * @throws the file system's error
 */
export const writePrivateFile = (file: string, text: string): void => {
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, text, { mode: ownerOnlyFile, flag: 'wx', flush: true });
  renameSync(fresh, file);
  syncFolder(dirname(file));
};

/**
 * Gives what `from` holds the name `file`. Where `from` is gone and `file` is there, another process of the kiosk has
 * done so already: a core that tries to start finishes what the command line is about to finish.
 * @throws the file system's error
 */
export const movePrivateFile = (from: string, file: string): void => {
  try {
    renameSync(from, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || !existsSync(file)) throw error;
  }
  syncFolder(dirname(file));
};

/**
 * Removes a file after overwriting what it held; one that is not there is removed already. On flash memory the old cells may
 * outlive this: what must not be found by whoever takes the disk apart needs a wrapped key (wrapping-secret.ts) or an
 * encrypted disk.
 * @throws the file system's error
 */
export const destroyPrivateFile = (file: string): void => {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    // It cannot be overwritten, e.g. because it is a link; the name goes all the same.
    rmSync(file, { force: true });
    return;
  }
  try {
    writeSync(descriptor, Buffer.alloc(Math.min(fstatSync(descriptor).size, maximumBytes)), 0, undefined, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(file, { force: true });
  syncFolder(dirname(file));
};

/** As the file system says it. */
const notAFolder = (): Error =>
  Object.assign(new Error('is no folder'), { code: 'ENOTDIR', errno: -system.errno.ENOTDIR });

/**
 * Makes a folder of mode 0700, or gives one that exists that mode; the folder above it must exist.
 * @returns whether others could look into it until now
 * @throws the file system's error; ENOTDIR where something else has the name
 */
export const ensurePrivateFolder = (folder: string): boolean => {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) {
    mkdirSync(folder, ownerOnlyFolder);
    syncFolder(dirname(folder));
    return false;
  }
  if (!found.isDirectory()) throw notAFolder();
  const wasOpen = hasModes && (found.mode & othersMay) !== 0;
  if (wasOpen) chmodSync(folder, ownerOnlyFolder);
  return wasOpen;
};

/** Whether what lies there belongs to another account than the one that asks; false where there is nothing. */
export const belongsToAnother = (path: string): boolean => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && isForeign(found.uid);
};
