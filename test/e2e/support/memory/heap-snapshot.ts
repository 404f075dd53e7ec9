import type { DevtoolsSession } from './devtools-session.ts';
import { findRetainers } from './retainers.ts';
import { fieldAt, type SnapshotFile, takeSnapshotFile, typeNumber } from './snapshot-file.ts';

/** A text that is alive: a string, a name of a variable, property, function or class, a number as it is written. */
export interface LivingText {
  readonly text: string;
  /** How it is reached from the root of the heap. */
  path(): string;
}

export interface HeapSnapshot {
  readonly texts: readonly LivingText[];
  /** How an object with this id (`HeapProfiler.getHeapObjectId`) is reached; null where nothing keeps it any more. */
  pathTo(heapObjectId: string): string | null;
}

/** Names are cut off here unless V8 is told otherwise (`--heap-snapshot-string-limit`). */
const cutOffAt = 1_024;

/** Everything that is reachable; V8 collects garbage before it takes a snapshot. */
export const takeHeapSnapshot = async (session: DevtoolsSession): Promise<HeapSnapshot> => {
  const file = await takeSnapshotFile(session, { exposeInternals: true, captureNumericValue: true });
  const retainers = findRetainers(file);
  const texts = await readTexts(file, session);
  const idField = fieldAt(file.snapshot.meta.node_fields, 'id');
  return {
    texts: texts.map(({ text, node }) => ({ text, path: () => retainers.pathTo(node) })),
    pathTo: (heapObjectId) => {
      const size = file.snapshot.meta.node_fields.length;
      const id = Number(heapObjectId);
      for (let node = 0; node < file.snapshot.node_count; node += 1) {
        if (file.nodes[node * size + idField] === id) return retainers.pathTo(node);
      }
      return null;
    },
  };
};

interface TextOfNode {
  readonly text: string;
  readonly node: number;
}

/** Every text once, with the first node that has it. */
const readTexts = async (file: SnapshotFile, session: DevtoolsSession): Promise<readonly TextOfNode[]> => {
  const { nodes, edges, strings, snapshot } = file;
  const { node_fields: nodeFields, edge_fields: edgeFields } = snapshot.meta;
  const nodeSize = nodeFields.length;
  const edgeSize = edgeFields.length;
  const typeField = fieldAt(nodeFields, 'type');
  const nameField = fieldAt(nodeFields, 'name');
  const idField = fieldAt(nodeFields, 'id');
  const edgeCountField = fieldAt(nodeFields, 'edge_count');
  const edgeTypeField = fieldAt(edgeFields, 'type');
  const edgeNameField = fieldAt(edgeFields, 'name_or_index');
  const targetField = fieldAt(edgeFields, 'to_node');
  const [string, joined, code] = ['string', 'concatenated string', 'code'].map((type) =>
    typeNumber(snapshot.meta.node_types, type),
  );
  /** Types of edges that have a number for a name. */
  const numbered = new Set(['element', 'hidden'].map((type) => typeNumber(snapshot.meta.edge_types, type)));
  const nameOf = (node: number): string => strings[nodes[node * nodeSize + nameField] ?? 0] ?? '';

  const texts: TextOfNode[] = [];
  const seen = new Set<number>();
  const add = (name: number, node: number): void => {
    if (seen.has(name)) return;
    seen.add(name);
    texts.push({ text: strings[name] ?? '', node });
  };
  const cutOff = new Set<number>();
  /** Texts of programs, which nobody has written in a visit. */
  const sources = new Set<number>();
  /** Of strings that were put together (`a + b`) and not read since: their two parts. */
  const partsOf = new Map<number, { first?: number; second?: number }>();
  for (let node = 0, edge = 0; node < snapshot.node_count; node += 1) {
    const at = node * nodeSize;
    const type = nodes[at + typeField];
    if (type === string && nameOf(node).length === cutOffAt) cutOff.add(node);
    add(nodes[at + nameField] ?? 0, node);
    const parts: { first?: number; second?: number } = {};
    if (type === joined) partsOf.set(node, parts);
    for (const end = edge + (nodes[at + edgeCountField] ?? 0); edge < end; edge += 1) {
      const edgeAt = edge * edgeSize;
      if (numbered.has(edges[edgeAt + edgeTypeField] ?? 0)) continue;
      const name = edges[edgeAt + edgeNameField] ?? 0;
      add(name, node);
      const target = (edges[edgeAt + targetField] ?? 0) / nodeSize;
      if (type === joined && strings[name] === 'first') parts.first = target;
      if (type === joined && strings[name] === 'second') parts.second = target;
      if (type === code && strings[name] === 'source') sources.add(target);
    }
  }

  const whole = new Map<number, string>();
  for (const node of cutOff) {
    if (sources.has(node)) continue;
    const text = await wholeText(session, nodes[node * nodeSize + idField] ?? 0);
    if (text === null) continue;
    whole.set(node, text);
    texts.push({ text, node });
  }
  for (const node of partsOf.keys()) {
    let text = '';
    const open = [node];
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      const parts = partsOf.get(part);
      if (parts === undefined) text += whole.get(part) ?? nameOf(part);
      else for (const next of [parts.second, parts.first]) if (next !== undefined) open.push(next);
    }
    texts.push({ text, node });
  }
  return texts;
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
