import { expect, test } from 'vitest';
import { watchMemory } from '../../../bench/queue/memory-watch.ts';

test('with few done, memory has never settled', () => {
  const figures = watchMemory(() => 4_999).stop();
  expect(figures).toMatchObject({ rssSettled: null, rssMostSettled: 0 });
  expect(figures.rssMost).toBeGreaterThanOrEqual(figures.rssBefore);
});

test('memory that was taken while 5,000 were done counts in the most of all', () => {
  const memory = watchMemory(() => 5_000);
  const taken = Buffer.alloc(64_000_000, 1);
  const figures = memory.stop();
  expect(taken.length).toBe(64_000_000);
  expect(figures.rssMost - figures.rssBefore).toBeGreaterThan(32);
  expect(figures.rssSettled).toBeGreaterThan(0);
  expect(figures.rssMostSettled).toBeLessThanOrEqual(figures.rssMost);
});
