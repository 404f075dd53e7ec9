import { describe, expect, test } from 'vitest';
import { quantile, summariseSpeeds, summariseTimes } from '../../../bench/support/statistics.ts';

const hundred = Array.from({ length: 101 }, (_, index) => 100 - index);

describe('quantiles', () => {
  test('lie between the two nearest samples by their distance', () => {
    expect(quantile([10, 20], 0.5)).toBe(15);
    expect(quantile([10, 20, 40], 0.75)).toBe(30);
    expect(quantile([7], 0.99)).toBe(7);
  });

  test('of nothing are a mistake', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('summaries', () => {
  test('of times have their worst at the top', () => {
    expect(summariseTimes(hundred)).toEqual({ samples: 101, p50: 50, p95: 95, p99: 99 });
  });

  test('of speeds have their worst at the bottom', () => {
    expect(summariseSpeeds(hundred)).toEqual({ samples: 101, p50: 50, p95: 5, p99: 1 });
  });
});
