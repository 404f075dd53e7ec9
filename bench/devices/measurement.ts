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

export interface Measurement {
  readonly name: string;
  readonly unit: 'MB/s' | 'ms';
  /** What is measured, and how. */
  readonly method: string;
  readonly candidates: readonly Candidate[];
  /** What was aimed at; told, never asserted. */
  readonly goal?: { readonly text: string; readonly value: number; readonly met: boolean };
}

/** A part that could not be measured here, e.g. because a program is missing. */
export interface SkippedPart {
  readonly name: string;
  readonly skipped: string;
}

export interface DeviceBench {
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
