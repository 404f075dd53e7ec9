import { describe, expect, it } from 'vitest';
import type { TimedSample } from '../../soak/growth.ts';
import { drawSoak, ticksUpTo } from '../../soak/soak-picture.ts';

const samples: readonly TimedSample[] = Array.from({ length: 40 }, (_, index) => ({
  session: 1 + index,
  life: index < 5 ? 0 : 1,
  rss: 200e6 + index,
  heap: 40e6,
  buffers: 70e6,
  handles: 20,
  fileDescriptors: 34,
}));

const drawn = drawSoak(samples, { title: '40 sessions & "faults" <1', sessions: 40 });

describe('the picture of a soak', () => {
  it('says what it shows, on axes with units, and has a legend for every curve', () => {
    const words = [...drawn.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(words).toEqual(
      expect.arrayContaining([
        '40 sessions &amp; &quot;faults&quot; &lt;1',
        'Memory of the core, MB (after a collection of garbage)',
        'Open in the core, number',
        'sessions',
        'resident set (RSS)',
        'V8 heap in use',
        'buffers outside the heap',
        'file descriptors',
        'handles of the event loop',
      ]),
    );
  });

  it('draws each measure of each core as a line of its own, within its axes', () => {
    const lines = [...drawn.matchAll(/<polyline points="([^"]*)"/g)].map(([, points = '']) => points);
    expect(lines).toHaveLength(5 * 2);
    const points = lines.flatMap((line) => line.split(' '));
    expect(points).toHaveLength(5 * 40);
    for (const point of points) {
      const [x = Number.NaN, y = Number.NaN] = point.split(',').map(Number);
      expect(x).toBeGreaterThanOrEqual(70);
      expect(x).toBeLessThanOrEqual(936);
      expect(y).toBeGreaterThanOrEqual(64);
      expect(y).toBeLessThanOrEqual(654);
    }
  });

  it('has round numbers on its axes', () => {
    expect(ticksUpTo(259, 6)).toEqual([0, 50, 100, 150, 200, 250]);
    expect(ticksUpTo(37, 6)).toEqual([0, 10, 20, 30]);
    expect(ticksUpTo(10_000, 8)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
  });
});
