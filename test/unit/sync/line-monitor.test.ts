import { describe, expect, it } from 'vitest';
import {
  createLineMonitor,
  offlineCheckMilliseconds,
  onlineCheckMilliseconds,
} from '../../../electron/sync/line-monitor.ts';
import type { PlatformOutcome } from '../../../electron/sync/platform-client.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const createWorld = () => {
  const clock = createFakeClock();
  const world = { reachable: true, checks: 0 };
  const monitor = createLineMonitor({
    clock,
    client: {
      health: async () => {
        world.checks += 1;
        return world.reachable
          ? { ok: true, value: { status: 'ok', time: 0, name: 'x' } }
          : { ok: false, reason: 'unreachable', detail: '' };
      },
    },
  });
  const seen: string[] = [];
  monitor.onChange((state) => seen.push(state));
  return { clock, world, monitor, seen };
};

describe('the line to the platform', () => {
  it('is unknown until the platform was asked, then watched', async () => {
    const { clock, world, monitor, seen } = createWorld();
    expect(monitor.state()).toBe('unknown');
    monitor.start();
    await clock.advance(0);
    expect(seen).toEqual(['online']);
    world.reachable = false;
    await clock.advance(onlineCheckMilliseconds);
    world.reachable = true;
    await clock.advance(offlineCheckMilliseconds);
    expect(seen).toEqual(['online', 'offline', 'online']);
  });

  it('is asked for more often while it is down', async () => {
    const { clock, world, monitor } = createWorld();
    world.reachable = false;
    monitor.start();
    await clock.advance(10 * offlineCheckMilliseconds);
    expect(world.checks).toBe(11);
  });

  it('believes a real call at once', () => {
    const { monitor, seen } = createWorld();
    monitor.observed(false);
    monitor.observed(false);
    expect(seen).toEqual(['offline']);
  });

  it.each<[string, Exclude<PlatformOutcome<never>, { ok: true }>]>([
    ['online', { ok: false, reason: 'refused', problem: 'busy', detail: '' }],
    ['offline', { ok: false, reason: 'malformed-reply', detail: 'the page of a captive portal' }],
    ['offline', { ok: false, reason: 'not-genuine', detail: '' }],
    ['offline', { ok: false, reason: 'unreachable', detail: '' }],
  ])('is %s where the platform’s health says %j', async (expected, outcome) => {
    const clock = createFakeClock();
    const monitor = createLineMonitor({ clock, client: { health: async () => outcome } });
    monitor.start();
    await clock.advance(0);
    expect(monitor.state()).toBe(expected);
    monitor.stop();
  });

  it('is left alone once stopped', async () => {
    const { clock, world, monitor } = createWorld();
    monitor.start();
    monitor.stop();
    await clock.advance(10 * onlineCheckMilliseconds);
    expect(world.checks).toBe(1);
    expect(clock.pending()).toBe(0);
  });
});
