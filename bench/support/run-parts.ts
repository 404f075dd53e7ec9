import { cpus, loadavg } from 'node:os';
import type { Bench, Measurement, SkippedPart } from './measurement.ts';

/** A part of a bench; one that throws is skipped and told of. */
export type BenchPart = readonly [name: string, measure: () => Promise<readonly Measurement[]>];

const load = (): number => loadavg()[0] ?? Number.NaN;

const failureOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${failureOf(error.cause)}`;
};

/** Measures one part after the other, saying on stderr which. */
export const runParts = async (title: string, parts: readonly BenchPart[]): Promise<Bench> => {
  const loadBefore = load();
  const measurements: Measurement[] = [];
  const skipped: SkippedPart[] = [];
  for (const [name, measure] of parts) {
    process.stderr.write(`measuring ${name} …\n`);
    try {
      measurements.push(...(await measure()));
    } catch (error) {
      skipped.push({ name, skipped: failureOf(error) });
    }
  }
  return {
    title,
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
