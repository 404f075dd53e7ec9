import { expect } from '@playwright/test';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { needlesOf } from '../integration/leak/encodings.ts';
import { createLeakSearch } from '../integration/leak/search-files.ts';
import { openKiosk, toldLeaks as told, valuesFound as found } from './support/memory/open-kiosk.ts';

test.use({ kioskOptions: { settings: { session: { idleSeconds: 120 } } } });

test('nothing of a certificate that was shown is left in the core, in the page or on the disk', async ({
  kiosk,
}) => {
  test.slow();
  const { station } = kiosk;
  const opened = await openKiosk(kiosk);
  await walkTo('choose', kiosk, station);
  await kiosk.tap('intent-openMine');
  await kiosk.tap('intent-consent');
  await kiosk.tap('held-household-booklet');
  await kiosk.tap('intent-showFacts');
  const number = kiosk.page.locator('[data-row="number"] dd');
  await expect(number).not.toContainText('*');
  const search = createLeakSearch([
    { name: 'household booklet', needles: needlesOf((await number.textContent()) ?? '') },
  ]);
  expect(found(await opened.inPage(search)).size).toBe(1);
  expect(found(await opened.inCore(search)).size).toBe(1);
  station.liftCard();
  await kiosk.tap('intent-endVisit');
  await kiosk.screen('attract');
  expect(told(await opened.inCore(search))).toEqual([]);
  expect(told(await opened.inPage(search))).toEqual([]);
  expect(told(search.folder(kiosk.dataFolder))).toEqual([]);
});
