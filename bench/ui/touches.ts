import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { sandboxArguments } from '../../scripts/station/kiosk/electron-command.ts';
import { buildBareElectron } from '../support/build-bare-electron.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseTimes } from '../support/statistics.ts';
import { openKiosk } from './open-kiosk.ts';
import { touch, type Touch, type Touched } from './touch.ts';

const rounds = 12;
const feltWithin = 100;
const shownWithin = 300;

const screen = (name: string): string => `[data-screen="${name}"]`;
const item = (testId: string): string => `[data-testid="${testId}"]`;

/** Through the hall and out again; nothing on the way waits for a line, a card or a printer. */
export const journey: readonly Touch[] = [
  { testId: 'intent-start', leadsTo: screen('home') },
  { testId: 'door-events', leadsTo: item('shelf-event-birth') },
  { testId: 'intent-back', leadsTo: screen('home') },
  { testId: 'most-used-housing-status', leadsTo: screen('guide') },
  { testId: 'intent-back', leadsTo: screen('home') },
  { testId: 'door-search', leadsTo: screen('search') },
  { testId: 'letter-l', leadsTo: `${screen('search')} [data-testid^="guide-"]` },
  { testId: 'intent-endVisit', leadsTo: screen('goodbye') },
];

const toAndFro: readonly Touch[] = [
  { testId: 'to-home', leadsTo: screen('home') },
  { testId: 'to-attract', leadsTo: screen('attract') },
];

export const walk = async (page: Page, touches: readonly Touch[]): Promise<Touched[]> => {
  const seen: Touched[] = [];
  for (const one of touches) seen.push(await touch(page, one));
  return seen;
};

/** From a touch to what it leads to, kiosk and a bare page of React in turn. */
export const measureTouches = async (): Promise<readonly Measurement[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-bench-bare-'));
  await buildBareElectron(folder);
  const bare = await _electron.launch({
    args: [folder, ...sandboxArguments],
    env: {
      ...(process.env as Record<string, string>),
      PEER_WITHOUT_GRAPHICS: existsSync('/dev/dri') ? '0' : '1',
    },
  });
  const bench = await openKiosk();
  const { kiosk } = bench;
  const ours: Touched[] = [];
  const theirs: Touched[] = [];
  try {
    const barePage = await bare.firstWindow();
    for (let round = -1; round < rounds; round += 1) {
      await kiosk.screen('attract', { timeout: 60_000 });
      if (round < 0) await untilGuidesAreThere(kiosk.page);
      const walked = await walk(kiosk.page, journey);
      const there: Touched[] = [];
      for (let turn = 0; turn < journey.length / 2; turn += 1)
        there.push(...(await walk(barePage, toAndFro)));
      // The first of each fills the caches.
      if (round < 0) continue;
      ours.push(...walked);
      theirs.push(...there);
    }
  } finally {
    await bench.close();
    await bare.close();
    await rm(folder, { recursive: true, force: true });
  }
  const oneMeasurement = (name: string, which: keyof Touched, limit: number): Measurement => {
    const times = ours.map((one) => one[which]);
    return {
      name,
      unit: 'ms',
      method: `${rounds} rounds of ${journey.length} touches through home, shelf, guide and search; measured in the page from the touch's time stamp to the painted frame`,
      candidates: withRatios([
        {
          name: 'kiosk',
          kind: 'ours',
          remark: 'intent to the core, snapshot back',
          ...summariseTimes(times),
        },
        {
          name: 'bare page of React',
          kind: 'peer',
          remark: 'two words in turn, nothing asked of anybody',
          ...summariseTimes(theirs.map((one) => one[which])),
        },
      ]),
      goals: [atMost(limit, 'p95', quantile(times, 0.95), 'ms')],
    };
  };
  return [
    oneMeasurement('From a touch to the first picture after it', 'felt', feltWithin),
    oneMeasurement('From a touch to the next screen', 'shown', shownWithin),
  ];
};

/** The hall comes from the platform a moment after the start. */
const untilGuidesAreThere = async (page: Page): Promise<void> => {
  await touch(page, { testId: 'intent-start', leadsTo: screen('home') });
  await touch(page, { testId: 'door-events', leadsTo: item('shelf-event-birth') });
  await touch(page, { testId: 'intent-endVisit', leadsTo: screen('goodbye') });
  await page.locator(screen('attract')).waitFor({ timeout: 30_000 });
};
