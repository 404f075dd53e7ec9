import type { Sample } from './core-messages.ts';

/** A sample of the core after so many sessions of the run; `life` counts the cores, from 0. */
export interface TimedSample extends Sample {
  readonly session: number;
  readonly life: number;
}

export const measures = ['rss', 'heap', 'buffers', 'handles', 'fileDescriptors'] as const;
export type Measure = (typeof measures)[number];

/** How much of one measure was held early and late in the life of one core. */
export interface Growth {
  readonly measure: Measure;
  readonly early: number;
  readonly late: number;
  /** Late over early less one; 0.05 is 5 %. */
  readonly growth: number;
  readonly hasGrown: boolean;
}

/** No more than this, as a share (issue "Twenty-four hours a day", Proof). */
export const mostGrowth = 0.05;

/** Of the samples of a life, the share that is warm-up: caches fill, code is compiled, rings of traces are new. */
const warmUpShare = 0.3;

/** Of the samples after the warm-up, the share at either end whose medians are compared. */
const endShare = 0.35;

/** One handle or descriptor more is an exchange under way, not growth. */
const countedWhole: ReadonlySet<Measure> = new Set(['handles', 'fileDescriptors']);

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((first, second) => first - second);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** The samples after the warm-up of the longest life; growth is judged by these. */
export const settledSamples = (samples: readonly TimedSample[]): readonly TimedSample[] => {
  const lives = [...Map.groupBy(samples, ({ life }) => life).values()];
  const [longest = []] = lives.toSorted((first, second) => second.length - first.length);
  return longest.slice(Math.floor(longest.length * warmUpShare));
};

/**
 * What each measure did in the longest life after its warm-up: the median of the first third of the samples beside that of
 * the last third.
 * @throws Error where there are too few samples to say anything
 */
export const judgeGrowth = (samples: readonly TimedSample[]): readonly Growth[] => {
  const settled = settledSamples(samples);
  const atEitherEnd = Math.floor(settled.length * endShare);
  if (atEitherEnd < 3) throw new Error(`${samples.length} samples say nothing about growth`);
  return measures.map((measure) => {
    const of = (part: readonly TimedSample[]): number => median(part.map((sample) => sample[measure]));
    const early = of(settled.slice(0, atEitherEnd));
    const late = of(settled.slice(-atEitherEnd));
    const growth = late / early - 1;
    const hasGrown = growth > mostGrowth && !(countedWhole.has(measure) && late - early <= 1);
    return { measure, early, late, growth, hasGrown };
  });
};
