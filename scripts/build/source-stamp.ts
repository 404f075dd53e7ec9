import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One digest (SHA-256, hexadecimal) over the paths and bytes of every file under `paths`. A path that is not there
 * counts as empty, so that adding it changes the digest.
 *
 * @param paths files or folders, relative to `root`
 */
export const stampOf = (root: string, paths: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(root, path)).sort()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

const filesUnder = (root: string, path: string): readonly string[] => {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [path];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() || entry.isFile() ? filesUnder(root, join(path, entry.name)) : [],
  );
};
