import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's package with the font, and where the font lies in it. */
const packageName = 'fonts-hanazono';
const fontPath = './usr/share/fonts/truetype/hanazono/HanaMinB.ttf';

/**
 * Fetches the font out of Debian's package with apt, which checks the package against the archive's signature. Nothing
 * is installed and no rights are needed.
 *
 * @throws Error when apt has no such package or cannot reach it
 */
export const fetchFont = (cacheFolder: string): Uint8Array => {
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'fetching-'));
  const run = (command: string, args: readonly string[]): Buffer =>
    execFileSync(command, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    });
  try {
    run('apt-get', ['download', packageName]);
    const archive = readdirSync(folder).find((file) => file.endsWith('.deb'));
    if (archive === undefined) throw new Error(`${packageName} was not downloaded`);
    const script = 'dpkg-deb --fsys-tarfile "$1" | tar --extract --to-stdout "$2"';
    return run('sh', ['-c', script, 'sh', archive, fontPath]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
