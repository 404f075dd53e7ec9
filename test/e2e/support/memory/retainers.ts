import type { SnapshotFile } from './heap-snapshot.ts';

export interface Retainers {
  /** How a node is reached from the root on the shortest way, outermost first. */
  pathTo(node: number): string;
}

/** Finds who keeps what alive in a heap snapshot; the way is looked for when it is asked for the first time. */
export const findRetainers = ({ snapshot, nodes, edges, strings }: SnapshotFile): Retainers => {
  const { node_fields: nodeFields, edge_fields: edgeFields, node_types, edge_types } = snapshot.meta;
  const nodeSize = nodeFields.length;
  const edgeSize = edgeFields.length;
  const field = (node: number, name: string): number =>
    nodes[node * nodeSize + nodeFields.indexOf(name)] ?? 0;
  const edgeField = (edge: number, name: string): number =>
    edges[edge * edgeSize + edgeFields.indexOf(name)] ?? 0;

  /** By node: the edge that led to it first, and the node where that begins; -1 where none did. */
  const search = (): { readonly by: Int32Array; readonly from: Int32Array } => {
    const count = snapshot.node_count;
    const first = new Uint32Array(count + 1);
    for (let node = 0; node < count; node += 1)
      first[node + 1] = (first[node] ?? 0) + field(node, 'edge_count');
    const by = new Int32Array(count).fill(-1);
    const from = new Int32Array(count).fill(-1);
    const weak = edge_types[0].indexOf('weak');
    let open = [0];
    while (open.length > 0) {
      const next: number[] = [];
      for (const node of open) {
        for (let edge = first[node] ?? 0; edge < (first[node + 1] ?? 0); edge += 1) {
          const target = edgeField(edge, 'to_node') / nodeSize;
          if (target === 0 || by[target] !== -1 || edgeField(edge, 'type') === weak) continue;
          by[target] = edge;
          from[target] = node;
          next.push(target);
        }
      }
      open = next;
    }
    return { by, from };
  };

  const describe = (node: number): string =>
    `${node_types[0][field(node, 'type')]} ${JSON.stringify((strings[field(node, 'name')] ?? '').slice(0, 40))}`;
  const describeEdge = (edge: number): string => {
    const name = edgeField(edge, 'name_or_index');
    const type = edge_types[0][edgeField(edge, 'type')];
    return type === 'element' || type === 'hidden' ? `[${name}]` : `.${(strings[name] ?? '').slice(0, 40)}`;
  };

  let found: ReturnType<typeof search> | undefined;
  return {
    pathTo(node) {
      found ??= search();
      const steps: string[] = [describe(node)];
      for (let at = node; (found.by[at] ?? -1) !== -1; at = found.from[at] ?? 0) {
        steps.push(`${describe(found.from[at] ?? 0)}${describeEdge(found.by[at] ?? 0)}`);
      }
      return steps.reverse().join(' → ');
    },
  };
};
