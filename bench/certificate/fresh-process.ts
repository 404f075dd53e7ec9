import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseTimes } from '../support/statistics.ts';
import { coreFlags } from '../../electron/main/core-host/core-flags.ts';

const program = fileURLToPath(new URL('./render-process.ts', import.meta.url));

const run = async (args: readonly string[], flags: readonly string[] = []): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, ...args]);
  return JSON.parse(stdout);
};

const firstSchema = z.object({ start: z.number(), document: z.number(), sinceExec: z.number() });

const freshProcesses = 12;
const longestFirst = 150;

/** The first certificate after the start of the core. */
export const measureFirstDocument = async (): Promise<Measurement[]> => {
  const figures: z.infer<typeof firstSchema>[] = [];
  for (let index = 0; index < freshProcesses; index++) {
    figures.push(firstSchema.parse(await run(['first'], coreFlags)));
  }
  const documents = figures.map((figure) => figure.document);
  const part = (name: string, remark: string, values: number[]) => ({
    name,
    kind: 'ours' as const,
    remark,
    ...summariseTimes(values),
  });
  return [
    {
      name: 'first document of a fresh process',
      unit: 'ms',
      method: `${freshProcesses} processes, one after the other; signed, in the size of the warm ones.`,
      candidates: withRatios([
        part('the first certificate', 'from claims to PDF, once fonts and templates are loaded', documents),
        part(
          'loading before it',
          'modules, three fonts of 60 MB together, templates: done at the start of the core',
          figures.map((figure) => figure.start),
        ),
        part(
          'all in all',
          'from the start of the process, with Node’s own',
          figures.map((figure) => figure.sinceExec),
        ),
      ]),
      goals: [atMost(longestFirst, 'p50 of the first certificate', quantile(documents, 0.5), 'ms')],
    },
  ];
};

const memorySchema = z.array(
  z.object({ asItIs: z.number(), rss: z.number(), heapUsed: z.number(), external: z.number() }),
);

const counted = ['500', '1000', '1500', '2000'];
const largestGrowth = 5;

/** Whether anything stays of the documents that were made. */
export const measureMemory = async (): Promise<Measurement[]> => {
  const figures = memorySchema.parse(await run(['memory', ...counted], ['--expose-gc', ...coreFlags]));
  const [first] = figures;
  const last = figures.at(-1);
  if (first === undefined || last === undefined) throw new Error('no figures');
  const candidates = counted.map((count, index) => ({
    name: `after ${count} documents`,
    kind: 'ours' as const,
    remark: `before the collection ${figures[index]?.asItIs.toFixed(0)} MB; of it heap ${figures[index]?.heapUsed.toFixed(1)} MB, fonts and other buffers ${figures[index]?.external.toFixed(1)} MB`,
    ...summariseTimes([figures[index]?.rss ?? Number.NaN]),
  }));
  return [
    {
      name: 'resident memory',
      unit: 'MB',
      method: `One process with ${coreFlags.join(' ')} renders 2,000 signed certificates without a pause; at each count the garbage is collected and the resident memory looked at.`,
      candidates: withRatios(candidates),
      goals: [atMost(largestGrowth, 'growth from document 500 to 2,000', last.rss - first.rss, 'MB')],
    },
  ];
};
