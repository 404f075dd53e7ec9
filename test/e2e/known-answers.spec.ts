import { expect } from '@playwright/test';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { chooseItem } from './support/choose-item.ts';
import { auditActions, checkAuditChain } from './support/kiosk-records.ts';

/** Applied for the elderly allowance on 2 March 2026 (platform/seed/earlier-filings.json). */
const resident = { ...usualChoices, residentId: 'supplementary-character' };
const item = 'senior-citizen-card';
const telephone = '13974280451';
const asked = 'known-answers.consented-and-asked';

test('what a resident said before is found after consent, kept or changed, or not looked for; without a line nobody asks', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const { station, page } = kiosk;
  const begin = async (): Promise<void> => {
    await walkTo('choose', kiosk, station, resident);
    await chooseItem(kiosk, item);
  };
  const walkToTelephone = async (): Promise<void> => {
    await page.locator('[data-field="reason"] [data-testid^="answer-"]').first().click();
    await page.locator('[data-field="collection"] [data-testid^="answer-"]').first().click();
    await page.locator('[data-field="phone"]').waitFor();
  };
  const leave = async (): Promise<void> => {
    station.liftCard();
    await kiosk.tap('intent-endVisit');
    await kiosk.screen('attract');
    expect(await page.content()).not.toContain(telephone);
  };
  /** It was asked for last. */
  const sourceOfTelephone = () => page.locator('.review-answers [data-source]').last();
  const readOn = async (): Promise<void> => {
    while (await page.getByTestId('review-more').isVisible()) await kiosk.tap('review-more');
  };
  const askedSoFar = () => auditActions(kiosk.dataFolder).filter((action) => action === asked).length;

  await test.step('kept: shown masked with its source, which the review repeats', async () => {
    await begin();
    await kiosk.screen('knownConsent');
    await expect(page.locator('.close-facts')).toContainText(say('联系电话', 'elephone'));
    await expect(page.locator('.close-facts')).toContainText(
      say('您以前提交的申请', 'your earlier applications'),
    );
    await expectAccessible(kiosk, 'consent');
    expect(askedSoFar()).toBe(0);
    await kiosk.tap('intent-consent');
    await kiosk.screen('question');
    expect(askedSoFar()).toBe(1);
    await walkToTelephone();
    await expect(page.getByTestId('prefilled-source')).toContainText(say('2026年3月2日', 'March 2, 2026'));
    await expect(page.getByTestId('prefilled-value')).toHaveText('139******51');
    expect(await page.content()).not.toContain(telephone);
    await expectAccessible(kiosk, 'known answer');
    await kiosk.tap('intent-usePrefilled');
    await kiosk.screen('review');
    await readOn();
    await expect(sourceOfTelephone()).toHaveAttribute('data-source', 'earlier-filing');
    await expect(sourceOfTelephone()).toContainText(
      say('来自您2026年3月2日的申请', 'From your application of March 2, 2026'),
    );
    await expectAccessible(kiosk, 'review');
    await leave();
  });

  await test.step('changed: it is the resident’s own answer', async () => {
    await begin();
    await kiosk.screen('knownConsent');
    await kiosk.tap('intent-consent');
    await kiosk.screen('question');
    await walkToTelephone();
    await kiosk.tap('intent-showPrefilled');
    await page.getByTestId('digits').waitFor();
    await kiosk.tap('delete-digit');
    await kiosk.tap('digit-7');
    await kiosk.tap('answer-digits');
    await kiosk.screen('review');
    await readOn();
    await expect(sourceOfTelephone()).toHaveAttribute('data-source', 'resident');
    await leave();
  });

  await test.step('refused: nothing is looked for', async () => {
    await begin();
    await kiosk.screen('knownConsent');
    await kiosk.tap('intent-fillInMyself');
    await kiosk.screen('question');
    await walkToTelephone();
    await expect(page.getByTestId('digits')).toHaveText(say('请点下面的数字', 'Touch the digits below'));
    expect(askedSoFar()).toBe(2);
    await leave();
  });

  await test.step('without a line the form begins at once, and says why nothing is known', async () => {
    await walkTo('choose', kiosk, station, resident);
    await station.network.cut();
    await page.locator('[data-line="offline"]').waitFor({ timeout: 60_000 });
    await chooseItem(kiosk, item);
    await kiosk.screen('question');
    await walkToTelephone();
    await expect(page.getByTestId('digits')).toHaveText(
      say('没有网络，请您自己填', 'No line now: type it here'),
    );
    await expectAccessible(kiosk, 'without a line');
  });
  expect(askedSoFar()).toBe(2);

  await kiosk.app.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
});
