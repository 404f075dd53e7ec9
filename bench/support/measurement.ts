import type { Summary } from './statistics.ts';

/** One candidate of a measurement: ours or a peer, measured in the same run, in turn. */
export interface Candidate extends Summary {
  readonly name: string;
  readonly kind: 'ours' | 'peer' | 'reference';
  /** What it does and does not do, so that nobody compares what cannot be compared. */
  readonly remark: string;
  /** p50 of ours divided by its own; null for ours. */
  readonly oursToThis: number | null;
}

/** What was aimed at; told, never asserted. */
export interface Goal {
  /** Says what `value` is and where the goal lies. */
  readonly text: string;
  readonly value: number;
  /** Of `value`: a unit, or `×` for a ratio. */
  readonly unit: string;
  readonly met: boolean;
}

export interface Measurement {
  readonly name: string;
  readonly unit: 'MB/s' | 'ms' | 'MB' | 'kB' | '1/s';
  /** What is measured, and how. */
  readonly method: string;
  readonly candidates: readonly Candidate[];
  readonly goals: readonly Goal[];
}

/** A part that could not be measured here, e.g. because a program is missing. */
export interface SkippedPart {
  readonly name: string;
  readonly skipped: string;
}

/** One run of a bench. */
export interface Bench {
  readonly title: string;
  readonly at: string;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly node: string;
    /** Load average over one minute, before and after: more than the cores means that others were at work. */
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  readonly measurements: readonly Measurement[];
  readonly skipped: readonly SkippedPart[];
}

/** Fills in the ratios: the first candidate of kind `ours` against each of the others. */
export const withRatios = (candidates: readonly Omit<Candidate, 'oursToThis'>[]): Candidate[] => {
  const ours = candidates.find(({ kind }) => kind === 'ours');
  return candidates.map((candidate) => ({
    ...candidate,
    oursToThis: ours === undefined || candidate === ours ? null : ours.p50 / candidate.p50,
  }));
};

/** A goal that a value reaches by being small enough. */
export const atMost = (limit: number, text: string, value: number, unit: string): Goal => ({
  text: `${text} at most ${limit} ${unit}`,
  value,
  unit,
  met: value <= limit,
});

/** A goal that a value reaches by being large enough. */
export const atLeast = (limit: number, text: string, value: number, unit: string): Goal => ({
  text: `${text} at least ${limit} ${unit}`,
  value,
  unit,
  met: value >= limit,
});
