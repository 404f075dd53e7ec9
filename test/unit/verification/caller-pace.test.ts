import { describe, expect, test } from 'vitest';
import { createCallerPace } from '../../../platform/api/caller-pace.ts';

const createWorld = () => {
  const clock = { time: 1_000_000, now: () => clock.time };
  const pace = createCallerPace(clock, { burst: 3, interval: 1_000 });
  const admitted = (address: string, times: number): number =>
    Array.from({ length: times }, () => pace.admits(address)).filter(Boolean).length;
  return { clock, admitted };
};

describe('the pace of a caller', () => {
  test('admits some at once, then one each interval', () => {
    const { clock, admitted } = createWorld();
    expect(admitted('192.0.2.1', 10)).toBe(3);
    clock.time += 2_500;
    expect(admitted('192.0.2.1', 10)).toBe(2);
    clock.time += 3_600_000;
    expect(admitted('192.0.2.1', 10)).toBe(3);
  });

  test('does not hold up others, but counts the network of an IPv6 address as one caller', () => {
    const { admitted } = createWorld();
    expect(admitted('192.0.2.1', 5)).toBe(3);
    expect(admitted('192.0.2.2', 5)).toBe(3);
    expect(admitted('2001:db8:1:2::1', 5)).toBe(3);
    expect(admitted('2001:db8:1:2:ffff::9', 5)).toBe(0);
    expect(admitted('2001:db8:1:3::1', 5)).toBe(3);
    expect(admitted('::ffff:192.0.2.9', 5)).toBe(3);
    expect(admitted('::ffff:192.0.2.8', 5)).toBe(3);
  });

  test('gives nothing for a clock that is set back', () => {
    const { clock, admitted } = createWorld();
    expect(admitted('192.0.2.1', 3)).toBe(3);
    clock.time -= 86_400_000;
    expect(admitted('192.0.2.1', 3)).toBe(0);
  });

  test('remembers a bounded number: a crowd of more shares one allowance until it is quiet', () => {
    const { clock, admitted } = createWorld();
    for (let caller = 0; caller < 10_000; caller += 1) admitted(`10.0.${caller >> 8}.${caller & 255}`, 1);
    expect(admitted('192.0.2.1', 3) + admitted('192.0.2.2', 3)).toBe(3);
    clock.time += 60_000;
    expect(admitted('192.0.2.3', 3) + admitted('192.0.2.4', 3)).toBe(6);
  });
});
