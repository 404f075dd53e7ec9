import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../../../../drivers/device/clock.ts';
import { longestProgramLine, type ProgramMessage, parseProgramLine } from './program-messages.ts';

/** Pauses before a program that died is started again, milliseconds: twice as long each time, a minute at most. */
const firstPause = 1_000;
const longestPause = 60_000;
/** A program that ran this long starts with short pauses again. */
const steadyAfter = 60_000;

export interface ProgramLine {
  send(message: object): void;
  /** Ends the program, and starts a new one: it hangs. */
  restart(): void;
  stop(): void;
}

/**
 * Keeps a program running and gives its messages, one a line, to `onMessage`; `onGone` tells each time that it ended. The
 * program gets nothing of this process: no environment, no shell, no open files.
 */
export const keepProgram = (options: {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly clock: Clock;
  readonly onMessage: (message: ProgramMessage) => void;
  readonly onGone: (detail: string) => void;
}): ProgramLine => {
  const { clock } = options;
  let child: ChildProcessByStdio<Writable, Readable, null> | null = null;
  let stopped = false;
  let pause = firstPause;
  let cancelStart = (): void => undefined;

  const kill = (processId: number | undefined): void => {
    if (processId === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? processId : -processId, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  };

  const start = (): void => {
    const startedAt = clock.monotonic();
    const started = spawn(options.program, options.arguments, {
      shell: false,
      env: {},
      cwd: dirname(options.program),
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    child = started;
    let rest = '';
    let gone = false;
    const end = (detail: string): void => {
      if (gone) return;
      gone = true;
      if (child === started) child = null;
      if (stopped) return;
      options.onGone(detail);
      if (clock.monotonic() - startedAt >= steadyAfter) pause = firstPause;
      cancelStart = clock.after(pause, start);
      pause = Math.min(longestPause, pause * 2);
    };
    started.once('error', (error) => end('code' in error ? String(error.code) : error.name));
    started.once('close', (code, signal) => end(`ended with ${signal ?? code}`));
    started.stdin.on('error', () => undefined);
    started.stdout.setEncoding('utf8');
    started.stdout.on('data', (text: string) => {
      rest += text;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestProgramLine) {
        kill(started.pid);
        return;
      }
      for (const line of lines) {
        const message = line.length <= longestProgramLine ? parseProgramLine(line) : null;
        if (message && !gone) options.onMessage(message);
      }
    });
  };

  start();
  return {
    send: (message) => child?.stdin.write(`${JSON.stringify(message)}\n`),
    restart: () => kill(child?.pid),
    stop: () => {
      stopped = true;
      cancelStart();
      kill(child?.pid);
    },
  };
};
