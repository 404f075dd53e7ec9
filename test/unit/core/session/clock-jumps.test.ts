import { describe, expect, it } from 'vitest';
import { createVisitWorld } from '../../../helpers/visit.ts';

const day = 86_400_000;
const jumps = [
  ['a day ahead', day],
  ['a day back', -day],
] as const;

describe.each(jumps)('a wall clock that is set %s in mid-session', (_, jump) => {
  const createJumpedWorld = async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    await world.clock.advance(10_000);
    world.clock.jumpTo(world.clock.now() + jump);
    return world;
  };

  it('ends no visit early, and shows the time that is really left', async () => {
    const world = await createJumpedWorld();
    const before = world.view();
    expect(before.visit.screen).toBe('choose');
    // Thirty seconds idle of which ten are gone, then thirty of warning.
    await world.clock.advance(49_000);
    expect(world.view().visit.screen).toBe('choose');
    expect(world.view().timeLeft).toMatchObject({ warning: true });
  });

  it('keeps no resident who walked away', async () => {
    const world = await createJumpedWorld();
    await world.clock.advance(50_000);
    expect(world.view().visit.screen).toBe('goodbye');
    expect(world.calls).toEqual(['end timed-out']);
    await world.clock.advance(6_000);
    expect(world.view().visit.screen).toBe('attract');
  });

  it('and the next resident is served', async () => {
    const world = await createJumpedWorld();
    await world.clock.advance(56_000);
    await world.walkTo('goodbye');
    expect(world.calls.at(-1)).toBe('end completed');
  });
});
