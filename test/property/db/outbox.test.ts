import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyMigrations } from '../../../db/migrations/apply.ts';
import { setPragmas } from '../../../db/pragmas.ts';
import { createUnitOfWork, type Unit, type UnitOfWork } from '../../../db/unit-of-work.ts';
import { acknowledge, idOf, sealedMaterial } from '../../helpers/database.ts';
import { createOutboxModel, type OutboxModel, type Window } from './outbox-model.ts';

/** `own` is a group of the message's own; `first` is that of the first message, whose key names it. */
const groups = ['own', 'own', 'first', 'A', 'A', 'B'] as const;
/** A message by its number, counted from the newest: most steps are about what waits. */
const message = fc.nat({ max: 9 });
const chunk = fc.record({ message, material: fc.nat({ max: 1 }), index: fc.nat({ max: 2 }) });

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('add'),
      group: fc.constantFrom(...groups),
      priority: fc.nat({ max: 2 }),
      padding: fc.constantFrom(8, 98, 98, 298),
      chunks: fc.oneof(
        { weight: 3, arbitrary: fc.constant<number[]>([]) },
        { weight: 1, arbitrary: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }) },
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('acknowledge'), message }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('refuse'), message }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('retry', 'settle', 'settle'), message }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('postpone'), message, by: fc.integer({ min: -5, max: 40 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('uploaded', 'missing'), chunk }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('purge'), age: fc.nat({ max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait'), by: fc.nat({ max: 30 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const look = fc.record({
  limit: fc.nat({ max: 8 }),
  bytes: fc.oneof(fc.nat({ max: 1_000 }), fc.constantFrom(100, 200, 300, 400)),
  except: fc.array(message, { maxLength: 3, size: 'max' }),
});

interface World {
  readonly work: UnitOfWork;
  readonly model: OutboxModel;
  now: number;
}

const materialIdOf = (number: number, material: number): string => idOf(2_000 + number * 10 + material);

const write = (world: World, change: (unit: Unit) => { readonly ok: boolean }): boolean =>
  world.work.transaction(change).ok;
const commit = (world: World, change: (unit: Unit) => void): void => {
  const done = write(world, (unit) => {
    change(unit);
    return { ok: true };
  });
  expect(done).toBe(true);
};

/** A step may also name a message that is final, was purged, or never was. */
const run = (world: World, each: Step, added: { count: number }): void => {
  const { model } = world;
  const keyOf = (number: number): string => idOf(1 + number);
  /** Number -1 is one that never was. */
  const numberOf = (fromNewest: number): number => Math.max(-1, added.count - 1 - fromNewest);
  if ('group' in each) {
    const number = added.count++;
    const key = keyOf(number);
    const groupId = each.group === 'own' ? key : each.group === 'first' ? keyOf(0) : each.group;
    const body = JSON.stringify('x'.repeat(each.padding));
    const materials = each.chunks.map((chunks, index) => sealedMaterial(2_000 + number * 10 + index, chunks));
    const { priority } = each;
    commit(world, (unit) => unit.outbox.add({ key, kind: 'rating', groupId, priority, body, materials }));
    model.add({
      key,
      groupId,
      priority,
      bytes: body.length,
      createdAt: world.now,
      materials: materials.map(({ materialId, chunks }) => ({
        materialId,
        uploaded: chunks.map(() => false),
      })),
    });
    return;
  }
  if ('chunk' in each) {
    const { index } = each.chunk;
    const materialId = materialIdOf(numberOf(each.chunk.message), each.chunk.material);
    model.mark(materialId, index, each.kind === 'uploaded');
    commit(world, (unit) =>
      each.kind === 'uploaded'
        ? unit.outbox.chunkUploaded({ materialId, index })
        : unit.outbox.chunksMissing(materialId, [index, index]),
    );
    return;
  }
  if ('age' in each) {
    let purged = -1;
    commit(world, (unit) => {
      purged = unit.outbox.purge(world.now - each.age);
    });
    expect(purged).toBe(model.purge(world.now - each.age));
    return;
  }
  if (!('message' in each)) {
    world.now += each.by;
    return;
  }
  const key = keyOf(numberOf(each.message));
  if ('by' in each) {
    model.postpone(key, world.now + each.by);
    commit(world, (unit) => unit.outbox.postpone(key, world.now + each.by));
    return;
  }
  switch (each.kind) {
    case 'acknowledge':
      expect(write(world, (unit) => acknowledge(unit.outbox, key))).toBe(
        model.change(key, 'pending', 'acknowledged', world.now),
      );
      break;
    case 'refuse':
      expect(write(world, (unit) => unit.outbox.refuse(key, 'unknown-item'))).toBe(
        model.change(key, 'pending', 'refused', world.now),
      );
      break;
    case 'retry':
      expect(write(world, (unit) => unit.outbox.retry(key))).toBe(
        model.change(key, 'refused', 'pending', world.now),
      );
      break;
    default:
      expect(write(world, (unit) => unit.outbox.settle(key, 'on-paper'))).toBe(
        model.change(key, 'refused', 'settled', world.now),
      );
  }
};

/** Every question is answered as the model answers it. */
const compare = ({ work, model, now }: World, windows: readonly Window[], count: number): void => {
  const answer = work.read(({ outbox }) => ({
    counts: outbox.counts(),
    windows: windows.map((window) => ({
      ready: outbox.ready(window).map(({ key }) => key),
      uploads: outbox.uploads(window),
    })),
    nextDue: outbox.nextDue(now),
    refused: outbox.refused().map(({ key }) => key),
    messages: Array.from({ length: count }, (_, index) => {
      const key = idOf(1 + index);
      const found = outbox.find(key);
      const next = outbox.nextChunk(key);
      return {
        next: next && { materialId: next.materialId, index: next.index },
        found: found && {
          sequence: found.sequence,
          state: found.state,
          attempts: found.attempts,
          notBefore: found.notBefore,
          settledAt: found.settledAt,
        },
      };
    }),
  }));
  expect(answer).toEqual({
    ok: true,
    value: {
      counts: model.counts(),
      windows: windows.map((window) => ({ ready: model.ready(window), uploads: model.uploads(window) })),
      nextDue: model.nextDue(now),
      refused: model.refused(),
      messages: Array.from({ length: count }, (_, index) => {
        const key = idOf(1 + index);
        const found = model.find(key);
        return {
          next: model.nextChunk(key),
          found: found && {
            sequence: found.sequence,
            state: found.state,
            attempts: found.attempts,
            notBefore: found.notBefore,
            settledAt: found.settledAt,
          },
        };
      }),
    },
  });
};

test('whatever happens in whatever order, the outbox answers as a list in memory does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ step, look }), { minLength: 1, maxLength: 60, size: 'max' }),
      (
        steps: readonly {
          readonly step: Step;
          readonly look: { limit: number; bytes: number; except: number[] };
        }[],
      ) => {
        const connection = new BetterSqlite3(':memory:');
        setPragmas(connection);
        applyMigrations(connection, 0);
        const world: World = {
          work: createUnitOfWork(connection, () => world.now),
          model: createOutboxModel(),
          now: 1_000,
        };
        const added = { count: 0 };
        for (const each of steps) {
          run(world, each.step, added);
          const except = new Set(
            each.look.except.map((fromNewest) => idOf(Math.max(0, added.count - fromNewest))),
          );
          compare(
            world,
            [
              { now: world.now, limit: 100, bytes: 1_000_000, except: new Set() },
              { now: world.now, limit: each.look.limit, bytes: each.look.bytes, except },
            ],
            added.count,
          );
        }
        expect(connection.pragma('foreign_key_check')).toEqual([]);
        connection.close();
      },
    ),
    { numRuns: 200 },
  );
}, 120_000);
