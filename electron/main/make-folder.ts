import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/**
 * Makes a folder and its parents, mode 0700; one that is there is left as it is. By hand, because `recursive` of Node 24
 * never returns where a file system answers ENOENT to the making itself (/proc).
 * @throws the file system's error where it cannot be made.
 */
export const makeFolder = (folder: string): void => {
  const make = (): void => {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  };
  try {
    make();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    make();
  }
};
