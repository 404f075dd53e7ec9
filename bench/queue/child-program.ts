import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** A program in a process of its own that says what it has found in lines of JSON on stdout. */
export interface ChildProgram {
  /**
   * The next line, parsed. Rejects when the program ends without one, and when it says nothing for so many milliseconds
   * (five minutes unless told): a bench that hangs shows no figure at all.
   */
  line(patience?: number): Promise<unknown>;
  /** Resolves when it has hardly used the processor for a second: what it does behind its answers is done. */
  quiet(): Promise<void>;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/** Processor time of a process in clock ticks of 10 ms (proc_pid_stat(5), fields 14 and 15). */
const ticksOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
};

const quietTicks = 5;
const stopPatience = 20_000;
const linePatience = 5 * 60_000;

/** Characters of what a program said last on stderr. */
const lastWords = 2_000;

/** Starts `node …flags file …args`; what it says on stderr is told only when it ends before its time. */
export const startProgram = (
  file: string,
  args: readonly string[],
  {
    environment = {},
    flags = [],
  }: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly flags?: readonly string[];
  } = {},
): ChildProgram => {
  const child: ChildProcess = spawn(process.execPath, [...process.execArgv, ...flags, file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error(`${file} did not start`);
  let said = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-lastWords);
  });
  const gone = once(child, 'exit');
  const killWithBench = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killWithBench);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    async line(patience = linePatience) {
      const waited = new AbortController();
      const next = await Promise.race([
        lines.next(),
        wait(patience, undefined, { signal: waited.signal }).then(() => null),
      ]).finally(() => waited.abort());
      if (next === null) throw new Error(`${file} said nothing for ${patience} ms: ${said.trim()}`);
      if (next.done) throw new Error(`${file} ended without a result: ${said.trim()}`);
      return JSON.parse(next.value) as unknown;
    },
    async quiet() {
      for (let before = ticksOf(pid); ; ) {
        await wait(1_000);
        const now = ticksOf(pid);
        if (now - before <= quietTicks) return;
        before = now;
      }
    },
    async stop() {
      process.off('exit', killWithBench);
      const kill = setTimeout(killWithBench, stopPatience);
      child.kill('SIGTERM');
      await gone;
      clearTimeout(kill);
    },
  };
};
