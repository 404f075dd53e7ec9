/**
 * Measures the rendering of certificates beside peers, in one run: `npm run bench:certificate [-- --json]`. Nothing is
 * asserted: the figures are for people, who see the ratios and how busy the machine was.
 */
import { parseArgs } from 'node:util';
import { reportLines } from '../support/report-lines.ts';
import { runParts } from '../support/run-parts.ts';
import { measureFirstDocument, measureMemory } from './fresh-process.ts';
import { measureWarmRender } from './warm-render.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const bench = await runParts('Certificates', [
  ['warm render', measureWarmRender],
  ['first document', measureFirstDocument],
  ['memory', measureMemory],
]);
if (values.json) console.log(JSON.stringify(bench, null, 2));
else for (const line of reportLines(bench)) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
