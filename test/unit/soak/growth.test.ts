import { describe, expect, it } from 'vitest';
import { judgeGrowth, type TimedSample } from '../../soak/growth.ts';

const sound = { rss: 200e6, heap: 40e6, buffers: 70e6, handles: 20, fileDescriptors: 34 } as const;

/** A life of so many samples, each changed by its place in it (0 to 1). */
const lifeOf = (
  samples: number,
  change: (share: number) => Partial<TimedSample> = () => ({}),
  life = 0,
): TimedSample[] =>
  Array.from({ length: samples }, (_, index) => ({
    ...sound,
    session: life * 1_000 + index + 1,
    life,
    ...change(index / samples),
  }));

const grown = (samples: readonly TimedSample[]): readonly string[] =>
  judgeGrowth(samples)
    .filter(({ hasGrown }) => hasGrown)
    .map(({ measure }) => measure);

describe('growth over a soak', () => {
  it('is none where everything stays as it is', () => {
    expect(grown(lifeOf(100))).toEqual([]);
  });

  it('is named by what leaks, each for itself', () => {
    expect(grown(lifeOf(100, (share) => ({ heap: 40e6 * (1 + 0.2 * share) })))).toEqual(['heap']);
    expect(grown(lifeOf(100, (share) => ({ fileDescriptors: 34 + Math.round(20 * share) })))).toEqual([
      'fileDescriptors',
    ]);
  });

  it('is not what comes while the core warms up', () => {
    expect(grown(lifeOf(100, (share) => ({ rss: share < 0.3 ? 120e6 : 200e6 })))).toEqual([]);
  });

  it('is not one exchange that happens to be under way', () => {
    expect(grown(lifeOf(100, (share) => ({ handles: share > 0.6 ? 21 : 20 })))).toEqual([]);
    expect(grown(lifeOf(100, (share) => ({ handles: share > 0.6 ? 23 : 20 })))).toEqual(['handles']);
  });

  it('is not hidden by one large sample early, nor made by one late', () => {
    const spike = (at: number) =>
      lifeOf(100).map((sample, index) => (index === at ? { ...sample, heap: 400e6 } : sample));
    expect(grown(spike(35))).toEqual([]);
    expect(grown(spike(99))).toEqual([]);
  });

  it('is looked for in the longest life: what another core held says nothing of this one', () => {
    const lives = [...lifeOf(10, () => ({ rss: 90e6 }), 0), ...lifeOf(100, () => ({}), 1)];
    expect(grown(lives)).toEqual([]);
  });

  it('is not judged by a handful of samples', () => {
    expect(() => judgeGrowth(lifeOf(8))).toThrow('say nothing');
  });
});
