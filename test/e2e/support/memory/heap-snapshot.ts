import type { DevtoolsSession } from './devtools-session.ts';
import { findRetainers } from './retainers.ts';

/** What a heap snapshot of V8 says of itself and holds (v8-profiler.h, `HeapSnapshot::Serialize`). */
export interface SnapshotFile {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
    readonly node_count: number;
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** A text that is alive: a string, a name of a variable, property, function or class, a number as it is written. */
export interface LivingText {
  readonly text: string;
  /** How it is reached from the root of the heap. */
  path(): string;
}

/** Names are cut off here unless V8 is told otherwise (`--heap-snapshot-string-limit`). */
const cutOffAt = 1_024;

/** Every text that is reachable; V8 collects garbage before it takes a snapshot. */
export const livingTexts = async (session: DevtoolsSession): Promise<readonly LivingText[]> => {
  const chunks: string[] = [];
  const stop = session.on<{ chunk: string }>('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    chunks.push(chunk);
  });
  const t0 = performance.now();
  let tFirst = 0;
  session.on<{ chunk: string }>('HeapProfiler.addHeapSnapshotChunk', () => {
    tFirst ||= performance.now();
  });
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { exposeInternals: true, captureNumericValue: true });
  stop();
  console.log(
    '.. snapshot',
    t0,
    tFirst,
    chunks.length,
    chunks.reduce((n, c) => n + c.length, 0),
    performance.now(),
  );
  return textsOf(JSON.parse(chunks.join('')) as SnapshotFile, session);
};

const textsOf = async (file: SnapshotFile, session: DevtoolsSession): Promise<readonly LivingText[]> => {
  const { nodes, edges, strings } = file;
  const { node_fields: nodeFields, edge_fields: edgeFields, node_types, edge_types } = file.snapshot.meta;
  const nodeSize = nodeFields.length;
  const edgeSize = edgeFields.length;
  const [typeAt, nameAt, idAt, edgesAt] = ['type', 'name', 'id', 'edge_count'].map((field) =>
    nodeFields.indexOf(field),
  ) as [number, number, number, number];
  const [edgeTypeAt, edgeNameAt, targetAt] = ['type', 'name_or_index', 'to_node'].map((field) =>
    edgeFields.indexOf(field),
  ) as [number, number, number];
  const stringType = node_types[0].indexOf('string');
  const codeType = node_types[0].indexOf('code');
  const joinedType = node_types[0].indexOf('concatenated string');
  /** Types of edges whose name is a number, not a text. */
  const numbered = new Set(['element', 'hidden'].map((type) => edge_types[0].indexOf(type)));

  const retainers = findRetainers(file);
  const living: LivingText[] = [];
  const add = (text: string, node: number): void => {
    living.push({ text, path: () => retainers.pathTo(node) });
  };

  /** Of a string that was put together (`a + b`) and not read since: its two parts. */
  const partsOf = new Map<number, Partial<Record<string, number>>>();
  const cutOff = new Set<number>();
  /** Texts of programs: what nobody of a visit has written. */
  const sources = new Set<number>();
  const seen = new Set<number>();
  for (let node = 0, edge = 0; node < file.snapshot.node_count; node += 1) {
    const at = node * nodeSize;
    const type = nodes[at + typeAt] ?? 0;
    const name = nodes[at + nameAt] ?? 0;
    const text = strings[name] ?? '';
    if (type === stringType && text.length === cutOffAt) cutOff.add(node);
    else if (!seen.has(name)) {
      seen.add(name);
      add(text, node);
    }
    const parts: Partial<Record<string, number>> = {};
    for (const end = edge + (nodes[at + edgesAt] ?? 0); edge < end; edge += 1) {
      const edgeAt = edge * edgeSize;
      if (numbered.has(edges[edgeAt + edgeTypeAt] ?? 0)) continue;
      const edgeName = edges[edgeAt + edgeNameAt] ?? 0;
      const edgeText = strings[edgeName] ?? '';
      const target = (edges[edgeAt + targetAt] ?? 0) / nodeSize;
      if (type === joinedType) parts[edgeText] = target;
      if (type === codeType && edgeText === 'source') sources.add(target);
      if (seen.has(edgeName)) continue;
      seen.add(edgeName);
      add(edgeText, node);
    }
    if (type === joinedType) partsOf.set(node, parts);
  }

  console.log(
    '.. cutoff',
    cutOff.size,
    sources.size,
    cutOff.difference(sources).size,
    'joined',
    partsOf.size,
    living.length,
    performance.now(),
  );
  const wholeTexts = new Map<number, string>();
  for (const node of cutOff.difference(sources)) {
    wholeTexts.set(node, (await wholeText(session, nodes[node * nodeSize + idAt] ?? 0)) ?? '');
  }
  for (const [node, text] of wholeTexts) {
    add(text === '' ? (strings[nodes[node * nodeSize + nameAt] ?? 0] ?? '') : text, node);
  }
  console.log('.. whole', performance.now());
  for (const node of partsOf.keys()) {
    let text = '';
    const open = [node];
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      const parts = partsOf.get(part);
      if (parts === undefined) {
        text += wholeTexts.get(part) ?? strings[nodes[part * nodeSize + nameAt] ?? 0] ?? '';
        continue;
      }
      for (const next of [parts.second, parts.first]) if (next !== undefined) open.push(next);
    }
    add(text, node);
  }
  return living;
};

/** The whole text of a string that the snapshot has cut off; null of one that no script can be given, or that is gone. */
const wholeText = async (session: DevtoolsSession, id: number): Promise<string | null> => {
  try {
    const { result } = await session.send<{ result: { value?: unknown } }>(
      'HeapProfiler.getObjectByHeapObjectId',
      { objectId: String(id) },
    );
    return typeof result.value === 'string' ? result.value : null;
  } catch {
    return null;
  }
};
