import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import { openRelease, type ReleaseKey, type releaseProblems } from './open-release.ts';
import { programName, signedListName } from './folders.ts';
import { maximumReleaseBytes, type Release, type ReleaseFile } from './release.ts';

/** Bytes that are read at a time. */
const block = 1024 * 1024;

/**
 * Why a slot is not started. `file-missing`, `file-altered`: not what the list says. `file-extra`: something that the list does not
 * know, and that the program might load. `other-version`: a release, but not the one that the folder is named after.
 */
export type SlotProblem =
  | (typeof releaseProblems)[number]
  | 'no-release'
  | 'other-version'
  | 'file-missing'
  | 'file-altered'
  | 'file-extra';

export type CheckSlotOutcome =
  | { readonly ok: true; readonly release: Release }
  | {
      readonly ok: false;
      readonly reason: SlotProblem;
      /** The path that it is about; empty where it is about the release as a whole. */
      readonly detail: string;
    };

/** SHA-512 of a file, base64; null where there is no plain file (a link is none) or it cannot be read. */
export const digestOfFile = (file: string): { readonly sha512: string; readonly size: number } | null => {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    return null;
  }
  try {
    if (!fstatSync(descriptor).isFile()) return null;
    const hash = createHash('sha512');
    const buffer = Buffer.allocUnsafe(block);
    let size = 0;
    for (;;) {
      const count = readSync(descriptor, buffer, 0, block, null);
      if (count === 0) return { sha512: hash.digest('base64'), size };
      hash.update(buffer.subarray(0, count));
      size += count;
    }
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
};

/** Every path beneath a folder that is not a folder itself; links count as files, and are not followed. */
const pathsBeneath = (folder: string, prefix = ''): readonly string[] =>
  readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    return entry.isDirectory() ? pathsBeneath(folder, path) : [path];
  });

const executableBits = 0o111;

const isAsSigned = (file: string, { sha512, size, executable }: ReleaseFile): boolean => {
  const state = lstatSync(file, { throwIfNoEntry: false });
  if (!state?.isFile() || state.size !== size) return false;
  if (executable !== ((state.mode & executableBits) !== 0)) return false;
  return digestOfFile(file)?.sha512 === sha512;
};

/** Compares the program in a slot with the list that was signed: every file, and no other. */
export const compareProgram = (program: string, release: Release): CheckSlotOutcome => {
  let found: ReadonlySet<string>;
  try {
    found = new Set(pathsBeneath(program));
  } catch {
    return { ok: false, reason: 'file-missing', detail: '' };
  }
  const listed = new Set(release.files.map(({ path }) => path));
  const extra = [...found].find((path) => !listed.has(path));
  if (extra !== undefined) return { ok: false, reason: 'file-extra', detail: extra };
  for (const file of release.files) {
    if (!found.has(file.path)) return { ok: false, reason: 'file-missing', detail: file.path };
    if (!isAsSigned(join(program, file.path), file))
      return { ok: false, reason: 'file-altered', detail: file.path };
  }
  return { ok: true, release };
};

const readSignedList = (slot: string): string | null => {
  const file = join(slot, signedListName);
  try {
    const state = lstatSync(file);
    return state.isFile() && state.size <= maximumReleaseBytes ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
};

/**
 * Checks a slot from its signature to its last byte, at each start: a half-written one, one with a bad block, and one that
 * somebody altered while the kiosk was off are not started. Whether the release has expired is not asked: it was
 * installed in time.
 */
export const checkSlot = async (
  slot: string,
  version: string,
  keys: readonly ReleaseKey[],
): Promise<CheckSlotOutcome> => {
  const text = readSignedList(slot);
  if (text === null) return { ok: false, reason: 'no-release', detail: '' };
  const opened = await openRelease(text, keys);
  if (!opened.ok) return { ...opened, detail: '' };
  if (opened.release.version !== version) return { ok: false, reason: 'other-version', detail: '' };
  return compareProgram(join(slot, programName), opened.release);
};
