/**
 * Measures the rendering of certificates beside peers, and the way from card to paper, in one run:
 * `npm run bench:certificate -- [--json] [--only NAME[,NAME]…]…`. Nothing is asserted: the figures are for people, who see
 * the ratios and how busy the machine was.
 */
import { parseArgs } from 'node:util';
import { reportLines } from '../support/report-lines.ts';
import { type BenchPart, runParts } from '../support/run-parts.ts';
import { measureFirstDocument, measureMemory } from './fresh-process.ts';
import { measureTapToPaper } from './tap-to-paper.ts';
import { measureWarmRender } from './warm-render.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});
const parts: readonly BenchPart[] = [
  ['warm render', measureWarmRender],
  ['first document', measureFirstDocument],
  ['memory', measureMemory],
  ['tap to paper', measureTapToPaper],
];
const names = parts.map(([name]) => name);
const only = values.only?.flatMap((some) => some.split(','));
const unknown = only?.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${names.join(', ')}`);
const bench = await runParts(
  'Certificates',
  parts.filter(([name]) => only?.includes(name) ?? true),
);
if (values.json) console.log(JSON.stringify(bench, null, 2));
else for (const line of reportLines(bench)) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
