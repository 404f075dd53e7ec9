import { expect, test } from 'vitest';
import type { PumpLine } from '../../../../electron/sync/pump/ports.ts';
import { createPumpWorld, keyOf, messageOf } from '../../../property/sync/pump-world.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;
const minute = 60_000;

/** A line that is down until it is mended. */
const brokenLine = (): PumpLine & { calls: number } => {
  const line = {
    calls: 0,
    submit: async () => {
      line.calls += 1;
      return unreachable;
    },
    putChunk: async () => {
      line.calls += 1;
      return unreachable;
    },
    materialStatus: async () => {
      line.calls += 1;
      return unreachable;
    },
  };
  return line;
};

test('a queue is sent in batches, acknowledged in one transaction a batch, with one audit entry each', async () => {
  const world = createPumpWorld(Array.from({ length: 200 }, (_, number) => messageOf(number)));
  await world.advance(0);
  await world.advance(1_000);
  expect(world.platform.received).toEqual(Array.from({ length: 200 }, (_, number) => keyOf(number)));
  expect(new Set(world.states())).toEqual(new Set(['acknowledged']));
  expect(world.outbox.commits()).toBe(world.platform.batches.length);
  expect(world.outbox.audit.map(({ action }) => action)).toEqual(
    world.platform.batches.map(() => 'sync.batch-answered'),
  );
  expect(world.outbox.audit[0]?.details).toEqual({ received: 64, refused: 0, postponed: 0, late: 0 });
  expect(world.outbox.applications.get(keyOf(7))).toBe('received');
  expect(world.pump().view()).toMatchObject({ pending: 0, inFlight: 0, refused: 0, oldestPendingAt: null });
});

test('what is filed while the queue is empty goes out when the pump is woken', async () => {
  const world = createPumpWorld();
  await world.advance(0);
  world.outbox.add(messageOf(1));
  world.pump().wake();
  await world.advance(0);
  expect(world.platform.received).toEqual([keyOf(1)]);
});

test('a refused message becomes a dead letter with its reason and an audit entry, and its neighbours are taken', async () => {
  const world = createPumpWorld([messageOf(1), messageOf(2, { fate: 'refused' }), messageOf(3)]);
  await world.advance(0);
  expect(world.states()).toEqual(['acknowledged', 'refused', 'acknowledged']);
  expect(world.outbox.entries[1]?.reason).toBe('unknown-item');
  expect(world.outbox.applications.get(keyOf(2))).toBe('refused');
  expect(world.outbox.audit.map(({ action, subject }) => [action, subject])).toEqual([
    ['sync.message-refused', keyOf(2)],
    ['sync.batch-answered', undefined],
  ]);
});

test('priority goes before age, and a group keeps its order', async () => {
  const world = createPumpWorld([
    messageOf(1, { group: 'a', priority: 1 }),
    messageOf(2, { group: 'a', priority: 1 }),
    messageOf(3, { priority: 0 }),
  ]);
  await world.advance(0);
  expect(world.platform.batches).toEqual([[keyOf(3), keyOf(1)], [keyOf(2)]]);
});

test('while the line is down it is tried less and less often, and once the breaker is open one message at a time', async () => {
  const world = createPumpWorld(Array.from({ length: 10 }, (_, number) => messageOf(number)));
  const line = brokenLine();
  world.line = line;
  await world.advance(10 * minute);
  expect(world.pump().view()).toMatchObject({ breaker: 'open', problem: 'unreachable', pending: 10 });
  const calls = line.calls;
  expect(calls).toBeGreaterThan(5);
  await world.advance(60 * minute);
  // Five minutes at most, two and a half on average.
  expect(line.calls - calls).toBeGreaterThanOrEqual(12);
  expect(line.calls - calls).toBeLessThan(50);
  expect(world.outbox.entries.every(({ attempts }) => attempts === 0)).toBe(true);
});

test('"online" tries the line at once, with a single message, and then everything goes', async () => {
  const world = createPumpWorld(Array.from({ length: 10 }, (_, number) => messageOf(number)));
  world.line = brokenLine();
  await world.advance(10 * minute);
  world.line = world.platform;
  world.pump().online();
  await world.advance(0);
  await world.advance(0);
  expect(world.platform.batches[0]).toHaveLength(1);
  expect(world.platform.received).toHaveLength(10);
  expect(world.pump().view().breaker).toBe('closed');
});

test('a platform that is busy is left alone for as long as it asks, whatever the line monitor says', async () => {
  const world = createPumpWorld([messageOf(1)]);
  let calls = 0;
  world.line = {
    ...world.platform,
    submit: async () => {
      calls += 1;
      return {
        ok: false,
        reason: 'refused',
        problem: 'busy',
        retryAfterMilliseconds: 30_000,
        detail: 'status 503',
      };
    },
  };
  await world.advance(0);
  expect(calls).toBe(1);
  world.pump().online();
  await world.advance(29_000);
  expect(calls).toBe(1);
  world.line = world.platform;
  await world.advance(1_000);
  expect(world.platform.received).toEqual([keyOf(1)]);
});

test('a message that spoils its batch is found by halving and becomes a dead letter; all others are taken', async () => {
  const messages = Array.from({ length: 40 }, (_, number) =>
    messageOf(number, number === 23 ? { fate: 'breaks-batch' } : {}),
  );
  const world = createPumpWorld(messages);
  await world.advance(minute);
  expect(world.outbox.entries[23]).toMatchObject({ state: 'refused', reason: 'too-large' });
  expect(world.platform.received).toHaveLength(39);
  expect(world.platform.batches.length).toBeLessThan(20);
});

test('a message that silences the platform each time is postponed and holds up nobody', async () => {
  const messages = Array.from({ length: 40 }, (_, number) =>
    messageOf(number, number === 5 ? { fate: 'silences-platform' } : {}),
  );
  const world = createPumpWorld(messages);
  world.seemsOnline = true;
  await world.advance(30 * minute);
  expect(world.platform.received).toHaveLength(39);
  expect(world.outbox.entries[5]).toMatchObject({ state: 'pending' });
  expect(world.outbox.entries[5]?.attempts).toBeGreaterThan(2);
});

test.each([
  ['says nothing of a message', () => ({ results: [] })],
  [
    'speaks of another message',
    () => ({ results: [{ key: keyOf(99), outcome: 'received' as const, receivedAt: 1 }] }),
  ],
  [
    'contradicts itself',
    () => ({
      results: [
        { key: keyOf(1), outcome: 'received' as const, receivedAt: 1 },
        { key: keyOf(1), outcome: 'refused' as const, reason: 'unknown-item' as const, refusedAt: 1 },
      ],
    }),
  ],
])('an answer that %s changes nothing but the time of the next attempt', async (_what, reply) => {
  const world = createPumpWorld([messageOf(1)]);
  world.line = { ...world.platform, submit: async () => ({ ok: true, value: reply() }) };
  world.pump().wake();
  await world.advance(0);
  expect(world.outbox.entries[0]).toMatchObject({ state: 'pending', attempts: 1 });
  world.line = world.platform;
  await world.advance(minute);
  expect(world.outbox.entries[0]?.state).toBe('acknowledged');
});

test.each(['not-genuine', 'malformed-reply'] as const)(
  'an answer that is %s changes nothing',
  async (reason) => {
    const world = createPumpWorld([messageOf(1)]);
    world.line = { ...world.platform, submit: async () => ({ ok: false, reason, detail: '' }) };
    world.pump().wake();
    await world.advance(0);
    expect(world.outbox.entries[0]?.state).toBe('pending');
    expect(world.outbox.applications.get(keyOf(1))).toBe('filed');
  },
);

test('a disk that refuses the acknowledgement leaves the message pending; it is sent again and counted once', async () => {
  const world = createPumpWorld([messageOf(1)]);
  world.outbox.failNext({ ok: false, reason: 'disk-full', detail: '' });
  await world.advance(0);
  expect(world.states()).toEqual(['pending']);
  expect(world.pump().view().problem).toBe('disk-full');
  await world.advance(5_000);
  expect(world.states()).toEqual(['acknowledged']);
  expect(world.platform.batches).toHaveLength(2);
  expect(world.platform.timesTaken(keyOf(1))).toBe(1);
});

test('messages postponed by a clock that ran ahead do not wait for it', async () => {
  const world = createPumpWorld([messageOf(1)]);
  world.line = { ...world.platform, submit: async () => ({ ok: true, value: { results: [] } }) };
  world.clock.jumpTo(Date.UTC(2030, 0, 1));
  world.pump().wake();
  await world.advance(0);
  expect(world.outbox.entries[0]?.notBefore).toBeGreaterThan(Date.UTC(2029, 11, 31));
  world.line = world.platform;
  world.clock.jumpTo(Date.UTC(2026, 10, 20, 8));
  world.pump().wake();
  await world.advance(2_000);
  expect(world.states()).toEqual(['acknowledged']);
});

test('the first change is told at once and the last of many within a quarter of a second', async () => {
  const world = createPumpWorld();
  await world.advance(0);
  await world.advance(1_000);
  const told: number[] = [];
  world.pump().onChange(() => told.push(world.pump().view().pending));
  for (let number = 0; number < 300; number += 1) world.outbox.add(messageOf(number));
  world.pump().wake();
  await world.advance(0);
  expect(told.length).toBeLessThanOrEqual(1);
  await world.advance(1_000);
  expect(told.at(-1)).toBe(0);
  expect(told.length).toBeLessThanOrEqual(3);
});

test('a pump that is stopped sends nothing more and writes down what was on its way', async () => {
  const world = createPumpWorld([messageOf(1)]);
  let answer = (): void => undefined;
  world.line = {
    ...world.platform,
    submit: async (bodies) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return world.platform.submit(bodies);
    },
  };
  const stopped = world.pump().stop();
  world.outbox.add(messageOf(2));
  answer();
  await stopped;
  expect(world.states()).toEqual(['acknowledged', 'pending']);
});
