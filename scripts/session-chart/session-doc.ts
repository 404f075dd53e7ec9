import type { AnyStateNode } from 'xstate';
import { createVisitMachine } from '../../electron/core/session/visit-machine.ts';
import type { VisitServices } from '../../electron/core/session/visit-services.ts';
import { drawChart } from './chart-diagram.ts';

const beginning = '<!-- drawn from electron/core/session/visit-machine.ts -->';
const ending = '<!-- end of what is drawn -->';

/** The chart is only looked at; nothing of it runs. */
const nothing = {} as VisitServices;
const stoppedClock = { now: () => 0, monotonic: () => 0, after: () => () => undefined };

const drawn = (): string => {
  const machine = createVisitMachine(nothing, { idleMilliseconds: 0, warningMilliseconds: 0 }, stoppedClock);
  const region: AnyStateNode | undefined = machine.root.states.visit;
  if (region === undefined) throw new RangeError('the chart has no region called visit');
  const { diagram, table } = drawChart(region);
  return [beginning, '', '```mermaid', diagram, '```', '', table, '', ending].join('\n');
};

/** The text of docs/session.md with the chart as the code has it now. @throws RangeError without the two marks */
export const withChart = (text: string): string => {
  const from = text.indexOf(beginning);
  const to = text.indexOf(ending);
  if (from < 0 || to < from) throw new RangeError('docs/session.md has lost its marks');
  return text.slice(0, from) + drawn() + text.slice(to + ending.length);
};
