import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A download that brings no byte for this long is given up. */
export const stallLimit = 20_000;
/** How often the download's files are measured. */
const measureInterval = 1_000;

/**
 * Setting this variable to 1 tries the download again where an earlier one failed.
 */
export const retryVariable = 'YIZHAN_RETRY_ELECTRON_DOWNLOAD';

/**
 * Runs the electron package's own installer, once: where it failed before, for the same version and mirror, it is
 * not tried again unless asked to.
 *
 * @param {{
 *   packageFolder: string,
 *   cacheFolder: string,
 *   node: string,
 *   environment: NodeJS.ProcessEnv,
 *   now: () => number,
 *   starting: (what: string) => void,
 *   proxy: () => string | undefined,
 * }} options `packageFolder` is node_modules/electron; `node` runs the installer (Node 22 or newer); `proxy` is the
 *   proxy of the user's npm configuration, asked for when the environment names none
 * @returns {Promise<{ ok: true } | { ok: false, message: string }>}
 */
export const downloadElectron = async ({
  packageFolder,
  cacheFolder,
  node,
  environment,
  now,
  starting,
  proxy,
}) => {
  const version = readVersion(packageFolder);
  const mirror = environment.ELECTRON_MIRROR ?? environment.npm_config_electron_mirror ?? '';
  const memory = join(cacheFolder, 'electron-runtime', 'download-failed.json');
  const remembered = readFailure(memory);
  const isRetry = environment[retryVariable] === '1';
  if (!isRetry && remembered?.version === version && remembered.mirror === mirror) {
    return { ok: false, message: `${remembered.message} at an earlier try; ${retryVariable}=1 tries again` };
  }
  starting(`download of Electron ${version}`);
  const folder = join(cacheFolder, 'electron-runtime', 'download');
  mkdirSync(folder, { recursive: true });
  const httpsProxy = environment.HTTPS_PROXY ?? environment.https_proxy ?? proxy();
  const message = await runInstaller({
    node,
    script: join(packageFolder, 'install.js'),
    environment: {
      ...environment,
      // Node's fetch, which the installer uses, heeds proxies only when told so.
      ...(httpsProxy ? { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: httpsProxy } : {}),
      TMPDIR: folder,
      ELECTRON_GET_NO_PROGRESS: '1',
    },
    measured: [folder, join(packageFolder, 'dist')],
    now,
  });
  rmSync(folder, { recursive: true, force: true });
  if (message === undefined) {
    rmSync(memory, { force: true });
    return { ok: true };
  }
  writeFileSync(memory, `${JSON.stringify({ version, mirror, message })}\n`);
  return { ok: false, message };
};

/**
 * @param {{ node: string, script: string, environment: NodeJS.ProcessEnv, measured: readonly string[], now: () => number }} options
 * @returns {Promise<string | undefined>} why it failed
 */
const runInstaller = ({ node, script, environment, measured, now }) =>
  new Promise((resolve) => {
    const child = spawn(node, [script], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    let size = 0;
    let grewAt = now();
    const watch = setInterval(() => {
      const current = measured.reduce((sum, folder) => sum + folderSize(folder), 0);
      if (current !== size) grewAt = now();
      size = current;
      if (now() - grewAt > stallLimit) child.kill('SIGKILL');
    }, measureInterval);
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('error', (error) => {
      clearInterval(watch);
      resolve(error.message);
    });
    child.once('close', (code, signal) => {
      clearInterval(watch);
      if (code === 0) resolve(undefined);
      else if (signal === 'SIGKILL') resolve(`no progress for ${stallLimit / 1000} s`);
      else resolve(errors.trim().split('\n')[0] || `the installer ended with ${code ?? signal}`);
    });
  });

/**
 * @param {string} folder
 * @returns {number} bytes in it, 0 when it is not there
 */
const folderSize = (folder) => {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { encoding: 'utf8', recursive: true })
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, entry) => sum + (entry?.isFile() ? entry.size : 0), 0);
};

/** @param {string} packageFolder */
const readVersion = (packageFolder) =>
  String(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version);

/**
 * @param {string} file
 * @returns {{ version: string, mirror: string, message: string } | undefined} undefined too when it is not readable
 */
const readFailure = (file) => {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};
