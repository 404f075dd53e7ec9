import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Intent } from '../../electron/contract/intents.ts';
import { coreFlags } from '../../electron/main/core-host/core-flags.ts';
import { type CoreOrder, fromCoreSchema, type Sample, type Screen, type ToCore } from './core-messages.ts';

const program = fileURLToPath(new URL('./soaked-core.ts', import.meta.url));
const appFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Characters of what a core said last on standard error. */
const lastWords = 2_000;
const stopPatience = 20_000;

/** A core in a process of its own, seen from outside. */
export interface CoreProcess {
  /** What its screen shows; null before it has shown anything. */
  screen(): Screen | null;
  touch(intent: Intent): void;
  sample(): Promise<Sample>;
  /** Why it has ended by itself; null while it runs and after it was ended from here. */
  death(): string | null;
  /** Resolves at the next change of the screen, when the process ends, or after `milliseconds`. */
  change(milliseconds: number): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the core of the kiosk whose data folder this is. */
export const startCore = (order: Pick<CoreOrder, 'dataFolder' | 'speed'>): CoreProcess => {
  const child: ChildProcess = fork(program, [JSON.stringify({ ...order, appFolder } satisfies CoreOrder)], {
    execArgv: [...coreFlags, '--expose-gc'],
    // In a group of its own: Ctrl-C is for the runner, which ends the session under way first.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-lastWords);
  });
  let screen: Screen | null = null;
  let death: string | null = null;
  let endedHere = false;
  const waiting = new Set<() => void>();
  const sampled: ((sample: Sample) => void)[] = [];
  const wake = (): void => {
    for (const listener of [...waiting]) listener();
  };
  child.on('message', (received) => {
    const message = fromCoreSchema.parse(received);
    if (message.name === 'sample') {
      sampled.shift()?.(message.sample);
      return;
    }
    screen = message;
    wake();
  });
  const gone = once(child, 'exit').then(([code, signal]) => {
    if (!endedHere) death = `the core ended by itself (${code} ${signal}): ${words.trim()}`;
    wake();
  });
  const killWithRunner = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithRunner);
  // A child that is just ending takes no message; its end is told by `gone`.
  const send = (message: ToCore): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  const end = async (ask: () => void): Promise<void> => {
    endedHere = true;
    const timer = setTimeout(killWithRunner, stopPatience);
    ask();
    await gone;
    clearTimeout(timer);
    process.off('exit', killWithRunner);
  };

  return {
    screen: () => screen,
    touch: (intent) => send({ name: 'touch', intent }),
    sample: () =>
      new Promise((resolve, reject) => {
        sampled.push(resolve);
        void gone.then(() => reject(new Error(death ?? 'the core has ended')));
        send({ name: 'sample' });
      }),
    death: () => death,
    change: (milliseconds) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        waiting.add(done);
      }),
    kill: () => end(killWithRunner),
    stop: () => end(() => send({ name: 'stop' })),
  };
};
