import type { DevtoolsSession } from './devtools-session.ts';

/** Names of the types that a field has: the first field of nodes and edges is their type. */
type TypeNames = readonly [readonly string[], ...unknown[]];

/** A heap snapshot as V8 writes it (src/profiler/heap-snapshot-generator.cc, `HeapSnapshotJSONSerializer`). */
export interface SnapshotFile {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: TypeNames;
      readonly edge_fields: readonly string[];
      readonly edge_types: TypeNames;
    };
    readonly node_count: number;
  };
  /** Fields of one node after those of another; the edges of a node follow those of the node before. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** Place of a field among the fields of a node or an edge. */
export const fieldAt = (fields: readonly string[], name: string): number => {
  const index = fields.indexOf(name);
  if (index === -1) throw new Error(`a heap snapshot without ${name}`);
  return index;
};

export const typeNumber = ([names]: TypeNames, name: string): number => fieldAt(names, name);

/**
 * The heap as it is now. V8 collects garbage before.
 * @param options of `HeapProfiler.takeHeapSnapshot`
 */
export const takeSnapshotFile = async (
  session: DevtoolsSession,
  options: { readonly exposeInternals?: boolean; readonly captureNumericValue?: boolean } = {},
): Promise<SnapshotFile> => {
  const chunks: string[] = [];
  const stop = session.on<{ chunk: string }>('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    chunks.push(chunk);
  });
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', options);
  stop();
  return JSON.parse(chunks.join('')) as SnapshotFile;
};
