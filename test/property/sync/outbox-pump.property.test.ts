import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PumpLine } from '../../../electron/sync/pump/ports.ts';
import type { PlatformOutcome } from '../../../electron/sync/platform-client.ts';
import { createPumpWorld, messageOf, type PumpWorld } from './pump-world.ts';

/** What may happen to one exchange, or to the kiosk while it is under way. */
const faults = [
  'none',
  'lost-before',
  'lost-after',
  'arrives-much-later',
  'twice',
  'slow',
  'very-slow',
  'not-genuine',
  'malformed',
  'busy',
  'internal-error',
  'clock-skew',
  'results-cut-off',
  'disk-full',
  'crash-before',
  'crash-after',
  'chunks-forgotten',
] as const;
type Fault = (typeof faults)[number];

const messageSpec = fc.record({
  group: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
  kind: fc.constantFrom('application' as const, 'rating' as const),
  chunks: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }),
  fate: fc.oneof(
    { weight: 8, arbitrary: fc.constant('taken') },
    { weight: 1, arbitrary: fc.constantFrom('refused', 'breaks-batch') },
  ),
});

const scenario = fc.record({
  filed: fc.array(messageSpec, { minLength: 1, maxLength: 30 }),
  filedLater: fc.array(messageSpec, { maxLength: 10 }),
  faults: fc.array(fc.constantFrom(...faults), { maxLength: 60 }),
  restarts: fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 4 }),
  seemsOnline: fc.boolean(),
  seed: fc.nat(),
});

const lost: PlatformOutcome<never> = { ok: false, reason: 'unreachable', detail: 'ECONNRESET' };
const refusing = (problem: 'internal-error' | 'clock-skew'): PlatformOutcome<never> => ({
  ok: false,
  reason: 'refused',
  problem,
  detail: '',
});

interface Watch {
  concurrent: number;
  mostBatches: number;
}

/** A line that does to each exchange what the list says, in order, and nothing when the list is at its end. */
const faultyLine = (world: PumpWorld, planned: readonly Fault[], watch: Watch): PumpLine => {
  const { platform, clock } = world;
  const queue = [...planned];
  const later = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      clock.after(milliseconds, resolve);
    });

  const through = async <Value>(
    call: () => Promise<PlatformOutcome<Value>>,
    cut: (outcome: PlatformOutcome<Value>) => PlatformOutcome<Value>,
    forget: () => void,
  ): Promise<PlatformOutcome<Value>> => {
    const fault = queue.shift() ?? 'none';
    switch (fault) {
      case 'none':
        return call();
      case 'lost-before':
        return lost;
      case 'lost-after':
        await call();
        return lost;
      case 'arrives-much-later':
        clock.after(90_000, () => void call());
        return lost;
      case 'twice':
        await call();
        return call();
      case 'slow':
        await later(700);
        return call();
      case 'very-slow': {
        const outcome = await call();
        await later(9_000);
        return outcome;
      }
      case 'not-genuine':
        await call();
        return { ok: false, reason: 'not-genuine', detail: '' };
      case 'malformed':
        await call();
        return { ok: false, reason: 'malformed-reply', detail: '' };
      case 'busy':
        return { ok: false, reason: 'refused', problem: 'busy', retryAfterMilliseconds: 20_000, detail: '' };
      case 'internal-error':
      case 'clock-skew':
        return refusing(fault);
      case 'results-cut-off':
        return cut(await call());
      case 'disk-full':
        world.outbox.failNext({ ok: false, reason: 'disk-full', detail: '' });
        return call();
      case 'crash-before':
        await later(0);
        world.crash();
        return lost;
      case 'crash-after': {
        const outcome = await call();
        world.crash();
        return outcome;
      }
      case 'chunks-forgotten':
        forget();
        return call();
    }
  };

  const same = <Value>(outcome: PlatformOutcome<Value>): PlatformOutcome<Value> => outcome;
  const nothing = (): void => undefined;
  return {
    submit: async (bodies) => {
      watch.concurrent += 1;
      watch.mostBatches = Math.max(watch.mostBatches, watch.concurrent);
      try {
        return await through(
          () => platform.submit(bodies),
          (outcome) =>
            outcome.ok ? { ok: true, value: { results: outcome.value.results.slice(1) } } : outcome,
          () => {
            for (const { chunks } of world.outbox.entries) {
              for (const { materialId, index } of chunks) platform.forgetChunk(materialId, index);
            }
          },
        );
      } finally {
        watch.concurrent -= 1;
      }
    },
    putChunk: (...chunk) => through(() => platform.putChunk(...chunk), same, nothing),
    materialStatus: (materialId) => through(() => platform.materialStatus(materialId), same, nothing),
  };
};

type Spec = typeof messageSpec extends fc.Arbitrary<infer Value> ? Value : never;

const toMessage = ({ group, kind, chunks, fate }: Spec, number: number) =>
  messageOf(number, {
    kind,
    fate,
    chunks: kind === 'application' ? chunks : 0,
    priority: kind === 'application' ? 0 : 1,
    ...(group === null ? {} : { group: `group-${group}` }),
  });

/** A message that waits behind a dead letter of its group goes on when staff have settled it. */
const waitsBehindDeadLetter = (world: PumpWorld, index: number): boolean => {
  const entry = world.outbox.entries[index];
  return world.outbox.entries.some(
    (other, position) => position < index && other.groupId === entry?.groupId && other.state === 'refused',
  );
};

test('whatever is lost, doubled, late, refused or cut off: each message arrives once, in its order, or is a dead letter', async () => {
  await fc.assert(
    fc.asyncProperty(
      scenario,
      async ({ filed, filedLater, faults: planned, restarts, seemsOnline, seed }) => {
        const world = createPumpWorld(filed.map(toMessage), seed);
        const watch: Watch = { concurrent: 0, mostBatches: 0 };
        world.line = faultyLine(world, planned, watch);
        world.seemsOnline = seemsOnline;
        for (const time of restarts) world.clock.after(time, world.crash);
        filedLater.forEach((spec, position) => {
          world.clock.after(1_500 * (position + 1), () => {
            world.outbox.add(toMessage(spec, filed.length + position));
            world.pump().wake();
          });
        });
        // Each fault costs five minutes of waiting at most, and nothing more goes wrong after the last of them.
        await world.advance(planned.length * 300_000 + 3_600_000);

        const { entries } = world.outbox;
        for (const [index, entry] of entries.entries()) {
          const spec = [...filed, ...filedLater][index];
          const expected = waitsBehindDeadLetter(world, index)
            ? 'pending'
            : spec?.fate === 'taken'
              ? 'acknowledged'
              : 'refused';
          expect(`${entry.sequence} ${entry.state}`).toBe(`${entry.sequence} ${expected}`);
          expect(world.platform.timesTaken(entry.key)).toBe(expected === 'acknowledged' ? 1 : 0);
          if (entry.kind === 'application') {
            expect(world.outbox.applications.get(entry.key)).toBe(
              { acknowledged: 'received', refused: 'refused', pending: 'filed' }[expected],
            );
          }
        }
        for (const group of new Set(entries.map(({ groupId }) => groupId))) {
          const inOrder = entries.filter(({ groupId }) => groupId === group).map(({ key }) => key);
          const arrived = world.platform.received.filter((key) => inOrder.includes(key));
          expect(arrived).toEqual(inOrder.filter((key) => arrived.includes(key)));
        }
        const deadLetters = world.outbox.audit.filter(({ action }) => action === 'sync.message-refused');
        expect(deadLetters.map(({ subject }) => subject).sort()).toEqual(
          entries
            .filter(({ state }) => state === 'refused')
            .map(({ key }) => key)
            .sort(),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('what is on its way is bounded however long the queue is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...faults), { maxLength: 30 }), async (planned) => {
      const calm = planned.filter((fault) => !fault.startsWith('crash'));
      const world = createPumpWorld(Array.from({ length: 700 }, (_, number) => messageOf(number)));
      const watch: Watch = { concurrent: 0, mostBatches: 0 };
      world.line = faultyLine(world, calm, watch);
      await world.advance(calm.length * 300_000 + 60_000);
      expect(watch.mostBatches).toBeLessThanOrEqual(2);
      expect(world.outbox.longestRead()).toBeLessThanOrEqual(500);
      expect(world.platform.received).toHaveLength(700);
    }),
    { numRuns: 15 },
  );
});
