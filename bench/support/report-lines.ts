import type { Bench, Candidate, Measurement } from './measurement.ts';

const header = ['', 'ours / this', 'n', 'p50', 'p95', 'p99'];

const row = ({ name, kind, samples, p50, p95, p99, oursToThis }: Candidate): string[] => [
  `${kind === 'ours' ? '' : `(${kind}) `}${name}`,
  oursToThis === null ? '' : oursToThis.toFixed(2),
  String(samples),
  p50.toFixed(2),
  p95.toFixed(2),
  p99.toFixed(2),
];

const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = header.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
};

const linesOf = ({ name, unit, method, candidates, goals }: Measurement): string[] => [
  '',
  `${name} (${unit})`,
  method,
  ...table([header, ...candidates.map(row)]).map((line) => `  ${line}`),
  ...candidates.map((candidate) => `  ${candidate.name}: ${candidate.remark}`),
  ...goals.map(
    (goal) => `  goal: ${goal.text}: ${goal.value.toFixed(2)} ${goal.unit}: ${goal.met ? 'met' : 'NOT MET'}`,
  ),
];

/** The figures for people. */
export const reportLines = ({ title, at, machine, measurements, skipped }: Bench): string[] => [
  `${title}, ${at}; ${machine.processor}, ${machine.cores} cores, Node ${machine.node}; load ${machine.loadBefore.toFixed(2)} before, ${machine.loadAfter.toFixed(2)} after`,
  'p95, p99: 95 (99) of 100 samples were at least as good. Ours / this: p50 of the first of ours divided by this p50.',
  ...measurements.flatMap(linesOf),
  ...skipped.flatMap(({ name, skipped: why }) => ['', `${name}: NOT MEASURED: ${why}`]),
];
