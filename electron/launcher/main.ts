import { parseArgs } from 'node:util';
import { systemClock } from '../../drivers/device/clock.ts';
import { launch } from './launch.ts';

/**
 * What the service starts: `node launcher.mjs --packaged FOLDER [--command-line] [-- ARGUMENTS]`. It belongs to the package and is
 * never part of a release that it starts.
 */
const usage =
  'usage: launcher --packaged FOLDER [--command-line] [-- ARGUMENTS]; YIZHAN_DATA_FOLDER is set\n';
const wrongUsage = 2;

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: { packaged: { type: 'string' }, 'command-line': { type: 'boolean' } },
    allowPositionals: true,
  });
  const dataFolder = process.env.YIZHAN_DATA_FOLDER;
  if (values.packaged === undefined || dataFolder === undefined) {
    process.stderr.write(usage);
    return wrongUsage;
  }
  const commandLine = values['command-line'] ?? false;
  return launch({
    packaged: values.packaged,
    dataFolder,
    commandLine,
    args: positionals,
    environment: process.env,
    clock: systemClock,
    log: (event, fields) => {
      // Who asks the command line something wants its answer alone.
      if (!commandLine)
        process.stderr.write(`${JSON.stringify({ event: `launcher-${event}`, ...fields })}\n`);
    },
  });
};

process.exitCode = await run();
