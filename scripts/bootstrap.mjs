/**
 * The one door to everything: sets the machine up as far as needed, then hands over. Depends on nothing but Node, so
 * that it runs in a bare clone.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './setup/prepare.mjs';
import { createReporter } from './setup/report.mjs';
import { runForwarded } from './setup/run-process.mjs';
import { runTestParts } from './setup/test-parts.mjs';

const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

const usage = `Usage: node scripts/bootstrap.mjs COMMAND [arguments]

  start [arguments]   set up, then open a demo station
  demo  [arguments]   set up, then drive the demo station without a person (--out DIR)
  test                set up, then run every check and test
  exec  COMMAND …     set up as for the tests, then run a command there (exec playwright test)
  setup               set up as for the tests, and stop

Environment:
  ELECTRON_OVERRIDE_DIST_PATH     a folder with an unpacked Electron to use
  ELECTRON_MIRROR                 where the electron package downloads from
  YIZHAN_RETRY_ELECTRON_DOWNLOAD  1: try a download again that failed before
  DISPLAY                         the display to use; without one, Xvfb is started
`;

/**
 * What runs after the set-up.
 *
 * @typedef {(environment: NodeJS.ProcessEnv) => Promise<number>} Handover
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Handover}
 */
const run = (command, args) => (environment) =>
  runForwarded(command, args, { cwd: projectFolder, environment });

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {{ purpose: 'station' | 'tests', withDisplay: boolean, handover: Handover } | undefined} undefined when
 *   there is no such command, or its arguments are not its own
 */
const plan = (command, args) => {
  switch (command) {
    case 'start':
    case 'demo':
      return {
        purpose: 'station',
        withDisplay: true,
        handover: run('node', [join('scripts', 'station', `${command}.ts`), ...args]),
      };
    case 'test':
      if (args.length > 0) return undefined;
      return {
        purpose: 'tests',
        withDisplay: true,
        handover: (environment) =>
          runTestParts({ projectFolder, environment, write: (line) => console.log(line), now }),
      };
    case 'exec': {
      const [program, ...rest] = args;
      if (program === undefined) return undefined;
      return { purpose: 'tests', withDisplay: true, handover: run(program, rest) };
    }
    case 'setup':
      if (args.length > 0) return undefined;
      return { purpose: 'tests', withDisplay: false, handover: async () => 0 };
    default:
      return undefined;
  }
};

const now = () => performance.now();

/** @param {readonly string[]} commandLine */
const main = async ([command = '', ...args]) => {
  const planned = plan(command, args);
  if (planned === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const prepared = await prepare({
    projectFolder,
    purpose: planned.purpose,
    withDisplay: planned.withDisplay,
    reporter: createReporter((text) => process.stdout.write(text)),
    environment: process.env,
    now,
  });
  if (prepared === undefined) return 1;
  try {
    return await planned.handover(prepared.environment);
  } finally {
    await prepared.stop();
  }
};

process.exitCode = await main(process.argv.slice(2));
