/** Measures the start of the kiosk beside an empty Electron window, in one run: `npm run bench:start [-- --json]`. */
import { parseArgs } from 'node:util';
import { reportLines } from '../support/report-lines.ts';
import { runParts } from '../support/run-parts.ts';
import { measureLargeLibrary } from './large-library.ts';
import { measureStart } from './start-to-attract.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const bench = await runParts('Start', [
  ['start', measureStart],
  ['large library', measureLargeLibrary],
]);
if (values.json) console.log(JSON.stringify(bench, null, 2));
else for (const line of reportLines(bench)) console.log(line);
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
