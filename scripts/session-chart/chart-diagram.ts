import type { AnyStateNode } from 'xstate';

/** Draws a statechart as Mermaid (stateDiagram-v2) and lists how each state ends, from the machine itself. */

/** Events of one kind that every state has are said once, above the diagram. */
export interface ChartDrawing {
  readonly diagram: string;
  /** A row a state: what ends it when nobody does anything, where `back` leads, where the visit can be ended. */
  readonly table: string;
}

const nameOf = (node: AnyStateNode): string => node.path.slice(1).join('_');
const titleOf = (node: AnyStateNode): string => node.path.slice(1).join('.');

const targetsOf = (transition: {
  readonly target: readonly AnyStateNode[] | undefined;
}): readonly AnyStateNode[] => transition.target ?? [];

/** What an event is called in the drawing: delays by their names, actors by what they do. */
const eventTitle = (event: string): string => {
  if (event === '') return 'at once';
  const delay = /^xstate\.after\.([^.]+)\./.exec(event);
  if (delay) return `after ${delay[1]}`;
  if (event.startsWith('xstate.done.actor')) return 'done';
  return event;
};

const statesOf = (node: AnyStateNode): readonly AnyStateNode[] =>
  Object.values(node.states).flatMap((state) => [state, ...statesOf(state)]);

interface Arrow {
  readonly from: AnyStateNode;
  readonly to: AnyStateNode;
  readonly events: Set<string>;
}

const arrowsOf = (states: readonly AnyStateNode[]): readonly Arrow[] => {
  const arrows = new Map<string, Arrow>();
  for (const from of states) {
    const transitions = [...from.transitions.values()].flat().concat(from.always ?? []);
    for (const transition of transitions) {
      for (const to of targetsOf(transition)) {
        const key = `${from.id} ${to.id}`;
        const arrow = arrows.get(key) ?? { from, to, events: new Set<string>() };
        arrow.events.add(eventTitle(transition.eventType));
        arrows.set(key, arrow);
      }
    }
  }
  return [...arrows.values()];
};

const indent = (depth: number): string => '  '.repeat(depth);

const linesOf = (node: AnyStateNode, depth: number): readonly string[] => {
  const children = Object.values(node.states);
  if (children.length === 0) return [];
  const initial = node.initial.target?.[0];
  return [
    `${indent(depth)}state "${titleOf(node)}" as ${nameOf(node)} {`,
    ...(initial ? [`${indent(depth + 1)}[*] --> ${nameOf(initial)}`] : []),
    ...children.map((child) => `${indent(depth + 1)}state "${child.key}" as ${nameOf(child)}`),
    `${indent(depth)}}`,
  ];
};

/** Whether a state or one around it, within the region, has a transition on this event; where it leads first. */
const leadsTo = (state: AnyStateNode, event: string): string | null => {
  for (let node: AnyStateNode | undefined = state; node && node.path.length > 1; node = node.parent) {
    const [transition] = node.transitions.get(event) ?? [];
    const [target] = transition ? targetsOf(transition) : [];
    if (target) return titleOf(target);
  }
  return null;
};

const delaysOf = (state: AnyStateNode): readonly { readonly delay: string; readonly target: string }[] => {
  const found: { delay: string; target: string }[] = [];
  for (let node: AnyStateNode | undefined = state; node && node.path.length > 1; node = node.parent) {
    for (const { eventType, target } of node.after) {
      const [first] = target ?? [];
      found.push({
        delay: eventTitle(eventType).slice('after '.length),
        target: first ? titleOf(first) : 'stays',
      });
    }
  }
  return found;
};

/** Whether entering a state lets the idle region run. */
const runsIdle = (state: AnyStateNode): boolean => {
  for (let node: AnyStateNode | undefined = state; node && node.path.length > 1; node = node.parent) {
    if (node.entry.some((action) => action === 'runIdle' || Object(action).type === 'runIdle')) return true;
  }
  return false;
};

/** @param region the node of the region to be drawn */
export const drawChart = (region: AnyStateNode): ChartDrawing => {
  const states = statesOf(region);
  const leaves = states.filter((state) => Object.keys(state.states).length === 0);
  const initial = region.initial.target?.[0];
  const diagram = [
    'stateDiagram-v2',
    ...(initial ? [`  [*] --> ${nameOf(initial)}`] : []),
    ...states.flatMap((state) => linesOf(state, 1)),
    ...arrowsOf(states).map(
      ({ from, to, events }) => `  ${nameOf(from)} --> ${nameOf(to)}: ${[...events].join(', ')}`,
    ),
  ].join('\n');
  const rows = leaves.map((state) => {
    const limits = delaysOf(state).map(({ delay, target }) => `${delay} → ${target}`);
    const idle = runsIdle(state) ? ['idle, then a warning → goodbye'] : [];
    const back = leadsTo(state, 'back');
    const out = leadsTo(state, 'endVisit');
    return `| ${titleOf(state)} | ${[...idle, ...limits].join('; ') || 'ends with its work'} | ${back ?? '–'} | ${out ?? '–'} |`;
  });
  const table = [
    '| state | when nobody does anything | `back` leads to | `endVisit` leads to |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
  return { diagram, table };
};
