import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's name for its newest kernel; a package that only depends on the kernel's own. */
const kernelAlias = 'linux-image-amd64';
const shellPackage = 'busybox-static';

/** What of the packages is kept: the rest of a kernel is 400 MB. */
const kernelFiles = [
  './boot/vmlinuz-*',
  ...['net/9p', 'fs', 'drivers/virtio', 'drivers/hid'].map((path) => `./lib/modules/*/kernel/${path}/*`),
];
const shellFiles = ['./bin/busybox', './usr/bin/busybox'];

export type FetchOutcome =
  | { readonly ok: true; readonly folder: string }
  /** Not on Debian, or its packages cannot be reached. */
  | { readonly ok: false; readonly reason: string };

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  });

/** The package with the kernel itself, e.g. `linux-image-6.1.0-56-amd64`. */
const kernelPackage = (cwd: string): string | undefined =>
  /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', kernelAlias], cwd))?.[1];

const unpack = (name: string, patterns: readonly string[], cwd: string): void => {
  run('apt-get', ['download', name], cwd);
  const archive = readdirSync(cwd).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  if (archive === undefined) throw new Error(`${name} was not downloaded`);
  // tar fails for a pattern that matches nothing: each package has its files in one of several places.
  const tar = `dpkg-deb --fsys-tarfile "$1" | { shift; tar --extract --wildcards "$@" 2>/dev/null || true; }`;
  run('sh', ['-c', tar, 'sh', archive, ...patterns], cwd);
  rmSync(join(cwd, archive));
};

/**
 * Fetches a kernel and a shell from Debian's archive into a folder of the cache, once. Nothing is installed and no rights
 * are needed.
 */
export const fetchPackages = (cache: string): FetchOutcome => {
  const folder = join(cache, 'packages');
  if (existsSync(folder)) return { ok: true, folder };
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'fetching-'));
  try {
    const kernel = kernelPackage(unfinished);
    if (kernel === undefined) return { ok: false, reason: `there is no package ${kernelAlias}` };
    unpack(kernel, kernelFiles, unfinished);
    unpack(shellPackage, shellFiles, unfinished);
    renameSync(unfinished, folder);
    return { ok: true, folder };
  } catch (error) {
    const detail = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return { ok: false, reason: `packages cannot be fetched: ${detail}` };
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};
