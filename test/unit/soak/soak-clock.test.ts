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
    expect(clock.now()).toBe(real.now());
    expect(clock.monotonic()).toBe(1_000);
  });
});
