import { expect, test } from 'vitest';
import { createLineBreaker } from '../../../platform/store/line-breaker.ts';

test('a server that answers is asked by everybody', () => {
  const breaker = createLineBreaker(() => 0);
  expect([breaker.enter(), breaker.enter()]).toEqual(['pass', 'pass']);
});

test('one that does not is asked by one caller a second, until it answers', () => {
  let time = 0;
  const breaker = createLineBreaker(() => time);
  breaker.failed();
  expect(breaker.enter()).toBe('refuse');
  time += 1_000;
  expect([breaker.enter(), breaker.enter()]).toEqual(['probe', 'refuse']);
  time += 60_000;
  expect(breaker.enter()).toBe('refuse');
  breaker.failed();
  expect(breaker.enter()).toBe('refuse');
  time += 1_000;
  expect(breaker.enter()).toBe('probe');
  breaker.answered();
  expect([breaker.enter(), breaker.enter()]).toEqual(['pass', 'pass']);
});
