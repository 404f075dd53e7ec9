import { describe, expect, it } from 'vitest';
import {
  memoryCeilings,
  memoryLookMilliseconds,
  residentBytes,
  watchMemory,
} from '../../../electron/main/memory-ceilings.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const createWorld = () => {
  const clock = createFakeClock();
  const world = { page: 1, core: 1, atRest: true };
  const replaced: string[] = [];
  watchMemory({
    measure: () => world,
    atRest: () => world.atRest,
    replace: (part) => replaced.push(part),
    timers: clock,
  });
  return { world, replaced, look: () => clock.advance(memoryLookMilliseconds) };
};

describe('a ceiling of memory', () => {
  it.each(['page', 'core'] as const)('has a %s replaced that reached it', async (part) => {
    const { world, replaced, look } = createWorld();
    world[part] = memoryCeilings[part];
    await look();
    expect(replaced).toEqual([]);
    world[part] += 1;
    await look();
    expect(replaced).toEqual([part]);
  });

  it('waits until nobody is served', async () => {
    const { world, replaced, look } = createWorld();
    world.core = memoryCeilings.core * 2;
    world.atRest = false;
    for (let round = 0; round < 10; round += 1) await look();
    expect(replaced).toEqual([]);
    world.atRest = true;
    await look();
    expect(replaced).toEqual(['core']);
  });

  it('is measured by what the kernel says', () => {
    const bytes = residentBytes(process.pid) ?? 0;
    expect(Math.abs(bytes - process.memoryUsage.rss()) / bytes).toBeLessThan(0.2);
    expect(residentBytes(undefined)).toBeNull();
    expect(residentBytes(2 ** 30)).toBeNull();
  });
});
