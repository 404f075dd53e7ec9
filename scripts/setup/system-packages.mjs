import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  chooseNames,
  debianArchitecture,
  dpkgQueryFormat,
  missingPackages,
  parseInstallablePackages,
  parseInstalledPackages,
  sudoLine,
} from './debian-packages.mjs';
import { changed, failed, unchanged } from './outcome.mjs';
import { runLogged } from './run-process.mjs';

/** Where system administration commands are that a user's PATH need not have. */
const administrationFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * Sees that the system packages are there: installs them as root, otherwise says the line that does.
 *
 * @param {{
 *   wanted: readonly import('./debian-package-lists.mjs').PackageChoice[],
 *   commands: readonly string[],
 *   cacheFolder: string,
 *   environment: NodeJS.ProcessEnv,
 *   architecture: string,
 *   isRoot: boolean,
 *   starting: (what: string) => void,
 * }} options `commands`: what to look for where there is no dpkg
 */
export const installSystemPackages = async ({
  wanted,
  commands,
  cacheFolder,
  environment,
  architecture,
  isRoot,
  starting,
}) => {
  const plain = { ...environment, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'l' };
  if (!findCommand('dpkg-query', plain) || !findCommand('apt-get', plain)) {
    return checkCommands(commands, plain);
  }
  const missing = () => missingPackages(wanted, readInstalled(wanted, plain, architecture));
  if (missing().length === 0) return unchanged(`all ${wanted.length} present`);
  if (!isRoot) return askForSudo(chooseNames(missing(), readInstallable(missing(), plain)));

  starting(`apt-get install of ${missing().length} system packages (a minute or two on a fresh machine)`);
  const update = await runLogged('apt-get', ['update', '-q'], {
    cwd: '/',
    environment: plain,
    logFile: join(cacheFolder, 'logs', 'apt-get-update.log'),
  });
  const names = chooseNames(missing(), readInstallable(missing(), plain));
  const logFile = join(cacheFolder, 'logs', 'apt-get-install.log');
  const install = await runLogged(
    'apt-get',
    ['install', '-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...names],
    { cwd: '/', environment: plain, logFile },
  );
  if (install.exitCode !== 0 || missing().length > 0) {
    const first = update.exitCode === 0 ? '' : `apt-get update said:\n\n${update.tail}\n\n`;
    return failed(
      'aptFailed',
      `${first}apt-get install ended with ${install.exitCode}; from ${logFile}:\n\n${install.tail}`,
      `check that Debian's package servers can be reached, or run by hand: ${sudoLine(names)}`,
    );
  }
  return changed(`installed ${names.join(' ')}`);
};

/** @param {readonly string[]} names */
const askForSudo = (names) =>
  failed(
    'rootNeeded',
    `${names.length} system packages are missing, and only root may install them`,
    `run this line, then the same command again:\n\n  ${sudoLine(names)}`,
  );

/**
 * @param {readonly string[]} commands
 * @param {NodeJS.ProcessEnv} environment
 */
const checkCommands = (commands, environment) => {
  const absent = commands.filter((command) => !findCommand(command, environment));
  if (absent.length === 0) return unchanged('not a Debian system; all commands found on the PATH');
  return failed(
    'commandsMissing',
    `this is not a Debian system, and these commands were not found: ${absent.join(' ')}`,
    'install the packages of your system that bring them, and the libraries of Electron (GTK 3, NSS, ALSA, GBM, AT-SPI), then run the same command again',
  );
};

/**
 * The file of a command, as a shell (and root's shell) would find it.
 *
 * @param {string} command
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined}
 */
export const findCommand = (command, environment) =>
  [...(environment.PATH ?? '').split(delimiter), ...administrationFolders]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, command))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/**
 * @param {readonly import('./debian-package-lists.mjs').PackageChoice[]} wanted
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} architecture
 */
const readInstalled = (wanted, environment, architecture) => {
  const query = spawnSync('dpkg-query', ['-W', '-f', dpkgQueryFormat, ...wanted.flat()], {
    env: environment,
    encoding: 'utf8',
  });
  return parseInstalledPackages(query.stdout ?? '', debianArchitecture(architecture));
};

/**
 * @param {readonly import('./debian-package-lists.mjs').PackageChoice[]} missing
 * @param {NodeJS.ProcessEnv} environment
 */
const readInstallable = (missing, environment) => {
  const policy = spawnSync('apt-cache', ['policy', ...missing.flat()], {
    env: environment,
    encoding: 'utf8',
  });
  return parseInstallablePackages(policy.stdout ?? '');
};
