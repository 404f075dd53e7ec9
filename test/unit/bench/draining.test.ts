import { expect, test } from 'vitest';
import { medianRatio } from '../../../bench/queue/draining.ts';

test('the ratio is the median of those of the rounds, so that a slow round counts on both sides', () => {
  // The medians alone, 100 and 50, would say 2.
  expect(medianRatio([100, 20, 300], [50, 20, 300])).toBe(1);
  expect(medianRatio([10, 20, 30, 40], [10, 10, 10, 10])).toBe(2.5);
});

test('rounds without a counterpart give no figure', () => {
  expect(medianRatio([10], [])).toBeNaN();
});
