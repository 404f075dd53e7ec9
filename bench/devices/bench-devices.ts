/**
 * Measures the device drivers beside peers, in one run: `npm run bench:devices [-- --json]`. Nothing is asserted: the
 * figures are for people, who see the ratios and how busy the machine was.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureCards } from './card-to-event.ts';
import type { DeviceBench, Measurement, SkippedPart } from './measurement.ts';
import { measureParsers } from './parser-throughput.ts';
import { measurePrints } from './print-to-completed.ts';
import { reportLines } from './report-lines.ts';

const parts: readonly [name: string, measure: () => Promise<readonly Measurement[]>][] = [
  ['parsers', measureParsers],
  ['cards', async () => [await measureCards()]],
  ['prints', async () => [await measurePrints()]],
];

const load = (): number => loadavg()[0] ?? Number.NaN;

const run = async (): Promise<DeviceBench> => {
  const loadBefore = load();
  const measurements: Measurement[] = [];
  const skipped: SkippedPart[] = [];
  for (const [name, measure] of parts) {
    process.stderr.write(`measuring ${name} …\n`);
    try {
      measurements.push(...(await measure()));
    } catch (error) {
      skipped.push({ name, skipped: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    at: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      loadBefore,
      loadAfter: load(),
    },
    measurements,
    skipped,
  };
};

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const bench = await run();
if (values.json) console.log(JSON.stringify(bench, null, 2));
else for (const line of reportLines(bench)) console.log(line);
// What was not measured must not look like a run that went well.
process.exitCode = bench.skipped.length > 0 ? 1 : 0;
