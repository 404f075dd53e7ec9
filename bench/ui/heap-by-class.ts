/**
 * What lies in a heap of V8 by class, from a heap snapshot
 * (https://developer.chrome.com/docs/devtools/memory-problems/heap-snapshot-schema): a heap that grows because V8 compiles what is
 * called often is told apart from one that keeps what should have gone.
 */
import { fieldAt, type SnapshotFile } from '../../test/e2e/support/memory/snapshot-file.ts';

export interface HeapByClass {
  /** Machine code, byte code and what belongs to them, bytes. */
  readonly code: number;
  /** All the rest, bytes. */
  readonly objects: number;
  /** Bytes of each class that is not code. */
  readonly classes: ReadonlyMap<string, number>;
}

const textTypes = new Set(['string', 'concatenated string', 'sliced string']);

/** Only what a snapshot tells of nodes is read. */
export const heapByClass = ({
  snapshot,
  nodes,
  strings,
}: Pick<SnapshotFile, 'snapshot' | 'nodes' | 'strings'>): HeapByClass => {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [at, nameAt, sizeAt] = ['type', 'name', 'self_size'].map((field) => fieldAt(fields, field)) as [
    number,
    number,
    number,
  ];
  let code = 0;
  let objects = 0;
  const classes = new Map<string, number>();
  for (let node = 0; node < nodes.length; node += fields.length) {
    const type = types[0][nodes[node + at] ?? -1] ?? 'unknown';
    const size = nodes[node + sizeAt] ?? 0;
    if (type === 'code') {
      code += size;
      continue;
    }
    objects += size;
    const name = textTypes.has(type) ? 'string' : `${type} ${strings[nodes[node + nameAt] ?? -1] ?? ''}`;
    classes.set(name, (classes.get(name) ?? 0) + size);
  }
  return { code, objects, classes };
};

/** The classes that have grown most, the first the most, in words. */
export const grownMost = (before: HeapByClass, after: HeapByClass, count = 3): string =>
  [...after.classes]
    .map(([name, size]) => ({ name, grown: size - (before.classes.get(name) ?? 0) }))
    .filter(({ grown }) => grown > 0)
    .sort((one, other) => other.grown - one.grown)
    .slice(0, count)
    .map(({ name, grown }) => `${name} +${(grown / 1000).toFixed(0)} kB`)
    .join(', ');
