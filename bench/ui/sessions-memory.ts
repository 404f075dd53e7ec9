import { readFileSync } from 'node:fs';
import { findCore } from '../../scripts/station/kiosk/kiosk-process.ts';
import { type DevtoolsSession, pageInspector } from '../../test/e2e/support/memory/devtools-session.ts';
import { takeSnapshotFile } from '../../test/e2e/support/memory/snapshot-file.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { grownMost, type HeapByClass, heapByClass } from './heap-by-class.ts';
import { type BenchKiosk, openKiosk } from './open-kiosk.ts';

/** The first ones fill caches and compile code. */
const settledAfter = 50;
const growthAtMost = 1.05;

/** Memory that is the process's own, megabytes (proc(5), smaps_rollup). */
const ownMemory = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].map(([, count]) =>
    Number(count),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1000;
};

/** How many sessions are sampled before each point: what a process holds differs by a tenth from one look to the next. */
const samplesEach = 5;

/** What was found after the fiftieth session, and after the last, oldest first. */
interface Growth<Sample> {
  readonly settled: readonly Sample[];
  readonly ended: readonly Sample[];
}

interface ProcessSample {
  readonly page: number;
  readonly core: number;
  readonly pageHeap: number;
}

const nameOf: Record<keyof ProcessSample, string> = {
  page: 'process of the page',
  core: 'process of the core',
  pageHeap: 'heap of the page',
};

const sampleProcesses = async ({ kiosk }: BenchKiosk, inspector: DevtoolsSession): Promise<ProcessSample> => {
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send<{ usedSize: number }>('Runtime.getHeapUsage');
  const renderer = await kiosk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const core = findCore(kiosk.shell);
  if (renderer === undefined || core === undefined) throw new Error('the kiosk is not whole');
  return { pageHeap: usedSize / 1e6, page: ownMemory(renderer), core: ownMemory(core) };
};

const sampleObjects = async (_: BenchKiosk, inspector: DevtoolsSession): Promise<HeapByClass> =>
  heapByClass(await takeSnapshotFile(inspector));

/** Somebody looks at a guide, lays the card, sees what there is and leaves. */
export const playSession = async ({
  kiosk,
  station,
}: Pick<BenchKiosk, 'kiosk' | 'station'>): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  await kiosk.tap('most-used-housing-status');
  await kiosk.screen('guide');
  station.layCard('lin-xiaolan');
  await kiosk.screen('choose');
  station.liftCard();
  await kiosk.tap('intent-endVisit');
  await kiosk.screen('goodbye');
};

/** Plays the sessions on a kiosk of its own and takes `count` samples before each of the two points, at the attract screen. */
const growthOf = async <Sample>(
  sessions: number,
  count: number,
  sample: (bench: BenchKiosk, inspector: DevtoolsSession) => Promise<Sample>,
): Promise<Growth<Sample>> => {
  const bench = await openKiosk();
  try {
    const { page } = bench.kiosk;
    const inspector = pageInspector(await page.context().newCDPSession(page));
    const play = async (played: number): Promise<Sample[]> => {
      const samples: Sample[] = [];
      for (let left = played - 1; left >= 0; left -= 1) {
        await playSession(bench);
        await bench.kiosk.screen('attract');
        if (left < count) samples.push(await sample(bench, inspector));
      }
      return samples;
    };
    return { settled: await play(settledAfter), ended: await play(sessions - settledAfter) };
  } finally {
    await bench.close();
  }
};

const measurementOf = (options: {
  readonly sessions: number;
  readonly name: string;
  readonly growth: Growth<number>;
  /** Of what is there after the last session. */
  readonly remark: string;
}): Measurement => {
  const ended = summariseTimes(options.growth.ended);
  const settled = summariseTimes(options.growth.settled);
  return {
    name: `Memory after ${options.sessions} sessions: ${options.name}`,
    unit: 'MB',
    method: 'each a guide, a card and what there is to choose; garbage of the page collected before',
    candidates: withRatios([
      { name: `after ${options.sessions}`, kind: 'ours', remark: options.remark, ...ended },
      { name: `after ${settledAfter}`, kind: 'reference', remark: 'the same', ...settled },
    ]),
    goals: [atMost(growthAtMost, 'growth', ended.p50 / settled.p50, '×')],
  };
};

/**
 * Two kiosks at once: a heap snapshot changes what its process holds from then on (V8 keeps a number for every object that
 * it has once named), so the processes are looked at in one and the objects counted in another.
 *
 * @param sessions how many residents come to each, more than fifty; nine seconds each, most of them the goodbye
 */
export const measureSessionsMemory = async (sessions: number): Promise<readonly Measurement[]> => {
  if (sessions < settledAfter + samplesEach) {
    throw new RangeError(`--sessions: at least ${settledAfter + samplesEach}`);
  }
  const [processes, objects] = await Promise.all([
    growthOf(sessions, samplesEach, sampleProcesses),
    growthOf(sessions, 1, sampleObjects),
  ]);
  const [before, after] = [objects.settled[0], objects.ended[0]] as [HeapByClass, HeapByClass];
  return [
    ...(['page', 'core', 'pageHeap'] as const).map((which) =>
      measurementOf({
        sessions,
        name: nameOf[which],
        growth: {
          settled: processes.settled.map((sample) => sample[which]),
          ended: processes.ended.map((sample) => sample[which]),
        },
        remark: `at the attract screen, the last ${samplesEach} sessions`,
      }),
    ),
    measurementOf({
      sessions,
      name: 'heap of the page without compiled code',
      growth: { settled: [before.objects / 1e6], ended: [after.objects / 1e6] },
      remark: `at the attract screen; grown most: ${grownMost(before, after)}`,
    }),
  ];
};
