import type { MessagePortMain } from 'electron';
import { describe, expect, it } from 'vitest';
import type { CoreToShell, ShellToCore } from '../../../electron/contract/supervision.ts';
import type { CoreHost } from '../../../electron/main/core-host/core-host.ts';
import { superviseCore } from '../../../electron/main/core-supervisor.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

/** A core process that the test kills, and that answers pings unless told to hang. */
const createWorld = (options: { readonly slow?: boolean; readonly deaf?: boolean } = {}) => {
  const clock = createFakeClock();
  const events: string[] = [];
  const cores: { alive: boolean; hangs: boolean; exit(description: string): void; connected: number[] }[] =
    [];
  const startHost = (): CoreHost => {
    let onExit: (description: string, inOrder: boolean) => void = () => undefined;
    const listeners: ((message: CoreToShell) => void)[] = [];
    const core = {
      alive: true,
      hangs: false,
      connected: [] as number[],
      exit: (description: string) => {
        core.alive = false;
        onExit(description, description === 'exit code 0');
      },
    };
    cores.push(core);
    events.push(`start at ${clock.monotonic()}`);
    return {
      kind: 'node-fork',
      pid: () => undefined,
      send: (message: ShellToCore) => {
        if (!core.alive || core.hangs) return;
        if (message.type === 'ping')
          for (const listener of listeners) listener({ type: 'pong', sequence: message.sequence });
        if (message.type === 'stop') core.exit('exit code 0');
      },
      connectRenderer: (connection) => core.connected.push(connection),
      onMessage: (listener) => {
        listeners.push(listener);
        if (!options.slow) listener({ type: 'ready' });
      },
      onExit: (listener) => {
        onExit = listener;
      },
      kill: () => {
        kills += 1;
        if (!options.deaf || kills > 1) core.exit('signal SIGKILL');
      },
    };
  };
  const told: (string | null)[] = [];
  const deaths: string[] = [];
  let kills = 0;
  let replaced = 0;
  const supervisor = superviseCore({
    startHost,
    start: (former) => {
      told.push(former);
      return '{}';
    },
    log: { info: () => undefined, error: (event) => events.push(event) },
    onDied: (description) => deaths.push(description),
    timers: clock,
    onReplaced: () => {
      replaced += 1;
    },
    stopWithinMilliseconds: 3_000,
  });
  return {
    clock,
    events,
    told,
    deaths,
    cores,
    supervisor,
    replaced: () => replaced,
    last: () => cores[cores.length - 1],
  };
};

const port = () => {
  const state = { closed: false };
  return { state, port: { close: () => (state.closed = true) } as unknown as MessagePortMain };
};

describe('the supervisor of the core', () => {
  it('leaves a core alone that answers', async () => {
    const world = createWorld();
    await world.clock.advance(600_000);
    expect(world.cores).toHaveLength(1);
  });

  it('starts another at once when one dies, and asks for the renderer to be connected', async () => {
    const world = createWorld();
    await world.clock.advance(10_000);
    world.last()?.exit('signal SIGKILL');
    await world.clock.advance(0);
    expect(world.cores).toHaveLength(2);
    expect(world.replaced()).toBe(1);
    world.supervisor.connectRenderer(port().port);
    expect(world.last()?.connected).toEqual([1]);
  });

  it('tells the next core whether the one before it ended in order, and calls only the other a death', async () => {
    const world = createWorld();
    await world.clock.advance(60_000);
    world.last()?.exit('exit code 0');
    await world.clock.advance(60_000);
    world.last()?.exit('exit code 1');
    await world.clock.advance(60_000);
    expect(world.told).toEqual([null, 'in-order', 'core-died']);
    expect(world.deaths).toEqual(['exit code 1']);
    expect(world.events.filter((event) => event === 'core-died')).toHaveLength(1);
  });

  it('slows down also when cores end in order again and again', async () => {
    const world = createWorld();
    for (let round = 0; round < 4; round += 1) {
      world.last()?.exit('exit code 0');
      await world.clock.advance(0);
    }
    expect(world.cores.length).toBeLessThan(4);
  });

  it('replaces a core that hangs within five seconds', async () => {
    const world = createWorld();
    const [first] = world.cores;
    if (first) first.hangs = true;
    await world.clock.advance(5_001);
    expect(world.events).toContain('core-hangs');
    await world.clock.advance(1);
    expect(world.cores).toHaveLength(2);
  });

  it('lets a core take its time to come up', async () => {
    const world = createWorld({ slow: true });
    const [first] = world.cores;
    if (first) first.hangs = true;
    await world.clock.advance(50_000);
    expect(world.cores).toHaveLength(1);
    await world.clock.advance(12_000);
    expect(world.cores).toHaveLength(2);
  });

  it('kills again a core that a first kill did not end', async () => {
    const world = createWorld({ deaf: true });
    const [first] = world.cores;
    if (first) first.hangs = true;
    await world.clock.advance(10_000);
    expect(world.cores).toHaveLength(2);
  });

  it('is quick again after a core that lived long enough', async () => {
    const world = createWorld();
    for (let round = 0; round < 4; round += 1) {
      world.last()?.exit('exit code 1');
      await world.clock.advance(5_000);
    }
    expect(world.cores).toHaveLength(5);
    await world.clock.advance(30_000);
    world.last()?.exit('exit code 1');
    await world.clock.advance(0);
    expect(world.cores).toHaveLength(6);
  });

  it('waits longer before each restart in a row', async () => {
    const world = createWorld();
    const starts: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const before = world.cores.length;
      const diedAt = world.clock.monotonic();
      world.last()?.exit('exit code 1');
      while (world.cores.length === before) await world.clock.advance(50);
      starts.push(world.clock.monotonic() - diedAt);
    }
    expect(starts).toEqual([50, 250, 1_000, 5_000, 30_000, 30_000]);
  });

  it('closes the channel of a renderer that comes while there is no core', async () => {
    const world = createWorld();
    world.last()?.exit('exit code 1');
    const { state, port: renderer } = port();
    world.supervisor.connectRenderer(renderer);
    expect(state.closed).toBe(true);
  });

  it('ends the core and starts no other when it is told to stop', async () => {
    const world = createWorld();
    await world.supervisor.stop();
    await world.clock.advance(60_000);
    expect(world.cores).toHaveLength(1);
    expect(world.cores[0]?.alive).toBe(false);
  });

  it('kills a core that does not stop by itself', async () => {
    const world = createWorld();
    const [first] = world.cores;
    if (first) first.hangs = true;
    const stopped = world.supervisor.stop();
    await world.clock.advance(3_000);
    await stopped;
    expect(first?.alive).toBe(false);
  });

  it('has the core end in order when it is to be renewed, and another take its place', async () => {
    const world = createWorld();
    await world.clock.advance(60_000);
    world.supervisor.renew();
    await world.clock.advance(0);
    expect(world.cores).toHaveLength(2);
    expect(world.last()?.alive).toBe(true);
  });
});
