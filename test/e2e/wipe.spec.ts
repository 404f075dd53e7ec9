import { expect } from '@playwright/test';
import { previewIsDrawn, usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { createLeakSearch, type Leak } from '../integration/leak/search-files.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { pageInspector } from './support/memory/devtools-session.ts';
import { startInspectableCore, whileShellStandsStill } from './support/memory/inspectable-core.ts';
import { searchMemory } from './support/memory/search-memory.ts';
import { pieces, visitValues } from './support/visit-values.ts';

const residentId = 'zhou-haifeng';
const account = '621700987654321098';
const telephone = '13907315566';
const item = 'elderly-allowance';
const values = visitValues(residentId, { account, telephone });

test.use({ kioskOptions: { settings: { session: { idleSeconds: 300 } } } });

const show = (what: string, leaks: readonly Leak[]) => {
  console.log(`== ${what}: ${leaks.length}`);
  for (const leak of leaks.slice(0, 60))
    console.log(`${leak.value} | ${leak.encoding} | ${leak.place.slice(0, 1500)}`);
};
const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};
const timed = async <V>(what: string, work: () => Promise<V>): Promise<V> => {
  const from = performance.now();
  const value = await work();
  console.log(`-- ${what} ${Math.round(performance.now() - from)} ms`);
  return value;
};

test('explore', async ({ kiosk }) => {
  const core = await timed('core', () => startInspectableCore(kiosk));
  const page = pageInspector(await kiosk.page.context().newCDPSession(kiosk.page));
  let search = createLeakSearch(values);
  const look = async (when: string) => {
    if (process.env.CONTROL === undefined && !when.startsWith('after')) return;
    show(
      `core ${when}`,
      await timed('core', () => whileShellStandsStill(kiosk, () => searchMemory(core, search))),
    );
    show(`page ${when}`, await timed('page', () => searchMemory(page, search)));
  };
  await timed('walk', () => walkTo('preview', kiosk, kiosk.station, { ...usualChoices, residentId }));
  await previewIsDrawn(kiosk);
  await look('preview');
  await kiosk.tap('intent-print');
  await kiosk.screen('takePaper');
  const [printed] = kiosk.station.printedDocuments();
  const pdf = printed?.pdf ?? new Uint8Array(0);
  search = createLeakSearch([...values, ...pieces('pdf', pdf, 32)]);
  await look('takePaper');
  await kiosk.tap('intent-home');
  await kiosk.screen('choose');
  const tile = kiosk.page.getByTestId(`item-${item}`);
  while (!(await tile.isVisible())) await kiosk.tap('next-page');
  await kiosk.tap(`item-${item}`);
  await kiosk.tap('answer-bank-card');
  await kiosk.page.locator('[data-field="account"]').waitFor();
  await typeDigits(kiosk, account);
  await kiosk.tap('answer-no');
  await kiosk.page.locator('[data-field="phone"]').waitFor();
  await typeDigits(kiosk, telephone);
  await kiosk.screen('review');
  await look('review');
  await kiosk.tap('intent-submit');
  await kiosk.screen('receipt');
  await kiosk.tap('intent-printReceipt');
  await kiosk.screen('takePaper');
  kiosk.station.liftCard();
  await kiosk.tap('intent-paperTaken');
  await kiosk.tap('rate-4');
  await kiosk.screen('attract', { timeout: 60_000 });
  await look('after');
  expect(1).toBe(1);
});
