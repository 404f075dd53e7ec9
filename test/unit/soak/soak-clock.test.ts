import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { soakClock } from '../../soak/soak-clock.ts';

describe('the clock of a soak', () => {
  it('lets long waits pass faster, and leaves time and short waits as they are', async () => {
    const real = createFakeClock();
    const clock = soakClock(50, real);
    const heard: string[] = [];
    clock.after(30_000, () => heard.push('walked away'));
    clock.after(1_000, () => heard.push('heartbeat'));
    const cancelled = clock.after(10_000, () => heard.push('cancelled'));
    cancelled();
    await real.advance(600);
    expect(heard).toEqual(['walked away']);
    await real.advance(400);
    expect(heard).toEqual(['walked away', 'heartbeat']);
    // The printer is looked at every four seconds of the machine: its driver's sign of life is looked for as slowly.
    clock.after(7_500, () => heard.push('sign of life'));
    await real.advance(7_000);
    expect(heard).toEqual(['walked away', 'heartbeat']);
    await real.advance(500);
    expect(heard).toEqual(['walked away', 'heartbeat', 'sign of life']);
    expect(clock.now()).toBe(real.now());
    expect(clock.monotonic()).toBe(8_500);
  });
});
