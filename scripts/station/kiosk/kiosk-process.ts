import { readdirSync, readFileSync } from 'node:fs';

/** What runs beneath a kiosk's shell, looked up in /proc (Linux only, as the kiosk). */

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly commandLine: string;
}

/** A process by its id; undefined when it has ended. */
export const describeProcess = (pid: number): RunningProcess | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything (proc(5)).
    const [, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, parent: Number(parent), commandLine };
  } catch {
    return undefined;
  }
};

const allProcesses = (): RunningProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => describeProcess(Number(name)) ?? []);

/** Every process beneath `ancestor`, nearest first. */
export const processesBeneath = (ancestor: number): RunningProcess[] => {
  const processes = allProcesses();
  const found: RunningProcess[] = [];
  let parents = new Set([ancestor]);
  while (parents.size > 0) {
    const children = processes.filter(({ parent }) => parents.has(parent));
    found.push(...children);
    parents = new Set(children.map(({ pid }) => pid));
  }
  return found;
};

/** The core: forked under Node with its entry on the command line, or Electron's utility process for Node. */
const isCore = ({ commandLine }: RunningProcess): boolean =>
  commandLine.includes('dist/core/core.mjs') || commandLine.includes('node.mojom.NodeService');

/** Process id of the core of the shell with process id `shell`; undefined while there is none. */
export const findCore = (shell: number): number | undefined => processesBeneath(shell).find(isCore)?.pid;
