/** Value below which a share (0 to 1) of the samples lies, between the two nearest by their distance. */
export const quantile = (samples: readonly number[], share: number): number => {
  if (samples.length === 0) throw new RangeError('no samples');
  const sorted = [...samples].sort((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
};

/** Samples of one candidate in few numbers. */
export interface Summary {
  readonly samples: number;
  readonly p50: number;
  /** 95, and 99, of 100 samples were at least as good: as short, or as fast. */
  readonly p95: number;
  readonly p99: number;
}

/** Of durations and sizes: less is better. */
export const summariseTimes = (samples: readonly number[]): Summary => ({
  samples: samples.length,
  p50: quantile(samples, 0.5),
  p95: quantile(samples, 0.95),
  p99: quantile(samples, 0.99),
});

/** Of speeds: more is better. */
export const summariseSpeeds = (samples: readonly number[]): Summary => ({
  samples: samples.length,
  p50: quantile(samples, 0.5),
  p95: quantile(samples, 0.05),
  p99: quantile(samples, 0.01),
});
