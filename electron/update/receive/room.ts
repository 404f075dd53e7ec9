import { lstat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release, ReleaseFile } from '../release.ts';

/** Bytes that are free on the disk of a folder, for whoever is not root. */
export const freeBytesOf = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Bytes of a plain file; 0 where there is none. */
export const plainFileBytes = async (file: string): Promise<number> => {
  const state = await lstat(file).catch(() => null);
  return state?.isFile() === true ? state.size : 0;
};

/**
 * Bytes of a release that an earlier attempt has left, in their place (`program`) or begun (`partialOf`). The disk has given
 * them already: what goes on asks for the rest only.
 */
export const bytesThere = async (
  { files }: Pick<Release, 'files'>,
  { program, partialOf }: { readonly program: string; readonly partialOf: (file: ReleaseFile) => string },
): Promise<number> => {
  let there = 0;
  const begun = new Map<string, number>();
  for (const file of files) {
    if ((await plainFileBytes(join(program, file.path))) === file.size) there += file.size;
    // What comes twice is begun once.
    else begun.set(file.url, Math.min(file.size, await plainFileBytes(partialOf(file))));
  }
  return [...begun.values()].reduce((sum, bytes) => sum + bytes, there);
};
