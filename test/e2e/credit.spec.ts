import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { chooseItem } from './support/choose-item.ts';
import { auditActions, checkAuditChain } from './support/kiosk-records.ts';

/** Is on the list of the synthetic credit register (platform/seed/credit.json). */
const listed = { ...usualChoices, residentId: 'full-address' };
const item = 'flexible-employment-registration';

test('who is on the list is told by whom and how to come off it, and applies with all papers; without a line nobody asks', async ({
  kiosk,
}) => {
  const { station, page } = kiosk;
  const expectAccessible = async (name: string): Promise<void> => {
    await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect.soft(violations, name).toEqual([]);
  };

  await test.step('it is looked up after consent, and the way out is told', async () => {
    await walkTo('choose', kiosk, station, listed);
    await chooseItem(kiosk, item);
    await kiosk.screen('creditConsent');
    expect(auditActions(kiosk.dataFolder)).not.toContain('credit.consented-and-asked');
    await expectAccessible('consent');
    await kiosk.tap('intent-consent');
    await kiosk.screen('creditListed');
    await expect(page.locator('.credit')).toContainText('潇湘市清溪区人民法院');
    await expect(page.locator('.credit')).toContainText('可以向该院书面申请纠正');
    await expect(page.getByTestId('credit-telephone')).toHaveText('0731-00000112');
    await expectAccessible('listed');
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
