import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { changed, failed, unchanged } from './outcome.mjs';
import { runLogged } from './run-process.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockEntry
 * @typedef {Readonly<Record<string, LockEntry>>} LockEntries keyed by path, as "packages" of package-lock.json
 */

/**
 * Whether what is installed is what the lockfile asks for. npm leaves an account of what it installed in
 * node_modules/.package-lock.json, in the lockfile's own form; it is missing after an interrupted install.
 *
 * @param {LockEntries} wanted "packages" of package-lock.json
 * @param {LockEntries} installed "packages" of node_modules/.package-lock.json
 */
export const matchesLockfile = (wanted, installed) =>
  Object.entries(installed).every(([path, entry]) => isSame(wanted[path], entry)) &&
  Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      path in installed ||
      Boolean(entry.optional || entry.devOptional || entry.peer || entry.link),
  );

/**
 * @param {LockEntry | undefined} wanted
 * @param {LockEntry} installed
 */
const isSame = (wanted, installed) =>
  wanted !== undefined && wanted.version === installed.version && wanted.integrity === installed.integrity;

/**
 * The environment without this project's own binaries: `npm ci` removes node_modules, and the node in it must not
 * be the one that runs npm.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} projectFolder
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutProjectBinaries = (environment, projectFolder) => {
  const modules = resolve(projectFolder, 'node_modules');
  const path = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== modules && !resolve(folder).startsWith(`${modules}/`));
  return { ...environment, PATH: path.join(delimiter) };
};

/**
 * Runs `npm ci` unless node_modules already holds what the lockfile asks for.
 *
 * @param {{ projectFolder: string, cacheFolder: string, environment: NodeJS.ProcessEnv, starting: (what: string) => void }} options
 */
export const installNpmDependencies = async ({ projectFolder, cacheFolder, environment, starting }) => {
  if (isInstalled(projectFolder)) return unchanged('as in the lockfile');
  starting('npm ci (some 250 packages; a minute on a fresh machine)');
  // Native packages bring prebuilt binaries; their install scripts would compile, and a fresh machine has no compiler.
  // npm 11 asks for a list of the scripts that may run (allowScripts), older versions run all of them. So none runs
  // here, and then the one that is needed: the package "node" fetches its binary with it.
  /** @type {readonly (readonly string[])[]} */
  const commands = [
    ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    ['rebuild', 'node', '--ignore-scripts=false'],
  ];
  for (const args of commands) {
    const logFile = join(cacheFolder, 'logs', `npm-${args[0]}.log`);
    const { exitCode, tail } = await runLogged('npm', args, {
      cwd: projectFolder,
      environment: withoutProjectBinaries(environment, projectFolder),
      logFile,
    });
    if (exitCode === 127) {
      return failed(
        'npmMissing',
        'npm was not found on the PATH',
        'install npm (Debian: apt-get install npm)',
      );
    }
    if (exitCode !== 0) {
      return failed(
        'npmFailed',
        `npm ${args[0]} ended with ${exitCode}; from ${logFile}:\n\n${tail}`,
        'check that the npm registry can be reached (npm ping; "registry" and "proxy" of your npm configuration are used), then run the same command again. Where it says "Missing: … from lock file", run node scripts/setup/complete-lockfile.mjs first',
      );
    }
  }
  if (!existsSync(projectNode(projectFolder))) {
    return failed(
      'nodeMissing',
      `npm rebuild node left no ${projectNode(projectFolder)}`,
      'see .cache/logs/npm-rebuild.log, delete node_modules and run the same command again',
    );
  }
  return changed('installed with npm ci');
};

/**
 * The Node 24 that runs this project's scripts.
 *
 * @param {string} projectFolder
 */
export const projectNode = (projectFolder) => join(projectFolder, 'node_modules', '.bin', 'node');

/** @param {string} projectFolder */
const isInstalled = (projectFolder) => {
  const account = join(projectFolder, 'node_modules', '.package-lock.json');
  return (
    existsSync(account) &&
    existsSync(projectNode(projectFolder)) &&
    matchesLockfile(readEntries(join(projectFolder, 'package-lock.json')), readEntries(account))
  );
};

/**
 * @param {string} file
 * @returns {LockEntries}
 */
const readEntries = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
