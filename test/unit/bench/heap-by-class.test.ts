import { expect, test } from 'vitest';
import { grownMost, heapByClass } from '../../../bench/ui/heap-by-class.ts';
import { takeSnapshotFile } from '../../e2e/support/memory/snapshot-file.ts';
import { ownInspector } from '../../helpers/own-inspector.ts';

const snapshotOf = (nodes: readonly (readonly [type: number, name: number, size: number])[]) => ({
  snapshot: {
    meta: {
      node_fields: ['type', 'name', 'id', 'self_size'],
      node_types: [['hidden', 'object', 'code', 'string']] as const,
      edge_fields: [],
      edge_types: [[]] as const,
    },
    node_count: nodes.length,
  },
  nodes: nodes.flatMap(([type, name, size], id) => [type, name, id, size]),
  strings: ['Visit', '(code)', 'any words', 'other words'],
});

test('compiled code is told apart from objects, and words are counted together', () => {
  const heap = heapByClass(
    snapshotOf([
      [1, 0, 40],
      [1, 0, 60],
      [2, 1, 5000],
      [3, 2, 10],
      [3, 3, 20],
    ]),
  );
  expect(heap).toEqual({
    code: 5000,
    objects: 130,
    classes: new Map([
      ['object Visit', 100],
      ['string', 30],
    ]),
  });
});

test('the classes that grew are named, the most first, and none that shrank', () => {
  const before = heapByClass(
    snapshotOf([
      [1, 0, 1000],
      [3, 2, 9000],
    ]),
  );
  const after = heapByClass(
    snapshotOf([
      [1, 0, 5000],
      [3, 2, 8000],
      [0, 3, 7000],
    ]),
  );
  expect(grownMost(before, after)).toBe('hidden other words +7 kB, object Visit +4 kB');
});

test('what is kept is seen in a snapshot of a real heap', async () => {
  class KeptThing {
    readonly words: string;
    constructor(words: string) {
      this.words = words;
    }
  }
  const inspector = ownInspector();
  const kept: KeptThing[] = [];
  for (let index = 0; index < 1000; index += 1) kept.push(new KeptThing(`words ${index}`));
  const heap = heapByClass(await takeSnapshotFile(inspector));
  await inspector.close();
  expect(heap.classes.get('object KeptThing')).toBeGreaterThanOrEqual(kept.length * 16);
  expect(heap.code).toBeGreaterThan(0);
});

test('a snapshot without sizes is refused', () => {
  const snapshot = snapshotOf([]);
  const meta = { ...snapshot.snapshot.meta, node_fields: ['type', 'name'] };
  const without = { ...snapshot, snapshot: { ...snapshot.snapshot, meta } };
  expect(() => heapByClass(without)).toThrow('a heap snapshot without self_size');
});
