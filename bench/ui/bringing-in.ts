import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../../drivers/device/clock.ts';
import { createServiceHall } from '../../electron/core/hall/service-hall.ts';
import { largeCity } from '../../platform/seed/large-city.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';

const itemCount = 20_000;
const longestSlice = 20;

/** How long the core is held up by bringing 20,000 items in, slice by slice. */
export const measureBringingIn = async (): Promise<Measurement[]> => {
  const texts = new Map(largeCity(itemCount).map(({ id, content }) => [id, JSON.stringify(content)]));
  let tell = (): void => undefined;
  const slices: number[] = [];
  const say = (): void => undefined;
  const hall = createServiceHall({
    clock: {
      ...systemClock,
      after: (milliseconds, callback) =>
        systemClock.after(milliseconds, () => {
          const start = performance.now();
          callback();
          slices.push(performance.now() - start);
        }),
    },
    log: { info: say, warn: say, error: say },
    documents: {
      hallStructure: () => null,
      serviceItemDocuments: () => new Map([...texts.keys()].map((id) => [id, 1])),
      readServiceItems: (id) => JSON.parse(texts.get(id) ?? 'null'),
      onChange: (listener) => {
        tell = listener;
      },
    },
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  globalThis.gc?.();
  const memory = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const memoryBefore = memory();
  const start = performance.now();
  delay.enable();
  await new Promise<void>((resolve) => {
    hall.onChange(resolve);
    tell();
  });
  const milliseconds = performance.now() - start;
  delay.disable();
  globalThis.gc?.();
  const megabytes = (memory() - memoryBefore) / 1_000_000;
  const characters = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  const remark = `${itemCount} items in ${texts.size} documents of ${(characters / 1_000_000).toFixed(1)} MB in all took ${milliseconds.toFixed(0)} ms and ${megabytes.toFixed(0)} MB; the longest hold of the event loop was ${(delay.max / 1e6).toFixed(1)} ms`;
  return [
    {
      name: 'bringing the items in: one slice',
      unit: 'ms',
      method: 'JSON to names, pinyin and index; signatures are verified before, document by document.',
      candidates: withRatios([{ name: 'service hall', kind: 'ours', remark, ...summariseTimes(slices) }]),
      goals: [atMost(longestSlice, 'longest slice', Math.max(...slices), 'ms')],
    },
  ];
};
