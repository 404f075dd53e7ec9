import { expect, test } from 'vitest';
import { atLeast, atMost, type Bench, withRatios } from '../../../bench/support/measurement.ts';
import { reportLines } from '../../../bench/support/report-lines.ts';
import { runParts } from '../../../bench/support/run-parts.ts';

const figures = (p50: number) => ({ samples: 3, p50, p95: p50, p99: p50, remark: 'as it is' });

const bench = (changes: Partial<Bench>): Bench => ({
  title: 'Queue',
  at: '2026-11-20T08:00:00.000Z',
  machine: { processor: 'a processor', cores: 2, node: 'v24', loadBefore: 0.5, loadAfter: 1 },
  measurements: [],
  skipped: [],
  ...changes,
});

test('ratios are those of the first of ours to each of the others', () => {
  const candidates = withRatios([
    { name: 'peer', kind: 'peer', ...figures(4) },
    { name: 'ours', kind: 'ours', ...figures(2) },
    { name: 'ours otherwise', kind: 'ours', ...figures(1) },
  ]);
  expect(candidates.map(({ oursToThis }) => oursToThis)).toEqual([0.5, null, 2]);
});

test('a goal is met up to its limit', () => {
  expect(atMost(10, 'p99', 10, 'ms')).toEqual({
    text: 'p99 at most 10 ms',
    value: 10,
    unit: 'ms',
    met: true,
  });
  expect(atMost(10, 'p99', 10.1, 'ms').met).toBe(false);
  expect(atLeast(1, 'p50', 1, '×').met).toBe(true);
  expect(atLeast(1, 'p50', 0.9, '×').met).toBe(false);
});

test('the report has a line for each candidate, its ratio first, and says what was missed and what was not measured', () => {
  const lines = reportLines(
    bench({
      measurements: [
        {
          name: 'filing',
          unit: 'ms',
          method: 'one at a time',
          candidates: withRatios([
            { name: 'filing', kind: 'ours', ...figures(3) },
            { name: 'floor', kind: 'reference', ...figures(2) },
          ]),
          goals: [atMost(1.2, 'p50 to the floor', 1.5, '×')],
        },
      ],
      skipped: [{ name: 'draining', skipped: 'PostgreSQL is not installed' }],
    }),
  );
  expect(lines).toContain('  (reference) floor         1.50  3  2.00  2.00  2.00');
  expect(lines).toContain('  goal: p50 to the floor at most 1.2 ×: 1.50 ×: NOT MET');
  expect(lines).toContain('draining: NOT MEASURED: PostgreSQL is not installed');
});

test('a part that fails is told of and does not end the run', async () => {
  const { measurements, skipped } = await runParts('Queue', [
    [
      'draining',
      async () => {
        throw new Error('no platform', { cause: new Error('no PostgreSQL') });
      },
    ],
    ['filing', async () => [{ name: 'filing', unit: 'ms', method: '', candidates: [], goals: [] }]],
  ]);
  expect(skipped).toEqual([{ name: 'draining', skipped: 'no platform: no PostgreSQL' }]);
  expect(measurements.map(({ name }) => name)).toEqual(['filing']);
});
