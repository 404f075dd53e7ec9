import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CoreOrder } from './core-order.ts';
import type { StationUnderTest } from './station-under-test.ts';
import { readTold, type Told } from './told.ts';

/** When a core is killed from outside: so many milliseconds after it has told this, or when it has told so many lines. */
export interface RandomMoment {
  readonly after: 'starts' | 'serves';
  readonly milliseconds: number;
}

export interface CoreRun {
  readonly told: readonly Told[];
  /** How it ended: by its own hand at a point, by the runner's, or in order. */
  readonly end: 'killed-at-point' | 'killed-from-outside' | 'ended';
  /** Everything that it wrote to standard output and standard error. */
  readonly output: string;
}

export interface CoreRunOptions {
  readonly program: string;
  readonly station: StationUnderTest;
  readonly order: Pick<CoreOrder, 'seed' | 'firstVisit' | 'visits' | 'kill'>;
  readonly moment: RandomMoment | null;
  /** The run is killed from outside when it takes longer, milliseconds. */
  readonly atMost: number;
}

const appFolder = join(import.meta.dirname, '../../..');

/** Applications and ratings that may wait before a core under load takes a break. */
const mostPending = 60;

/**
 * Starts a core and follows it to its end.
 * @throws Error when it ended by itself without having been drained: the product threw
 */
export const runCore = async (options: CoreRunOptions): Promise<CoreRun> => {
  const { program, station, moment, atMost } = options;
  const order: CoreOrder = {
    ...options.order,
    dataFolder: station.dataFolder,
    appFolder,
    kiosk: station.number,
    mostPending,
    lookEvery: 5,
  };
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(program, '../compiled') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithTests = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithTests);
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const told: Told[] = [];
  const timers: NodeJS.Timeout[] = [setTimeout(killWithTests, atMost)];
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`;
    const said = readTold(line);
    if (!said) return;
    told.push(said);
    if (said.told === moment?.after) timers.push(setTimeout(killWithTests, moment.milliseconds));
  });
  // `close` comes after the last line has been read, `exit` may come before.
  const [code, signal] = await once(child, 'close');
  for (const timer of timers) clearTimeout(timer);
  process.off('exit', killWithTests);
  if (signal === 'SIGKILL') {
    const atPoint = told.at(-1)?.told === 'dies';
    return { told, end: atPoint ? 'killed-at-point' : 'killed-from-outside', output };
  }
  if (code !== 0 || told.at(-1)?.told !== 'drained') {
    throw new Error(
      `the core of kiosk ${station.number} ended by itself (${code} ${signal}): ${output.slice(-4_000)}`,
    );
  }
  return { told, end: 'ended', output };
};
