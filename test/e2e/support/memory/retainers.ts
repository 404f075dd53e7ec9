import { fieldAt, type SnapshotFile, typeNumber } from './snapshot-file.ts';

export interface Retainers {
  /** How a node is reached from the root on the shortest way, outermost first. */
  pathTo(node: number): string;
}

const shownCharacters = 40;

/** Finds what keeps what alive in a heap snapshot; the ways are looked for when one is asked for the first time. */
export const findRetainers = ({ snapshot, nodes, edges, strings }: SnapshotFile): Retainers => {
  const { node_fields: nodeFields, edge_fields: edgeFields, node_types, edge_types } = snapshot.meta;
  const nodeSize = nodeFields.length;
  const edgeSize = edgeFields.length;
  const typeField = fieldAt(nodeFields, 'type');
  const nameField = fieldAt(nodeFields, 'name');
  const edgeCountField = fieldAt(nodeFields, 'edge_count');
  const edgeTypeField = fieldAt(edgeFields, 'type');
  const edgeNameField = fieldAt(edgeFields, 'name_or_index');
  const targetField = fieldAt(edgeFields, 'to_node');
  const weak = typeNumber(edge_types, 'weak');

  /** Of each node: the edge that led to it first, and the node where that begins; -1 where none did. */
  const search = (): { readonly edge: Int32Array; readonly from: Int32Array } => {
    const count = snapshot.node_count;
    const first = new Uint32Array(count + 1);
    for (let node = 0; node < count; node += 1) {
      first[node + 1] = (first[node] ?? 0) + (nodes[node * nodeSize + edgeCountField] ?? 0);
    }
    const found = { edge: new Int32Array(count).fill(-1), from: new Int32Array(count).fill(-1) };
    for (let open = [0]; open.length > 0; ) {
      const next: number[] = [];
      for (const node of open) {
        for (let edge = first[node] ?? 0; edge < (first[node + 1] ?? 0); edge += 1) {
          const target = (edges[edge * edgeSize + targetField] ?? 0) / nodeSize;
          if (target === 0 || found.edge[target] !== -1) continue;
          if (edges[edge * edgeSize + edgeTypeField] === weak) continue;
          found.edge[target] = edge;
          found.from[target] = node;
          next.push(target);
        }
      }
      open = next;
    }
    return found;
  };

  const describeNode = (node: number): string => {
    const type = node_types[0][nodes[node * nodeSize + typeField] ?? 0];
    const name = strings[nodes[node * nodeSize + nameField] ?? 0] ?? '';
    return `${type} ${JSON.stringify(name.slice(0, shownCharacters))}`;
  };
  const describeEdge = (edge: number): string => {
    const type = edge_types[0][edges[edge * edgeSize + edgeTypeField] ?? 0];
    const name = edges[edge * edgeSize + edgeNameField] ?? 0;
    const isNumbered = type === 'element' || type === 'hidden';
    return isNumbered ? `[${name}]` : `.${(strings[name] ?? '').slice(0, shownCharacters)}`;
  };

  let found: ReturnType<typeof search> | undefined;
  return {
    pathTo(node) {
      found ??= search();
      const steps = [describeNode(node)];
      for (let at = node; (found.edge[at] ?? -1) !== -1; at = found.from[at] ?? 0) {
        steps.push(`${describeNode(found.from[at] ?? 0)}${describeEdge(found.edge[at] ?? 0)}`);
      }
      return steps.reverse().join(' → ');
    },
  };
};
