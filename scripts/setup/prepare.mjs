import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { provideDevelopmentRuntime } from '../electron-runtime/development-runtime.mjs';
import { downloadElectron } from '../electron-runtime/download-electron.mjs';
import { findRuntime } from '../electron-runtime/find-runtime.mjs';
import { stationCommands, stationPackages, testCommands, testPackages } from './debian-package-lists.mjs';
import { installLargeFiles } from './large-files.mjs';
import { installNpmDependencies, projectNode } from './npm-dependencies.mjs';
import { changed, failed, unchanged } from './outcome.mjs';
import { checkPlatform, parseOsRelease } from './platform-check.mjs';
import { reportStep, seconds } from './report.mjs';
import { runLogged } from './run-process.mjs';
import { installSystemPackages } from './system-packages.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/**
 * @typedef {{
 *   projectFolder: string,
 *   purpose: 'station' | 'tests',
 *   withDisplay: boolean,
 *   reporter: import('./report.mjs').Reporter,
 *   environment: NodeJS.ProcessEnv,
 *   now: () => number,
 * }} PrepareOptions `now`: monotonic milliseconds
 *
 * @typedef {{ environment: NodeJS.ProcessEnv, stop: () => Promise<void> }} Prepared
 *   `environment` for what is started next; `stop` ends what was started for it
 */

/**
 * Brings a machine from a bare clone to where a station or the tests can start: npm packages, system packages,
 * Electron, a display, the build. Each step looks before it acts, so that the second time nothing is done.
 *
 * @param {PrepareOptions} options
 * @returns {Promise<Prepared | undefined>} undefined when a step failed, which has been reported
 */
export const prepare = async ({ projectFolder, purpose, withDisplay, reporter, environment, now }) => {
  const startedAt = now();
  const cacheFolder = join(projectFolder, '.cache');
  const { starting } = reporter;
  /**
   * @template {import('./outcome.mjs').StepOutcome} Outcome
   * @param {string} label
   * @param {() => Outcome | Promise<Outcome>} run
   */
  const step = (label, run) => reportStep(reporter, label, run, now);

  const platform = await step('system', () =>
    checkPlatform({
      nodeVersion: process.versions.node,
      platform: process.platform,
      architecture: process.arch,
      systemName: systemName(),
    }),
  );
  if (!platform.ok) return undefined;

  const dependencies = await step('npm packages', () =>
    installNpmDependencies({ projectFolder, cacheFolder, environment, starting }),
  );
  if (!dependencies.ok) return undefined;

  const hasScreen = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
  const packages = await step('system packages', () =>
    installSystemPackages({
      wanted: purpose === 'tests' ? testPackages : stationPackages,
      commands: purpose === 'tests' ? testCommands : stationCommands,
      cacheFolder,
      environment,
      architecture: process.arch,
      isRoot: process.getuid?.() === 0,
      starting,
    }),
  );
  if (!packages.ok) return undefined;

  const runtime = await findElectron({ projectFolder, cacheFolder, environment, reporter, step, now });
  if (!runtime.ok) return undefined;

  /** @type {NodeJS.ProcessEnv} */
  const ready = {
    ...environment,
    PATH: [join(projectFolder, 'node_modules', '.bin'), environment.PATH].filter(Boolean).join(delimiter),
    ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
  };
  if (purpose === 'tests') {
    const { warning } = reporter;
    await step('large files', () =>
      installLargeFiles({ projectFolder, cacheFolder, environment: ready, starting, warning }),
    );
  }
  const built = await step('build', () => build({ projectFolder, cacheFolder, environment: ready }));
  if (!built.ok) return undefined;

  const electron = `Electron ${runtime.version}${runtime.isDevelopmentRuntime ? ' (development runtime)' : ''}`;
  if (!withDisplay || hasScreen) {
    reporter.line(`ready after ${seconds(now() - startedAt)}: ${platform.said}; ${electron}`);
    return { environment: ready, stop: async () => {} };
  }
  const display = await startVirtualDisplay(environment);
  if (!display.ok) {
    reporter.failure('display', display);
    return undefined;
  }
  reporter.line(
    `ready after ${seconds(now() - startedAt)}: ${platform.said}; ${electron}; no screen here: Xvfb ${display.display}`,
  );
  return { environment: { ...ready, DISPLAY: display.display }, stop: display.stop };
};

const systemName = () =>
  (existsSync('/etc/os-release') && parseOsRelease(readFileSync('/etc/os-release', 'utf8')).prettyName) ||
  process.platform;

/**
 * @param {{
 *   projectFolder: string,
 *   cacheFolder: string,
 *   environment: NodeJS.ProcessEnv,
 *   reporter: import('./report.mjs').Reporter,
 *   step: <Outcome extends import('./outcome.mjs').StepOutcome>(label: string, run: () => Promise<Outcome>) => Promise<Outcome>,
 *   now: () => number,
 * }} options
 */
const findElectron = async ({ projectFolder, cacheFolder, environment, reporter, step, now }) => {
  const packageFolder = join(projectFolder, 'node_modules', 'electron');
  const { starting } = reporter;
  let hasWorked = false;
  /** @param {string} what */
  const working = (what) => {
    hasWorked = true;
    starting(what);
  };
  /** @type {string | undefined} */
  let whyNotDownloaded;
  const runtime = await step('Electron', async () => {
    const found = await findRuntime({
      overrideFolder: environment.ELECTRON_OVERRIDE_DIST_PATH,
      packageFolder,
      platform: process.platform,
      files: {
        exists: existsSync,
        readText: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
      },
      download: async () => {
        const downloaded = await downloadElectron({
          packageFolder,
          cacheFolder,
          node: projectNode(projectFolder),
          environment,
          now,
          starting: working,
          proxy: () => npmProxy(environment),
        });
        if (!downloaded.ok) whyNotDownloaded = downloaded.message;
        return downloaded;
      },
      provideDevelopmentRuntime: () =>
        provideDevelopmentRuntime({
          cacheFolder,
          environment,
          platform: process.platform,
          architecture: process.arch,
          starting: working,
        }),
    });
    if (!found.ok) return found;
    return { ...(hasWorked ? changed : unchanged)(`${found.version} in ${found.folder}`), ...found };
  });
  if (runtime.ok && runtime.isDevelopmentRuntime) {
    const why = whyNotDownloaded ? ` The current one could not be downloaded: ${whyNotDownloaded}.` : '';
    reporter.warning(
      `Electron ${runtime.version} is an old development runtime, for development and tests only; it is never shipped.${why}`,
    );
  }
  return runtime;
};

/**
 * The proxy of the user's npm configuration.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
const npmProxy = (environment) => {
  const answer = spawnSync('npm', ['config', 'get', 'https-proxy'], { env: environment, encoding: 'utf8' });
  const said = answer.stdout?.trim();
  return said && said !== 'null' && said !== 'undefined' ? said : undefined;
};

/**
 * @param {{ projectFolder: string, cacheFolder: string, environment: NodeJS.ProcessEnv }} options
 */
const build = async ({ projectFolder, cacheFolder, environment }) => {
  const logFile = join(cacheFolder, 'logs', 'build.log');
  const { exitCode, tail } = await runLogged(projectNode(projectFolder), [join('scripts', 'build.ts')], {
    cwd: projectFolder,
    // The pages are built as they ship, whatever the caller's shell says.
    environment: { ...environment, NODE_ENV: 'production' },
    logFile,
  });
  if (exitCode !== 0) {
    return failed(
      'buildFailed',
      `the build ended with ${exitCode}; from ${logFile}:\n\n${tail}`,
      'correct what it names; "npm run build" builds again by itself',
    );
  }
  const said = tail.split('\n').at(-1) ?? '';
  return said.startsWith('up to date') ? unchanged(said) : changed(said);
};
