/**
 * What lies in a heap of V8 by class, from a heap snapshot
 * (https://developer.chrome.com/docs/devtools/memory-problems/heap-snapshot-schema): a heap that grows because V8 compiles what is
 * called often is told apart from one that keeps what should have gone.
 */
import type { CDPSession } from '@playwright/test';

interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      /** The first is the list of types, by the numbers of which nodes name theirs. */
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  /** One after the other, as many numbers each as there are fields. */
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

export interface HeapByClass {
  /** Machine code, byte code and what belongs to them, bytes. */
  readonly code: number;
  /** All the rest, bytes. */
  readonly objects: number;
  /** Bytes of each class that is not code. */
  readonly classes: ReadonlyMap<string, number>;
}

const textTypes = new Set(['string', 'concatenated string', 'sliced string']);

/** @param text what `HeapProfiler.takeHeapSnapshot` told, its chunks put together */
export const heapByClass = (text: string): HeapByClass => {
  const { snapshot, nodes, strings } = JSON.parse(text) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [at, nameAt, sizeAt] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  if (at === undefined || nameAt === undefined || sizeAt === undefined || Math.min(at, nameAt, sizeAt) < 0)
    throw new TypeError('not a heap snapshot');
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

/** Of the page that `inspector` is attached to; garbage is collected first. */
export const takeHeapByClass = async (inspector: CDPSession): Promise<HeapByClass> => {
  await inspector.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }) => {
    chunks.push(chunk);
  };
  inspector.on('HeapProfiler.addHeapSnapshotChunk', keep);
  try {
    await inspector.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  } finally {
    inspector.off('HeapProfiler.addHeapSnapshotChunk', keep);
  }
  return heapByClass(chunks.join(''));
};
