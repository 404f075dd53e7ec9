import { expect, test } from 'vitest';
import { checkedFigures, growthOf } from '../../../bench/queue/drain-figures.ts';

const figures = {
  sent: 10,
  refused: 0,
  warnings: 0,
  seconds: 1,
  rssBefore: 90,
  rssSettled: 100,
  rssMost: 145,
  rssMostSettled: 130,
};

test('figures count only when everything was handed in at the first attempt', () => {
  expect(checkedFigures(figures, 10)).toBe(figures);
  expect(() => checkedFigures(figures, 11)).toThrow('10 of 11');
  expect(() => checkedFigures({ ...figures, refused: 1 }, 10)).toThrow('1 refused');
  expect(() => checkedFigures({ ...figures, warnings: 2 }, 10)).toThrow('2 warnings');
});

test('memory grows from before the first message, and from when it had settled', () => {
  expect(growthOf(figures)).toEqual({ inAll: 55, settled: 30 });
  expect(() => growthOf({ ...figures, rssSettled: null })).toThrow('never looked at');
});
