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

interface Sample {
  readonly pageHeap: number;
  readonly page: number;
  readonly core: number;
  readonly pageObjects: number;
}

const nameOf: Record<keyof Sample, string> = {
  page: 'process of the page',
  core: 'process of the core',
  pageHeap: 'heap of the page',
  pageObjects: 'heap of the page without compiled code',
};

const collectAndSample = async (
  { kiosk }: BenchKiosk,
  inspector: DevtoolsSession,
): Promise<{ readonly sample: Sample; readonly heap: HeapByClass }> => {
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send<{ usedSize: number }>('Runtime.getHeapUsage');
  const renderer = await kiosk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const core = findCore(kiosk.shell);
  if (renderer === undefined || core === undefined) throw new Error('the kiosk is not whole');
  const own = { pageHeap: usedSize / 1e6, page: ownMemory(renderer), core: ownMemory(core) };
  // Last: writing the snapshot takes memory of its own.
  const heap = heapByClass(await takeSnapshotFile(inspector));
  return { sample: { ...own, pageObjects: heap.objects / 1e6 }, heap };
};

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

/** @param sessions how many residents come, more than fifty; nine seconds each, most of them the goodbye */
export const measureSessionsMemory = async (sessions: number): Promise<readonly Measurement[]> => {
  if (sessions <= settledAfter) throw new RangeError(`--sessions: more than ${settledAfter}`);
  const bench = await openKiosk();
  try {
    const { page } = bench.kiosk;
    const inspector = pageInspector(await page.context().newCDPSession(page));
    for (let session = 0; session < settledAfter; session += 1) await playSession(bench);
    await bench.kiosk.screen('attract');
    const settled = await collectAndSample(bench, inspector);
    for (let session = settledAfter; session < sessions; session += 1) await playSession(bench);
    await bench.kiosk.screen('attract');
    const ended = await collectAndSample(bench, inspector);
    return (['page', 'core', 'pageHeap', 'pageObjects'] as const).map((which) => ({
      name: `Memory after ${sessions} sessions: ${nameOf[which]}`,
      unit: 'MB',
      method: 'each a guide, a card and what there is to choose; garbage of the page collected before',
      candidates: withRatios([
        {
          name: `after ${sessions}`,
          kind: 'ours',
          remark:
            which === 'pageObjects'
              ? `at the attract screen; grown most: ${grownMost(settled.heap, ended.heap)}`
              : 'at the attract screen',
          ...summariseTimes([ended.sample[which]]),
        },
        {
          name: `after ${settledAfter}`,
          kind: 'reference',
          remark: 'the same',
          ...summariseTimes([settled.sample[which]]),
        },
      ]),
      goals: [atMost(growthAtMost, 'growth', ended.sample[which] / settled.sample[which], '×')],
    }));
  } finally {
    await bench.close();
  }
};
