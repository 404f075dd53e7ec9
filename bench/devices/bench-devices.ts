/**
 * Measures the device drivers beside peers, in one run: `npm run bench:devices [-- --json]`. Nothing is asserted: the
 * figures are for people, who see the ratios and how busy the machine was.
 */
import { parseArgs } from 'node:util';
import { reportLines } from '../support/report-lines.ts';
import { runParts } from '../support/run-parts.ts';
import { measureCards } from './card-to-event.ts';
import { measureParsers } from './parser-throughput.ts';
import { measurePrints } from './print-to-completed.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const bench = await runParts('Devices', [
  ['parsers', measureParsers],
  ['cards', async () => [await measureCards()]],
  ['prints', async () => [await measurePrints()]],
]);
if (values.json) console.log(JSON.stringify(bench, null, 2));
else for (const line of reportLines(bench)) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
