import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { entriesAPage, type HallList } from '../../electron/core/hall/entries-a-page.ts';
import { fixtureSnapshots, touchesOfFixtures } from '../../test/helpers/renderer/fixture-snapshots.ts';
import type { Look } from './looks.ts';

/** To be loaded into the page before its own scripts: plays the core, and finds what breaks the rules of the look. */
export const inPageScript = join(import.meta.dirname, 'in-page.js');

/** A page of the core's that holds more than it ever shows in large letters, or to who sits. */
const fullPages: readonly string[] = ['shelf-event-full', 'search-found-full'];

/** Lists of the hall are cut into pages by the core; the fixtures have those of large letters. */
const inPagesOf = (look: Look, fixture: ViewSnapshot): ViewSnapshot => {
  const { visit } = fixture;
  const { elderMode = false, seated = false } = look.changes;
  if (!(elderMode && seated)) return fixture;
  const size = (list: HallList): number => entriesAPage(list, { elderMode, seated });
  switch (visit.screen) {
    case 'shelf': {
      const list = visit.shelf === 'policies' ? 'policies' : 'shelf';
      return { ...fixture, visit: { ...visit, entries: visit.entries.slice(0, size(list)) } };
    }
    case 'search':
      return { ...fixture, visit: { ...visit, entries: visit.entries.slice(0, size('search')) } };
    default:
      return fixture;
  }
};

/** Shows a snapshot and waits until all of it is there. */
const show = async (page: Page, snapshot: ViewSnapshot, pdf: Uint8Array): Promise<void> => {
  await page.evaluate(`yizhanScreens.show(${JSON.stringify(snapshot)}, ${JSON.stringify([...pdf])})`);
  await page.locator(`[data-screen="${snapshot.visit.screen}"]`).waitFor();
  if (snapshot.visit.screen === 'preview') await page.locator('[data-drawn="true"]').waitFor();
  await page.evaluate('yizhanScreens.settled()');
};

/** Touches what has this test id, on whichever page of its list it stands. */
const touch = async (page: Page, testId: string): Promise<void> => {
  const target = page.getByTestId(testId);
  const onward = page.locator('[data-testid="next-page"]:not([inert])');
  while ((await target.count()) === 0 && (await onward.count()) > 0) await onward.click();
  await target.click();
};

/**
 * Shows every screen and state of the fixtures in a page that has {@link inPageScript} and the size of the look.
 *
 * @param options.wants which of them, by names such as `elder-en-consent`
 * @param options.onShown called with the name of each while it stands
 * @returns what breaks the rules of the look, each told as `NAME: what and where`
 */
export const walkScreens = async (
  page: Page,
  look: Look,
  options: {
    readonly pdf: Uint8Array;
    readonly wants: (name: string) => boolean;
    readonly onShown?: (name: string) => Promise<void>;
  },
): Promise<readonly string[]> => {
  const faults: string[] = [];
  const { attract: neutral } = fixtureSnapshots;
  if (neutral === undefined) throw new Error('no fixture of the attract screen');
  for (const [state, fixture] of Object.entries(fixtureSnapshots)) {
    const name = `${look.name}-${state}`;
    if (!options.wants(name)) continue;
    if (!look.isForStaff && ['maintenance', 'setup'].includes(fixture.visit.screen)) continue;
    if (!look.isRoomy && fullPages.includes(state)) continue;
    // What was touched in one picture of a page is not left in the next.
    if (state in touchesOfFixtures) await show(page, neutral, options.pdf);
    await show(page, { ...inPagesOf(look, fixture), ...look.changes }, options.pdf);
    for (const testId of touchesOfFixtures[state] ?? []) await touch(page, testId);
    await options.onShown?.(name);
    const found = await page.evaluate<readonly string[]>('yizhanScreens.findFaults()');
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  return faults;
};
