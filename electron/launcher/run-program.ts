import { spawn } from 'node:child_process';

/** Signals that are for the program, not for the launcher: whoever stops the kiosk stops both in turn. */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** So long a program has to end in order before it is killed. */
const endWithinMilliseconds = 10_000;

export interface RunningProgram {
  /** Resolves with the exit code for whoever started the launcher. Never rejects. */
  readonly ended: Promise<number>;
  /** Has it end: in order, and killed if it does not. */
  end(): void;
}

/** Exit code of a program that a signal ended, as shells count (128 and the number); all that matters is that it is not 0. */
const signalled = 128;
/** Of one that could not be started at all, as shells have it. */
const notStarted = 126;

/** Starts a program in the launcher's place: same terminal, same output, and the signals that the launcher gets. */
export const runProgram = (
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): RunningProgram => {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...environment } });
  const passOn = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  const ended = new Promise<number>((resolve) => {
    const end = (code: number): void => {
      for (const signal of passedOn) process.off(signal, passOn);
      resolve(code);
    };
    child.once('error', () => end(notStarted));
    child.once('exit', (code) => end(code ?? signalled));
  });
  return {
    ended,
    end: () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), endWithinMilliseconds);
      void ended.then(() => clearTimeout(timer));
    },
  };
};
