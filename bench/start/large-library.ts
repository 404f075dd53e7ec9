import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kioskTimeZone, kioskWindow, projectFolder } from '../../scripts/station/kiosk/electron-command.ts';
import { createStation } from '../../scripts/station/station.ts';
import { insertRows } from '../../platform/seed/insert-rows.ts';
import { largeLibrary } from '../../platform/seed/large-city.ts';
import { openStore } from '../../platform/store/open-store.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { startAndPaint } from './painted.ts';

/** The size of Daqing's library. */
const itemCount = 20_000;
const rounds = 5;
/** Bringing so many items over the line and looking at every signature takes a while the first time. */
const patience = 300_000;

interface Ready {
  readonly at: number;
  readonly items: number;
}

const hallReady = (dataFolder: string): Ready[] =>
  readFileSync(join(dataFolder, 'logs/core.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"service-hall-ready"'))
    .map((line) => JSON.parse(line) as { readonly time: string; readonly items: number })
    .map(({ time, items }) => ({ at: Date.parse(time), items }));

const until = async <Value>(look: () => Value | undefined): Promise<Value> => {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  throw new Error('the hall is not ready');
};

const libraryRows = () =>
  largeLibrary(itemCount).map(({ code, parentCode, layer, elements }) => ({
    code,
    version: 1,
    parent_code: parentCode,
    layer,
    department: elements.implementingBody.code,
    level: elements.exercisingLevel,
    item_type: elements.itemType,
    promised_working_days: elements.promisedLimit.amount,
    effective_from: '2026-01-01',
    is_current: true,
    elements,
    guide: null,
  }));

interface Starts {
  readonly painted: number[];
  readonly searchable: number[];
}

const startOften = async (dataFolder: string, items: number): Promise<Starts> => {
  const starts: Starts = { painted: [], searchable: [] };
  const environment = { TZ: kioskTimeZone, YIZHAN_DATA_FOLDER: dataFolder, YIZHAN_WINDOW: kioskWindow };
  for (let round = -1; round < rounds; round += 1) {
    const before = Date.now();
    const kiosk = await startAndPaint({ app: projectFolder, page: 'yizhan://', environment });
    const ready = await until(() =>
      hallReady(dataFolder).find((found) => found.at >= before && found.items >= items),
    );
    await kiosk.end();
    // The first of each brings the documents over the line, and fills the caches of the disk.
    if (round < 0) continue;
    starts.painted.push(kiosk.milliseconds);
    starts.searchable.push(ready.at - before);
  }
  return starts;
};

/** The start of a kiosk that keeps the library of a large city beside the same kiosk with the items of the demonstration. */
export const measureLargeLibrary = async (): Promise<readonly Measurement[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-library-'));
  const openStation = () => createStation({ folder, printer: 'simulated', platformStore: 'folder' });
  try {
    const first = await openStation();
    const { kioskFolder } = first;
    const small = await startOften(kioskFolder, 1).finally(() => first.close());

    const store = await openStore({ folder: join(folder, 'platform') });
    await store.database
      .transaction()
      .execute((transaction) => insertRows(transaction, 'service_items', libraryRows()))
      .finally(() => store.close());
    const second = await openStation();
    const large = await startOften(kioskFolder, itemCount).finally(() => second.close());

    const candidates = (kind: keyof Starts, remark: string) =>
      withRatios([
        { name: `${itemCount} items more`, kind: 'ours', remark, ...summariseTimes(large[kind]) },
        { name: 'the demonstration', kind: 'reference', remark: '', ...summariseTimes(small[kind]) },
      ]);
    const painted = candidates('painted', 'signed documents on the disk');
    const searchable = candidates('searchable', 'every signature looked at, names and pinyin in the index');
    return [
      {
        name: 'From exec to the attract screen with a large library',
        unit: 'ms',
        method: `${rounds} times each, after one that fetches everything`,
        candidates: painted,
        goals: [atMost(1.2, 'large library to small', painted[1]?.oursToThis ?? Number.NaN, '×')],
      },
      {
        name: 'From exec until every item can be searched for',
        unit: 'ms',
        method: 'the line service-hall-ready; residents are served meanwhile',
        candidates: searchable,
        goals: [],
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
