/**
 * Measures the queue and the platform beside peers, in one run: `npm run bench:queue -- [--json FILE] [--only NAME]…
 * [--quick]`. Nothing is asserted: the figures are for people, who see the ratios and how busy the machine was.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportLines } from '../support/report-lines.ts';
import { type BenchPart, runParts } from '../support/run-parts.ts';
import { fullScale, quickScale } from './bench-scale.ts';
import { measureDraining } from './draining.ts';
import { measureDrainingMemory } from './draining-memory.ts';
import { measureFiling } from './filing.ts';
import { measureOpening } from './opening.ts';
import { measurePlatformLoad } from './platform-load.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
  },
});
const scale = values.quick ? quickScale : fullScale;
const parts: readonly BenchPart[] = [
  ['filing', async () => [await measureFiling(scale)]],
  ['draining', async () => [await measureDraining(scale)]],
  ['memory', async () => [await measureDrainingMemory(scale)]],
  ['opening', async () => [await measureOpening(scale)]],
  ['platform', () => measurePlatformLoad(scale)],
];
const names = parts.map(([name]) => name);
const unknown = values.only?.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${names.join(', ')}`);

const bench = await runParts(
  values.quick ? 'Queue (quick)' : 'Queue',
  parts.filter(([name]) => values.only?.includes(name) ?? true),
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(bench, null, 2)}\n`);
for (const line of reportLines(bench)) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
