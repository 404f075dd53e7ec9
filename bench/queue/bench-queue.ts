/**
 * Measures the queue and the platform beside peers, in one run of about ten minutes:
 * `npm run bench:queue -- [--json FILE] [--only NAME[,NAME]…]… [--quick]`. Nothing is asserted: the figures are for
 * people, who see the ratios and how busy the machine was. Servers listen on ports and sockets of their own.
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
/** Ends the bench in good order: at exit each program is killed and each folder removed by whoever made it. */
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const) {
  process.once(signal, () => process.exit(128 + number));
}

const scale = values.quick ? quickScale : fullScale;
const parts: readonly BenchPart[] = [
  ['filing', async () => [await measureFiling(scale)]],
  ['draining', async () => [await measureDraining(scale)]],
  ['memory', async () => [await measureDrainingMemory(scale)]],
  ['opening', async () => [await measureOpening(scale)]],
  ['platform', () => measurePlatformLoad(scale)],
];
const names = parts.map(([name]) => name);
const only = values.only?.flatMap((some) => some.split(','));
const unknown = only?.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${names.join(', ')}`);

const bench = await runParts(
  values.quick ? 'Queue (quick)' : 'Queue',
  parts.filter(([name]) => only?.includes(name) ?? true),
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(bench, null, 2)}\n`);
for (const line of reportLines(bench)) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
