import { expect } from '@playwright/test';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { needlesOf } from '../integration/leak/encodings.ts';
import { createLeakSearch } from '../integration/leak/search-files.ts';
import { openKiosk, toldLeaks as told, valuesFound as found } from './support/memory/open-kiosk.ts';

test.use({ kioskOptions: { settings: { session: { idleSeconds: 120 } } } });

test('nothing of an enterprise that somebody represents is left in the core, in the page or on the disk', async ({
  kiosk,
}) => {
  test.slow();
  const { station, page } = kiosk;
  const opened = await openKiosk(kiosk);
  // As platform/seed/enterprises.json has it.
  const name = createLeakSearch([{ name: 'name', needles: needlesOf('潇湘市海峰生态农业发展有限公司') }]);
  const code = createLeakSearch([{ name: 'credit code', needles: needlesOf('91430199MA4L0A174E') }]);
  await walkTo('choose', kiosk, station, { ...usualChoices, residentId: 'zhou-haifeng' });
  await kiosk.tap('intent-matchPolicies');
  await kiosk.tap('intent-consent');
  await kiosk.tap('policies-of-0');
  await kiosk.screen('policyMatches');
  expect(found(await opened.inPage(name)).size).toBe(1);
  expect(found(await opened.inCore(name)).size).toBe(1);
  expect(found(await opened.inCore(code)).size).toBe(1);
  // No number leaves the core.
  expect(told(await opened.inPage(code))).toEqual([]);
  await kiosk.tap('confirm-small-firm-rent');
  await kiosk.screen('receipt');
  await expect(page.locator('[data-delivery="received"]')).toBeVisible({ timeout: 60_000 });
  await kiosk.tap('intent-finish');
  station.liftCard();
  await kiosk.tap('intent-skipRating');
  await kiosk.screen('attract');
  for (const search of [name, code]) {
    expect(told(await opened.inCore(search))).toEqual([]);
    expect(told(await opened.inPage(search))).toEqual([]);
    // The platform of the test lies elsewhere.
    expect(told(search.folder(kiosk.dataFolder))).toEqual([]);
  }
});
