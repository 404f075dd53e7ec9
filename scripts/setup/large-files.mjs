import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode } from './npm-dependencies.mjs';
import { changed, unchanged } from './outcome.mjs';
import { runLogged } from './run-process.mjs';

/**
 * What is too large for the repository and wanted by some tests: each is verified when it is installed, and where it
 * cannot be had those tests say so and are skipped.
 *
 * @type {readonly { name: string, args: readonly string[], target: string, inPlace: RegExp, without: string }[]}
 */
const largeFiles = [
  {
    name: 'face models',
    args: [join('scripts', 'models', 'models.ts'), 'faceplugin'],
    target: join('assets', 'models', 'faceplugin'),
    inPlace: /already installed/,
    without: 'tests with real faces are skipped',
  },
  {
    name: 'fallback font',
    args: [join('scripts', 'fonts', 'install-fallback-font.ts')],
    target: join('assets', 'fonts', 'HanaMinB.ttf'),
    inPlace: /is in place/,
    without: 'tests with rare characters are skipped',
  },
];

/**
 * Installs what can be had; a file that cannot is a warning, not a failure.
 *
 * @param {{ projectFolder: string, cacheFolder: string, environment: NodeJS.ProcessEnv, starting: (what: string) => void, warning: (text: string) => void }} options
 */
export const installLargeFiles = async ({ projectFolder, cacheFolder, environment, starting, warning }) => {
  /** @type {string[]} */
  const installed = [];
  for (const { name, args, target, inPlace, without } of largeFiles) {
    const logFile = join(cacheFolder, 'logs', `${name.replace(' ', '-')}.log`);
    // What lies there is verified without a word.
    if (!existsSync(join(projectFolder, target))) starting(name);
    const { exitCode, tail } = await runLogged(projectNode(projectFolder), args, {
      cwd: projectFolder,
      environment,
      logFile,
    });
    if (exitCode !== 0) warning(`${name}: ${tail.trim()}; ${without}`);
    else if (!inPlace.test(tail)) installed.push(name);
  }
  return installed.length === 0 ? unchanged('in place') : changed(`installed ${installed.join(', ')}`);
};
