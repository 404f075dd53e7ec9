import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageFault, watchPage } from '../../../electron/main/page-watch.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

type Answer = 'drawn' | 'blank' | 'none' | 'refused';

/** A page that answers each look as the test says. */
const createWorld = () => {
  const clock = createFakeClock();
  const faults: { readonly fault: PageFault; readonly at: number }[] = [];
  let answer: Answer = 'drawn';
  let drawn = 0;
  const watch = watchPage({
    look: () => {
      if (answer === 'none') return new Promise(() => undefined);
      return answer === 'refused' ? Promise.reject(new Error('gone')) : Promise.resolve(answer === 'drawn');
    },
    timers: clock,
    onDrawn: () => {
      drawn += 1;
    },
    onFault: (fault) => faults.push({ fault, at: clock.monotonic() }),
  });
  return {
    clock,
    faults,
    watch,
    drawn: () => drawn,
    from: (next: Answer) => {
      answer = next;
    },
  };
};

describe('the watch of the page', () => {
  it('leaves a page alone that draws, and tells of each look', async () => {
    const world = createWorld();
    world.watch.start();
    await world.clock.advance(600_000);
    expect(world.faults).toEqual([]);
    expect(world.drawn()).toBeGreaterThan(590);
  });

  it.each([
    ['page-hangs', 'none'],
    ['page-blank', 'refused'],
    ['page-blank', 'blank'],
  ] as const)(
    'tells of %s within five seconds, wherever between two looks it begins, and once',
    async (fault, answer) => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 5_000 }), async (after) => {
          const world = createWorld();
          world.watch.start();
          await world.clock.advance(after);
          world.from(answer);
          await world.clock.advance(60_000);
          expect(world.faults.map((each) => each.fault)).toEqual([fault]);
          expect((world.faults[0]?.at ?? Number.NaN) - after).toBeLessThanOrEqual(5_000);
        }),
        { numRuns: 30 },
      );
    },
  );

  it('forgives a page that was blank for a moment', async () => {
    const world = createWorld();
    world.watch.start();
    for (let round = 0; round < 10; round += 1) {
      world.from('blank');
      await world.clock.advance(1_000);
      world.from('drawn');
      await world.clock.advance(2_000);
    }
    expect(world.faults).toEqual([]);
  });

  it('says nothing once it is stopped, and watches the next life anew', async () => {
    const world = createWorld();
    world.watch.start();
    world.from('none');
    await world.clock.advance(2_000);
    world.watch.stop();
    await world.clock.advance(60_000);
    expect(world.faults).toEqual([]);
    world.from('drawn');
    world.watch.start();
    await world.clock.advance(60_000);
    expect(world.faults).toEqual([]);
  });

  it('does not blame the page for a shell that was held up', async () => {
    const world = createWorld();
    let late = 0;
    const timers = {
      monotonic: () => world.clock.monotonic() + late,
      after: (milliseconds: number, callback: () => void) => world.clock.after(milliseconds, callback),
    };
    const faults: PageFault[] = [];
    const watch = watchPage({
      look: () => Promise.resolve(true),
      timers,
      onFault: (fault) => faults.push(fault),
    });
    watch.start();
    await world.clock.advance(2_500);
    late += 30_000;
    await world.clock.advance(10_000);
    expect(faults).toEqual([]);
  });
});
