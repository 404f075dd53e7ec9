import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { systemClock } from '../../../drivers/device/clock.ts';
import {
  createSimulatedIdCardReader,
  fieldTimings,
  type ReaderTimings,
  type SimulatedIdCardReader,
} from '../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { createSerialLine, type SerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import { temporaryFolder } from '../../helpers/serial-line.ts';

export const projectFolder = resolve(import.meta.dirname, '../../..');
const entry = join(projectFolder, 'electron/cli/yizhan.mjs');

/** Longest wait for something that takes well under a second on an idle machine, milliseconds. */
const patience = 30_000;

export interface Ended {
  /** 128 + n for one that a signal ended. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a process of its own. */
export interface RunningCommand {
  readonly ended: Promise<Ended>;
  /** Resolves when what was written to a stream so far matches; rejects when the command ends without. */
  until(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Reads no more of the result, as `… | head` does. */
  closeOutput(): void;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test has left behind. */
export const endCommands = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

/** Starts `yizhan …` as the shell would. */
export const startCommand = (
  args: readonly string[],
  options: {
    readonly environment?: Record<string, string>;
    readonly nodeArguments?: readonly string[];
    /** What is piped into it. */
    readonly input?: string;
  } = {},
): RunningCommand => {
  const { YIZHAN_DATA_FOLDER: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), entry, ...args], {
    env: { ...inherited, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  running.add(child);
  const written = { stdout: '', stderr: '' };
  const looks = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
      for (const look of [...looks]) look();
    });
  }
  const ended = new Promise<Ended>((fulfil, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      const exitCode = code ?? 128 + (signal === 'SIGINT' ? 2 : 0);
      fulfil({ exitCode, ...written });
    });
  });
  return {
    ended,
    signal: (signal) => void child.kill(signal),
    closeOutput: () => void child.stdout.destroy(),
    until: (stream, pattern) =>
      new Promise((fulfil, reject) => {
        const finish = (act: () => void): void => {
          looks.delete(look);
          cancel();
          act();
        };
        const look = (): void => {
          if (pattern.test(written[stream])) finish(fulfil);
        };
        const give = (why: string) => () =>
          finish(() => reject(new Error(`${why} without ${pattern}: ${JSON.stringify(written)}`)));
        const cancel = systemClock.after(patience, give('waited long'));
        looks.add(look);
        look();
        void ended.then(give('ended'));
      }),
  };
};

/** Runs `yizhan …` to its end. */
export const runCommand = (
  args: readonly string[],
  options?: Parameters<typeof startCommand>[1],
): Promise<Ended> => startCommand(args, options).ended;

/** The one JSON document that a command has printed. */
export const documentOf = ({ stdout }: Ended): unknown => {
  const lines = stdout.trimEnd().split('\n');
  if (lines.length !== 1) throw new Error(`not one document but ${lines.length} lines: ${stdout}`);
  return JSON.parse(stdout);
};

/** The JSON documents that a command has printed, one a line. */
export const documentsOf = ({ stdout }: Ended): Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A pseudo terminal with a simulated reader at its other end; nobody has it open. */
export interface ReaderLine {
  readonly path: string;
  readonly line: SerialLine;
  readonly simulator: SimulatedIdCardReader;
  close(): Promise<void>;
}

export const createReaderLine = async (timings: Partial<ReaderTimings> = {}): Promise<ReaderLine> => {
  const folder = await temporaryFolder();
  const line = await createSerialLine(join(folder.path, 'reader'));
  const simulator = createSimulatedIdCardReader({
    stream: line.stream,
    clock: systemClock,
    timings: { ...fieldTimings, find: 10, select: 10, read: 60, other: 5, ...timings },
  });
  return {
    path: line.devicePath,
    line,
    simulator,
    async close() {
      simulator.close();
      await line.close();
      await folder.remove();
    },
  };
};
