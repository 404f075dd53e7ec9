import { expect, test } from 'vitest';
import { createPumpWorld, keyOf, messageOf } from '../../../property/sync/pump-world.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNRESET' } as const;
const minute = 60_000;

test('a large upload goes chunk by chunk while small applications pass it', async () => {
  const world = createPumpWorld([messageOf(1, { chunks: 80 }), messageOf(2)]);
  const order: string[] = [];
  world.line = {
    ...world.platform,
    submit: (bodies) => {
      order.push('batch');
      return world.platform.submit(bodies);
    },
    putChunk: (materialId, index, sealed) => {
      order.push('chunk');
      if (index === 40) {
        world.outbox.add(messageOf(3));
        world.pump().wake();
      }
      return world.platform.putChunk(materialId, index, sealed);
    },
  };
  await world.advance(0);
  await world.advance(1_000);
  expect(world.platform.received).toEqual([keyOf(2), keyOf(3), keyOf(1)]);
  expect(order.indexOf('batch', 1)).toBeLessThan(order.lastIndexOf('chunk') - 30);
  expect(world.platform.chunksReceived).toHaveLength(80);
});

test('uploads take turns', async () => {
  const world = createPumpWorld([messageOf(1, { chunks: 3 }), messageOf(2, { chunks: 3 })]);
  await world.advance(0);
  await world.advance(1_000);
  const first = keyOf(1_000_001);
  const second = keyOf(1_000_002);
  expect(world.platform.chunksReceived).toEqual([
    `${first}/0`,
    `${second}/0`,
    `${first}/1`,
    `${second}/1`,
    `${first}/2`,
    `${second}/2`,
  ]);
});

test('after a break the platform is asked once what it has, and only the rest goes up', async () => {
  const world = createPumpWorld([messageOf(1, { chunks: 8 })]);
  let puts = 0;
  world.line = {
    ...world.platform,
    putChunk: async (...chunk) => {
      puts += 1;
      const done = await world.platform.putChunk(...chunk);
      // The fourth chunk arrives and its answer is lost.
      return puts === 4 ? unreachable : done;
    },
  };
  await world.advance(minute);
  expect(world.platform.chunksReceived).toHaveLength(8);
  expect(world.platform.statusAsked).toHaveLength(2);
  expect(world.platform.received).toEqual([keyOf(1)]);
});

test('chunks that the platform has lost go up again before the application', async () => {
  const world = createPumpWorld([messageOf(1, { chunks: 4 })]);
  world.line = {
    ...world.platform,
    submit: (bodies) => {
      world.line = world.platform;
      world.platform.forgetChunk(keyOf(1_000_001), 2);
      return world.platform.submit(bodies);
    },
  };
  await world.advance(minute);
  expect(world.platform.chunksReceived.at(-1)).toBe(`${keyOf(1_000_001)}/2`);
  expect(world.platform.chunksReceived).toHaveLength(5);
  expect(world.states()).toEqual(['acknowledged']);
});

test('a platform that never finds its chunks is not sent them in a circle', async () => {
  const world = createPumpWorld([messageOf(1, { chunks: 2 }), messageOf(2)]);
  world.line = {
    ...world.platform,
    submit: (bodies) => {
      world.platform.forgetChunk(keyOf(1_000_001), 0);
      return world.platform.submit(bodies);
    },
  };
  await world.advance(10 * minute);
  expect(world.platform.received).toEqual([keyOf(2)]);
  expect(world.platform.chunksReceived.length).toBeGreaterThan(3);
  expect(world.platform.chunksReceived.length).toBeLessThan(25);
});
