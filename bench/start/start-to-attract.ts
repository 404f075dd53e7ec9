import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCore } from '../../scripts/station/kiosk/kiosk-process.ts';
import { kioskTimeZone, kioskWindow, projectFolder } from '../../scripts/station/kiosk/electron-command.ts';
import { createStation } from '../../scripts/station/station.ts';
import { buildBareElectron } from '../support/build-bare-electron.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { type PaintedElectron, startAndPaint } from './painted.ts';

const rounds = 8;
const restarts = 2;

const timesOf = (dataFolder: string, event: string): number[] =>
  readFileSync(join(dataFolder, 'logs/core.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"${event}"`))
    .map((line) => Date.parse(String(JSON.parse(line).time)));

/** Kills the core and waits until another serves; milliseconds. */
const restartCore = async ({ process: shell }: PaintedElectron, dataFolder: string): Promise<number> => {
  const core = findCore(shell.pid ?? 0);
  if (core === undefined) throw new Error('the kiosk has no core');
  const before = timesOf(dataFolder, 'core-serves').length;
  const killedAt = Date.now();
  process.kill(core, 'SIGKILL');
  for (;;) {
    const served = timesOf(dataFolder, 'core-serves')[before];
    if (served !== undefined) return served - killedAt;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
};

/** From the start of Electron to the painted screen, kiosk and peer in turn; and a core that is killed. */
export const measureStart = async (): Promise<readonly Measurement[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-start-'));
  const station = await createStation({
    folder: join(folder, 'station'),
    printer: 'simulated',
    platformStore: 'memory',
  });
  const { kioskFolder } = station;
  const peer = join(folder, 'peer');
  try {
    await buildBareElectron(peer);
    const ours: number[] = [];
    const theirs: number[] = [];
    const cores: number[] = [];
    const environment = {
      TZ: kioskTimeZone,
      YIZHAN_DATA_FOLDER: kioskFolder,
      YIZHAN_WINDOW: kioskWindow,
      PEER_WITHOUT_GRAPHICS: existsSync('/dev/dri') ? '0' : '1',
    };
    for (let round = -1; round < rounds; round += 1) {
      const empty = await startAndPaint({ app: peer, page: 'file://', environment });
      await empty.end();
      const kiosk = await startAndPaint({ app: projectFolder, page: 'yizhan://', environment });
      if (round === 0) {
        for (let restart = 0; restart < restarts; restart += 1)
          cores.push(await restartCore(kiosk, kioskFolder));
      }
      await kiosk.end();
      // The first of each fills the caches of the disk.
      if (round < 0) continue;
      ours.push(kiosk.milliseconds);
      theirs.push(empty.milliseconds);
    }
    const start = withRatios([
      {
        name: 'kiosk to the attract screen',
        kind: 'ours',
        remark: 'shell, core with database and devices, page with the first snapshot painted',
        ...summariseTimes(ours),
      },
      {
        name: 'empty page of React',
        kind: 'peer',
        remark: 'one Electron window, one element, nothing else',
        ...summariseTimes(theirs),
      },
    ]);
    const core = summariseTimes(cores);
    return [
      {
        name: 'From exec to a painted screen',
        unit: 'ms',
        method: `${rounds} times in turn after one of each to warm up; seen from within the page`,
        candidates: start,
        goals: [atMost(1.5, 'kiosk to peer', start[1]?.oursToThis ?? Number.NaN, '×')],
      },
      {
        name: 'A killed core until another serves',
        unit: 'ms',
        method: 'SIGKILL to the line core-serves; the second in a row waits 250 ms before it is started',
        candidates: withRatios([
          { name: 'core', kind: 'ours', remark: 'database opened, devices started', ...core },
        ]),
        goals: [atMost(1_000, 'first restart', cores[0] ?? Number.NaN, 'ms')],
      },
    ];
  } finally {
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
