import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findElectron, projectFolder, sandboxArguments } from '../kiosk/electron-command.ts';
import { isRoutine, isWorthShowing } from '../kiosk/electron-noise.ts';
import { describeProcess, processesBeneath } from '../kiosk/kiosk-process.ts';

/** An Electron that this program started and will end. */
export interface ElectronChild {
  /** Resolves with exit code or signal when it has ended. */
  readonly ended: Promise<number | string>;
  /** First line on its standard output; null when it ends without one. */
  readonly firstLine: Promise<string | null>;
  /** Asks it to end; after a grace period ends it and everything beneath it. May be called twice. */
  stop(): Promise<void>;
}

const graceMilliseconds = 6_000;

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

/** Starts Electron with `args`. What it says on standard error is handed to `say`, line by line, without noise. */
export const startElectron = (
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  say: (line: string) => void,
): ElectronChild => {
  const child = spawn(findElectron(), [...sandboxArguments, ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'ended'));
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (isWorthShowing(line) && !isRoutine(line)) say(line);
  });
  const lines = createInterface({ input: child.stdout });
  const firstLine = new Promise<string | null>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(null));
  });

  return {
    ended,
    firstLine,
    async stop() {
      if (child.pid === undefined) return;
      const beneath = processesBeneath(child.pid);
      child.kill('SIGTERM');
      const forced = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
      await ended;
      clearTimeout(forced);
      for (const { pid, commandLine } of beneath) {
        if (describeProcess(pid)?.commandLine === commandLine) kill(pid);
      }
    },
  };
};
