import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { bootArguments, screen, shellArguments } from './station-container.ts';

const lookMilliseconds = 100;
const bootsWithinMilliseconds = 120_000;
const endsWithinMilliseconds = 20_000;

/** Certificates and proxies of whoever runs the trial are not the station's. */
const ownEnvironment = { PATH: process.env.PATH, TERM: 'dumb', LANG: 'C.UTF-8' };

/** Runs a command of the shell in a system that is not booted. @throws Error when it fails */
export const runInRoot = (root: string, command: string): void => {
  execFileSync('systemd-nspawn', [...shellArguments(root, command)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: ownEnvironment,
  });
};

/** A booted system. */
export interface Container {
  /**
   * Runs a command of the shell in it as root; standard output and error together. Does not block: whom the command asks,
   * such as the platform, may live in this process.
   */
  run(command: string): Promise<{ readonly code: number | null; readonly text: string }>;
  /** Resolves when the command succeeds. @throws Error when it does not within two minutes */
  until(command: string): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

const firstChildOf = (parent: number): string | null => {
  const { stdout } = spawnSync('pgrep', ['-P', `${parent}`], { encoding: 'utf8' });
  return stdout.trim().split('\n')[0] || null;
};

/** Boots a system. @throws Error when it does not come up */
export const bootContainer = async (
  root: string,
  lines: Parameters<typeof bootArguments>[1],
): Promise<Container> => {
  const machine: ChildProcess = spawn('systemd-nspawn', [...bootArguments(root, lines)], {
    stdio: 'ignore',
    env: ownEnvironment,
  });
  const ended = new Promise<void>((resolve) => {
    machine.once('error', () => resolve());
    machine.once('exit', () => resolve());
  });
  const run: Container['run'] = async (command) => {
    const leader = machine.pid === undefined ? null : firstChildOf(machine.pid);
    if (leader === null) return { code: null, text: 'the container does not run' };
    const words = ['--all', '--target', leader, '/bin/sh', '-c', `{ ${command}\n} 2>&1`];
    return new Promise((resolve) => {
      execFile('nsenter', words, { encoding: 'utf8', env: ownEnvironment }, (error, stdout) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolve({ code, text: stdout });
      });
    });
  };
  const until: Container['until'] = async (command) => {
    const end = Date.now() + bootsWithinMilliseconds;
    for (;;) {
      const { code, text } = await run(command);
      if (code === 0) return;
      if (Date.now() > end) throw new Error(`${command}: ${text}`);
      await wait(lookMilliseconds);
    }
  };
  const stop = async (): Promise<void> => {
    machine.kill('SIGTERM');
    const timer = setTimeout(() => machine.kill('SIGKILL'), endsWithinMilliseconds);
    await ended;
    clearTimeout(timer);
  };
  try {
    await until('systemctl list-units >/dev/null');
    return { run, until, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** An X display in memory, of the size of a kiosk's screen. */
export const openDisplay = async (
  display: string,
): Promise<{
  /** Gives the compositor's window the whole display, as soon as it opens. */
  readonly enlarge: () => Promise<void>;
  readonly close: () => void;
}> => {
  const size = `${screen.width}x${screen.height}x24`;
  const server = spawn('Xvfb', [display, '-screen', '0', size, '-ac', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  });
  const environment = { ...process.env, DISPLAY: display };
  const firstWindow = (): string | null => {
    const { stdout } = spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8', env: environment });
    return /^ {5}(0x[0-9a-f]+) /m.exec(stdout ?? '')?.[1] ?? null;
  };
  return {
    enlarge: async () => {
      const end = Date.now() + bootsWithinMilliseconds;
      for (;;) {
        const window = firstWindow();
        if (window !== null) {
          const words = ['windowsize', window, `${screen.width}`, `${screen.height}`];
          execFileSync('xdotool', words, { env: environment });
          return;
        }
        if (Date.now() > end) throw new Error('the compositor has opened no window');
        await wait(lookMilliseconds);
      }
    },
    close: () => {
      server.kill('SIGTERM');
    },
  };
};
