import { describe, expect, test } from 'vitest';
import { createPumpWorld, keyOf, messageOf } from '../../../property/sync/pump-world.ts';

const day = 86_400_000;
const minute = 60_000;

describe.each([
  ['a day ahead', day],
  ['a day back', -day],
] as const)('a wall clock that is set %s', (_, jump) => {
  test('neither holds up what waits for a line, nor has it tried more often', async () => {
    const world = createPumpWorld([messageOf(1)]);
    let calls = 0;
    world.line = {
      ...world.platform,
      submit: async () => {
        calls += 1;
        return { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' };
      },
    };
    await world.advance(10 * minute);
    const before = calls;
    world.clock.jumpTo(world.clock.now() + jump);
    await world.advance(60 * minute);
    // Five minutes at most, two and a half on average: as without a jump.
    expect(calls - before).toBeGreaterThanOrEqual(12);
    expect(calls - before).toBeLessThan(50);
    world.line = world.platform;
    await world.advance(6 * minute);
    expect(world.platform.received).toEqual([keyOf(1)]);
    expect(world.states()).toEqual(['acknowledged']);
  });

  test('does not keep back what is filed afterwards', async () => {
    const world = createPumpWorld();
    await world.advance(0);
    world.clock.jumpTo(world.clock.now() + jump);
    world.outbox.add(messageOf(1));
    world.pump().wake();
    await world.advance(0);
    expect(world.platform.received).toEqual([keyOf(1)]);
  });
});
