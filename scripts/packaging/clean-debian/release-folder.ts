import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { packagedUpdatesPath, packagedUpdatesSchema } from '../../../electron/update/launcher-word.ts';

/** The core as a trial deb has it, and what one cannot do without that has its core in the archive. */
const vitalParts = [
  'resources/app.asar.unpacked/dist/core/core.mjs',
  `resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
] as const;

/** A folder of releases on a plain web server of this machine. */
export interface ReleaseFolder {
  readonly address: string;
  /** Paths that were asked for. */
  readonly asked: ReadonlySet<string>;
  /**
   * Publishes what the deb installed under a higher version, by the command that docs/operations.md names; `broken`: with a
   * core that ends as soon as it is started.
   */
  publish(version: string, how: { readonly broken: boolean }): void;
  close(): Promise<void>;
}

/** @throws Error where what is installed takes no releases of this key */
export const checkTakesReleases = (installed: string, keyFile: string): string => {
  const { kid } = JSON.parse(readFileSync(keyFile, 'utf8')) as { readonly kid?: string };
  const updates = packagedUpdatesSchema.parse(
    JSON.parse(readFileSync(join(installed, packagedUpdatesPath), 'utf8')),
  );
  if (!updates.keys.some((key) => key.kid === kid))
    throw new Error('the deb takes no releases of this key: npm run package -- --release-key PUBLIC-HALF');
  return updates.version;
};

const breakCore = (program: string): void => {
  const part = vitalParts.map((path) => join(program, path)).find((path) => existsSync(path));
  if (part === undefined) throw new Error('the core is not where it was looked for');
  // A name of its own: the copy shares its files with what is installed.
  rmSync(part);
  writeFileSync(part, 'process.exit(1);\n');
};

/** Serves what it publishes from `folder`, of the program in `installed`. */
export const serveReleases = async (options: {
  readonly folder: string;
  readonly installed: string;
  readonly keyFile: string;
}): Promise<ReleaseFolder> => {
  const { folder, installed, keyFile } = options;
  const output = join(folder, 'published');
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://folder');
    asked.add(pathname);
    const file = join(output, pathname);
    const state = statSync(file, { throwIfNoEntry: false });
    if (!state?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-length': String(state.size) });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    asked,
    publish: (version, { broken }) => {
      const program = join(folder, `program-${version}`);
      execFileSync('cp', ['-rl', installed, program]);
      // A packed program says its own version; this file is the one that has to be fetched.
      const said = join(program, packagedUpdatesPath);
      const updates = packagedUpdatesSchema.parse(JSON.parse(readFileSync(said, 'utf8')));
      rmSync(said);
      writeFileSync(said, `${JSON.stringify({ ...updates, version })}\n`);
      if (broken) breakCore(program);
      const command = join(import.meta.dirname, '../make-release.ts');
      const words = ['--key', keyFile, '--out', output, '--program', program, '--version', version];
      execFileSync(process.execPath, [command, ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
