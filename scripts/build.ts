/**
 * Builds what runs inside Electron into dist/: shell, preload, core and pages. Does nothing when no source has changed
 * since the last build, unless --force is given. The last line of the output says what was done.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from './build/source-stamp.ts';
import { buildSources, buildTargets } from './build/targets.ts';

const stampName = '.build-stamp';

/**
 * Builds a tree into its dist/ folder, which is replaced at once and only when every part was built.
 *
 * @param root the project's folder
 * @returns the names of the parts that were built; empty when nothing had changed
 */
export const buildProject = async (
  root: string,
  options: { readonly force: boolean },
): Promise<readonly string[]> => {
  const dist = join(root, 'dist');
  const stampFile = join(dist, stampName);
  const stamp = stampOf(root, buildSources);
  if (!options.force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return [];

  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'build-'));
  try {
    const output = join(scratch, 'dist');
    const targets = buildTargets(root, output);
    // Loaded only now: an unchanged build must not wait for it.
    const { build } = await import('vite');
    for (const { config } of targets) await build(config);
    mkdirSync(output, { recursive: true });
    writeFileSync(join(output, stampName), stamp);
    if (existsSync(dist)) renameSync(dist, join(scratch, 'replaced'));
    renameSync(output, dist);
    return targets.map(({ name }) => name);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--force');
  if (unknown.length > 0) {
    process.stderr.write(`unknown argument ${unknown.join(' ')}; the only one is --force\n`);
    process.exitCode = 2;
  } else {
    const startedAt = performance.now();
    try {
      const built = await buildProject(join(import.meta.dirname, '..'), {
        force: process.argv.includes('--force'),
      });
      const duration = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(built.length === 0 ? 'up to date' : `built ${built.join(', ')} in ${duration} s`);
    } catch (error) {
      // What is wrong in a source is told by the bundler's message; a stack of the bundler's own says nothing more.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}
