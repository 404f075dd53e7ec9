import { expect } from '@playwright/test';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { chooseItem } from './support/choose-item.ts';
import { auditActions, checkAuditChain } from './support/kiosk-records.ts';

/** Is on the list of the synthetic credit register (platform/seed/credit.json). */
const listed = { ...usualChoices, residentId: 'full-address' };
const item = 'flexible-employment-registration';

test('who is on the list is told by whom and how to come off it, and applies with all papers; without a line nobody asks', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const { station, page } = kiosk;

  await test.step('it is looked up after consent, and the way out is told', async () => {
    await walkTo('choose', kiosk, station, listed);
    await chooseItem(kiosk, item);
    await kiosk.screen('creditConsent');
    expect(auditActions(kiosk.dataFolder)).not.toContain('credit.consented-and-asked');
    await expectAccessible(kiosk, 'consent');
    await kiosk.tap('intent-consent');
    await kiosk.screen('creditListed');
    await expect(page.locator('.close-facts')).toContainText(
      say('潇湘市清溪区人民法院', 'Qingxi District People’s Court, Xiaoxiang'),
    );
    await expect(page.locator('.close-facts')).toContainText(
      say('可以向该院书面申请纠正', 'ask the court in writing to correct it'),
    );
    await expect(page.getByTestId('credit-telephone')).toHaveText('0731-00000112');
    await expectAccessible(kiosk, 'listed');
    await kiosk.tap('intent-consent');
    await kiosk.screen('question');
    expect(auditActions(kiosk.dataFolder)).toContain('credit.consented-and-asked');
    station.liftCard();
    await kiosk.tap('intent-endVisit');
    await kiosk.screen('attract');
  });

  await test.step('without a line the form begins at once', async () => {
    await walkTo('choose', kiosk, station, listed);
    await station.network.cut();
    await page.locator('[data-line="offline"]').waitFor({ timeout: 60_000 });
    await chooseItem(kiosk, item);
    await kiosk.screen('question');
  });
  const actions = auditActions(kiosk.dataFolder);
  expect(actions.filter((action) => action === 'credit.consented-and-asked')).toHaveLength(1);

  await kiosk.app.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
});
