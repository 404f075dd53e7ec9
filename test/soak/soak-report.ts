import { type Growth, judgeGrowth, type Measure } from './growth.ts';
import type { SoakResult } from './soak-run.ts';

const units: Readonly<Record<Measure, { readonly name: string; readonly write: (value: number) => string }>> =
  {
    rss: { name: 'resident set (RSS)', write: (bytes) => `${(bytes / 1e6).toFixed(1)} MB` },
    heap: { name: 'V8 heap in use', write: (bytes) => `${(bytes / 1e6).toFixed(2)} MB` },
    buffers: { name: 'buffers outside the heap', write: (bytes) => `${(bytes / 1e6).toFixed(2)} MB` },
    handles: { name: 'handles of the event loop', write: (count) => String(count) },
    fileDescriptors: { name: 'file descriptors', write: (count) => String(count) },
  };

const growthLine = ({ measure, early, late, growth, hasGrown }: Growth): string => {
  const { name, write } = units[measure];
  const share = `${growth >= 0 ? '+' : ''}${(100 * growth).toFixed(1)} %`;
  return `${name.padEnd(26)} ${write(early).padStart(10)} ${write(late).padStart(10)} ${share.padStart(8)}  ${hasGrown ? 'HAS GROWN' : ''}`.trimEnd();
};

/** The verdict on a run: nothing has grown and every session came back to the attract screen. */
export const judgeSoak = (
  result: SoakResult,
): { readonly passed: boolean; readonly growths: readonly Growth[] } => {
  const growths = judgeGrowth(result.samples);
  return { passed: result.findings.length === 0 && growths.every(({ hasGrown }) => !hasGrown), growths };
};

/** The result as a table for people. */
export const tableOf = (result: SoakResult): string => {
  const { growths, passed } = judgeSoak(result);
  const seconds = result.milliseconds / 1_000;
  return [
    `${result.sessions} sessions in ${seconds.toFixed(0)} s (${(seconds / result.sessions).toFixed(2)} s each), seed ${result.seed}`,
    ...Object.entries(result.counts)
      .toSorted(([first], [second]) => (first < second ? -1 : 1))
      .map(([name, count]) => `${String(count).padStart(8)}  ${name}`),
    `${String(result.findings.length).padStart(8)}  STUCK OR DIED`,
    '',
    `${'after warm-up'.padEnd(26)} ${'early'.padStart(10)} ${'late'.padStart(10)} ${'growth'.padStart(8)}`,
    ...growths.map(growthLine),
    ...result.findings
      .slice(0, 20)
      .map(
        ({ session, plan, end }) =>
          `session ${session} (${plan.wish}, ${plan.fault}): ${JSON.stringify(end)}`,
      ),
    passed ? 'no growth beyond 5 %, no stuck state' : 'FAILED',
  ].join('\n');
};

/** What the picture says above itself. */
export const titleOf = ({ sessions, samples, counts, seed }: SoakResult): string => {
  const faults = Object.entries(counts)
    .filter(([name]) => name.startsWith('fault: '))
    .reduce((sum, [, count]) => sum + count, 0);
  const lives = new Set(samples.map(({ life }) => life)).size;
  return `${sessions.toLocaleString('en')} sessions, ${faults.toLocaleString('en')} with a fault, ${lives} cores seen, seed ${seed}`;
};
