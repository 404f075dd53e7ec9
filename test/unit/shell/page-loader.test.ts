import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageFailure } from '../../../electron/main/out-of-service-page.ts';
import {
  calmAfterMilliseconds,
  createPageLoader,
  firstLoadWithinMilliseconds,
  loadWithinMilliseconds,
  reloadPausesMilliseconds,
} from '../../../electron/main/page-loader.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const createWorld = () => {
  const clock = createFakeClock();
  const events: string[] = [];
  const loads: number[] = [];
  const loader = createPageLoader({
    load: () => {
      loads.push(clock.monotonic());
      events.push('load');
    },
    onTooLong: () => events.push('too long'),
    showOutOfService: (failure) => events.push(failure),
    timers: clock,
  });
  return { clock, events, loads, loader };
};

describe('the loader of the page', () => {
  it('loads at once after a first failure, without a word', async () => {
    const world = createWorld();
    world.loader.loaded();
    await world.clock.advance(60_000);
    world.loader.failed('page-died');
    await world.clock.advance(0);
    expect(world.events).toEqual(['load', 'load']);
  });

  it('loads later and later while failures follow one another, and says so meanwhile', async () => {
    const world = createWorld();
    for (let round = 0; round < reloadPausesMilliseconds.length + 2; round += 1) {
      world.loader.loaded();
      world.loader.failed('page-blank');
      await world.clock.advance(reloadPausesMilliseconds.at(round) ?? 30_000);
    }
    const pauses = world.loads.map((at, index) => at - (world.loads[index - 1] ?? at)).slice(1);
    expect(pauses).toEqual([...reloadPausesMilliseconds, 30_000, 30_000]);
    expect(world.events.filter((event) => event === 'page-blank')).toHaveLength(
      reloadPausesMilliseconds.length + 1,
    );
  });

  it('is quick again after a page that lived for a while', async () => {
    const world = createWorld();
    for (let round = 0; round < 4; round += 1) {
      world.loader.loaded();
      world.loader.failed('page-died');
      await world.clock.advance(10_000);
    }
    world.loader.loaded();
    await world.clock.advance(calmAfterMilliseconds + 1);
    const before = world.clock.monotonic();
    world.loader.failed('page-died');
    await world.clock.advance(0);
    expect(world.loads.at(-1)).toBe(before);
  });

  it('ends a load that takes too long: a cold disk at the first, five seconds from then on', async () => {
    const world = createWorld();
    await world.clock.advance(firstLoadWithinMilliseconds - 1);
    expect(world.events).toEqual(['load']);
    world.loader.loaded();
    world.loader.failed('page-died');
    await world.clock.advance(loadWithinMilliseconds);
    expect(world.events).toEqual(['load', 'load', 'too long']);
  });

  it('has one load on its way at a time, whatever fails when', async () => {
    const failures = fc.constantFrom<PageFailure>('page-died', 'page-hangs', 'page-not-loaded');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(failures, fc.integer({ min: 0, max: 40_000 }))), async (told) => {
        const world = createWorld();
        for (const [failure, wait] of told) {
          const loads = world.loads.length;
          world.loader.failed(failure);
          world.loader.failed('page-died');
          await world.clock.advance(wait);
          expect(world.loads.length - loads).toBeLessThanOrEqual(1);
        }
        world.loader.stop();
        expect(world.clock.pending()).toBe(0);
      }),
    );
  });
});
