import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CoreOrder } from '../../crash/core/core-order.ts';
import type { StationUnderTest } from '../../crash/core/station-under-test.ts';
import { readTold } from '../../crash/core/told.ts';

const appFolder = join(import.meta.dirname, '../../..');

/** Lets the system write dumps of any size, and becomes the given program. */
const withDumps = 'ulimit -c unlimited && exec "$0" "$@"';

const readDumpPattern = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
  } catch {
    return '|';
  }
};

/** Whether a process that crashes leaves its dump as a file in its working folder (core(5)), and may do so here. */
export const dumpsAreFiles =
  !/[|/]/.test(readDumpPattern()) && spawnSync('sh', ['-c', 'ulimit -c unlimited']).status === 0;

export interface CrashedCore {
  readonly signal: string | null;
  readonly output: string;
  readonly lastVisit: number;
}

/** Starts a core in `folder`, which it has for its temporary files, too, and has it crash when so many applications are filed. */
export const crashCore = async (options: {
  readonly program: string;
  readonly station: StationUnderTest;
  readonly order: Pick<CoreOrder, 'seed' | 'firstVisit'>;
  readonly folder: string;
  readonly filed: number;
}): Promise<CrashedCore> => {
  const { program, station, folder } = options;
  const order: CoreOrder = {
    ...options.order,
    dataFolder: station.dataFolder,
    appFolder,
    kiosk: station.number,
    visits: 1_000_000,
    mostPending: 1_000,
    lookEvery: 5,
    kill: null,
  };
  const child = spawn('sh', ['-c', withDumps, process.execPath, program, JSON.stringify(order)], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder, SQLITE_TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let filed = 0;
  let { firstVisit: lastVisit } = options.order;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`;
    const told = readTold(line);
    if (told?.told === 'visit') lastVisit = told.number;
    if (told?.told === 'filed') filed += 1;
    if (filed === options.filed) child.kill('SIGABRT');
  });
  const [, signal] = await once(child, 'close');
  return { signal, output, lastVisit };
};
