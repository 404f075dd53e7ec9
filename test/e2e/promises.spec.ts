import { expect } from '@playwright/test';
import { demoStation } from '../../scripts/station/station-settings.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import type { TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { atThePlatform } from './support/at-the-platform.ts';
import { chooseItem, turnToItem } from './support/choose-item.ts';
import { test } from './support/held-page.ts';
import { auditActions, checkAuditChain, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';

/** 容缺受理: what was promised with an application is handed in later, page by page, without a line, and arrives once. */

const item = 'disability-subsidies';

const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};
const typeLatin = async (kiosk: TestKiosk, letters: string): Promise<void> => {
  // In English the letters are there at once.
  const latin = kiosk.page.getByTestId('layout-latin');
  if (await latin.isVisible()) await latin.click();
  for (const letter of letters) await kiosk.tap(`key-${letter}`);
  await kiosk.tap('answer-text');
};
const at = (kiosk: TestKiosk, field: string): Promise<void> =>
  kiosk.page.locator(`[data-field="${field}"]`).waitFor();

/** Holds a page to the camera; it stands on the screen to be looked at. */
const takePage = async ({ page, ...kiosk }: TestKiosk): Promise<void> => {
  await kiosk.screen('capture');
  await expect(page.getByTestId('take-page')).toHaveAttribute('aria-disabled', 'false');
  await kiosk.tap('take-page');
  await expect(page.locator('[data-testid="captured-page"][data-shown="true"]')).toBeVisible();
};

const leave = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.tap('intent-endVisit');
  await kiosk.screen('attract');
  kiosk.station.liftCard();
};

/** Files the subsidy with one page and the promise of the household booklet; answers with the receipt's number. */
const fileWithPromise = async (kiosk: TestKiosk): Promise<string> => {
  await kiosk.logged('core', 'device-status', { device: 'camera', state: 'online' });
  await walkTo('choose', kiosk, kiosk.station);
  await turnToItem(kiosk, item);
  await chooseItem(kiosk, item);
  await kiosk.tap('intent-fillInMyself');
  await kiosk.tap('answer-nursing');
  await at(kiosk, 'level');
  await kiosk.tap('answer-one');
  await at(kiosk, 'carer');
  await kiosk.tap('answer-family');
  await at(kiosk, 'carerName');
  await typeLatin(kiosk, 'lin');
  await at(kiosk, 'address');
  await kiosk.tap('intent-usePrefilled');
  await at(kiosk, 'account');
  await typeDigits(kiosk, '621700123456789012');
  await at(kiosk, 'phone');
  await typeDigits(kiosk, '13907315566');
  await kiosk.tap('material-disability-card');
  await kiosk.tap('way-capture');
  await takePage(kiosk);
  await kiosk.tap('intent-usePage');
  await kiosk.screen('materials');
  await kiosk.tap('material-household-booklet');
  await kiosk.tap('way-later');
  await kiosk.tap('intent-agreePromise');
  await kiosk.screen('materials');
  await kiosk.tap('intent-materialsDone');
  await kiosk.screen('review');
  for (const more = kiosk.page.getByTestId('review-more'); (await more.count()) > 0; ) await more.click();
  await kiosk.tap('intent-submit');
  await kiosk.screen('receipt');
  const number = await kiosk.page.getByTestId('receipt-number').getAttribute('data-number');
  if (number === null) throw new Error('the receipt has no number');
  await kiosk.tap('intent-finish');
  await kiosk.tap('intent-skipRating');
  await kiosk.screen('attract');
  kiosk.station.liftCard();
  return number;
};

const openFiled = async (kiosk: TestKiosk, receiptNumber: string): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  await expect(kiosk.page.locator('[data-testid^="device-problem-"]')).toHaveCount(0);
  await kiosk.tap('door-progress');
  await kiosk.screen('progressDoor');
  kiosk.station.layCard('lin-xiaolan');
  await kiosk.screen('progress');
  await kiosk.tap(`filed-${receiptNumber}`);
  await kiosk.screen('progressDetail');
};

const supplements = ({ dataFolder }: TestKiosk) =>
  readRows<{ material: string; state: string }>(dataFolder, 'SELECT material, state FROM supplement');

test('what was promised is handed in without a line, two pages of it, arrives once, and closes the promise', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  test.slow();
  const { station, page, dataFolder } = kiosk;
  const receiptNumber = await fileWithPromise(kiosk);
  await station.network.cut();

  await test.step('without a line the kiosk knows what is owed, and by which day', async () => {
    await openFiled(kiosk, receiptNumber);
    const owed = page.getByTestId('promised-household-booklet');
    await expect(owed).toContainText(say('户口簿', 'ousehold'));
    await expect(owed.getByTestId('light')).toHaveText(say('按时', 'In time'));
    await expect(owed).toContainText(say('还有 5 个工作日', '5 working days left'));
    await expectAccessible(kiosk, 'progressDetail');
    await kiosk.tap('promised-household-booklet');
  });
  await test.step('it is held to the camera page by page', async () => {
    await kiosk.screen('material');
    await expectAccessible(kiosk, 'material');
    await kiosk.tap('way-capture');
    await takePage(kiosk);
    await expectAccessible(kiosk, 'capture');
    await kiosk.tap('intent-addPage');
    await takePage(kiosk);
    await expectAccessible(kiosk, 'capture of the second page');
    await kiosk.tap('intent-usePage');
    await kiosk.screen('replyReview');
    await expect(page.getByTestId('promised-material')).toContainText(
      say('已拍好 2 页', 'Photographed, 2 pages'),
    );
    await expectAccessible(kiosk, 'replyReview');
    await kiosk.tap('intent-submit');
    await kiosk.screen('replyReceipt');
    await expectAccessible(kiosk, 'replyReceipt');
    await kiosk.tap('intent-finish');
  });
  await test.step('it waits here, and is told so', async () => {
    await kiosk.screen('progress');
    expect(supplements(kiosk)).toEqual([{ material: 'household-booklet', state: 'filed' }]);
    await kiosk.tap(`filed-${receiptNumber}`);
    await expect(page.getByTestId('promised-household-booklet')).toHaveAttribute('data-state', 'queued');
    await leave(kiosk);
  });
  await test.step('the line comes back, it arrives and closes the promise', async () => {
    await station.network.restore();
    await expect
      .poll(() => supplements(kiosk), { timeout: 90_000 })
      .toEqual([{ material: 'household-booklet', state: 'received' }]);
    await expect(async () => {
      await openFiled(kiosk, receiptNumber);
      const state = await page.getByTestId('promised-household-booklet').getAttribute('data-state');
      await leave(kiosk);
      expect(state).toBe('kept');
    }).toPass({ timeout: 90_000 });
  });
  expect(auditActions(dataFolder)).toContain('supplement.filed');
  const found = await atThePlatform(kiosk, async (database) => ({
    promises: await database.selectFrom('application_promises').selectAll().execute(),
    supplements: await database.selectFrom('application_supplements').selectAll().execute(),
  }));
  expect(checkAuditChain(dataFolder)).toMatchObject({ ok: true });
  expect(findPersonalValues(dataFolder, 'lin-xiaolan')).toEqual([]);
  expect(found.promises).toMatchObject([
    { receipt_number: receiptNumber, material: 'household-booklet', handed_in_at: expect.any(Date) as Date },
  ]);
  expect(found.supplements).toMatchObject([{ state: 'taken', content: { materials: { length: 2 } } }]);
});

test('a new job: one contract for three offices, held to the camera once, and each value with its source', async ({
  kiosk,
}) => {
  test.slow();
  const { page, station } = kiosk;
  await kiosk.logged('core', 'device-status', { device: 'camera', state: 'online' });
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.tap('door-events');
  await expect(page.getByTestId('shelf-event-work')).toBeVisible({ timeout: 60_000 });
  await kiosk.tap('shelf-event-work');
  await kiosk.tap('package-employment-package');
  await kiosk.screen('package');
  for (const part of ['insurance-enrolment', 'fund-account', 'graduate-subsidy']) {
    await kiosk.tap(`part-${part}`);
  }
  await kiosk.tap('intent-beginPackage');
  await kiosk.screen('identify');
  station.layCard('lin-xiaolan');
  await at(kiosk, 'employer');
  await typeLatin(kiosk, 'qingshi');
  await at(kiosk, 'startDay');
  await typeDigits(kiosk, '20261201');
  await at(kiosk, 'phone');
  await typeDigits(kiosk, '13907315566');
  await at(kiosk, 'fundRatio');
  await kiosk.tap('answer-eight');
  await at(kiosk, 'graduationYear');
  await typeDigits(kiosk, '2026');
  await at(kiosk, 'account');
  await typeDigits(kiosk, '621700123456789012');

  await test.step('one set of materials for all of it', async () => {
    await kiosk.screen('materials');
    await expect(page.locator('[data-testid^="material-"]')).toHaveCount(2);
    await kiosk.tap('material-labour-contract');
    await kiosk.tap('way-capture');
    await takePage(kiosk);
    await kiosk.tap('intent-addPage');
    await takePage(kiosk);
    await kiosk.tap('intent-usePage');
    await kiosk.screen('materials');
    await kiosk.tap('material-diploma');
    await kiosk.tap('way-later');
    await kiosk.tap('intent-agreePromise');
    await kiosk.screen('materials');
    await kiosk.tap('intent-materialsDone');
  });
  await kiosk.screen('packageReview');
  await expect(page.locator('[data-source="resident"]').first()).toContainText('您的回答');
  await expectAccessible(kiosk, 'packageReview');
  for (const more = page.getByTestId('review-more'); (await more.count()) > 0; ) await more.click();
  await kiosk.tap('intent-submit');
  await kiosk.screen('packageReceipt');
  await expect
    .poll(() => readRows<{ state: string }>(kiosk.dataFolder, 'SELECT state FROM application'), {
      timeout: 120_000,
    })
    .toEqual(Array.from({ length: 4 }, () => ({ state: 'received' })));
  await kiosk.tap('intent-finish');
  await kiosk.tap('intent-skipRating');
  await kiosk.screen('attract');
  station.liftCard();

  const opened = await atThePlatform(kiosk, async (database) => {
    // The workers may have ended with the station before everything was opened.
    const rows = await database
      .selectFrom('sealed_applications')
      .select(['receipt_number', 'materials'])
      .execute();
    const parts = await database
      .selectFrom('applications')
      .select(['receipt_number', 'item'])
      .where('station_code', '=', demoStation.code)
      .execute();
    return parts.map(({ receipt_number, item: code }) => ({
      code,
      pages: rows.find((row) => row.receipt_number === receipt_number)?.materials.length,
    }));
  });
  expect(opened.toSorted((one, other) => one.code.localeCompare(other.code))).toEqual([
    { code: 'employment-registration', pages: 2 },
    { code: 'fund-account', pages: 2 },
    { code: 'graduate-subsidy', pages: 2 },
    { code: 'insurance-enrolment', pages: 2 },
  ]);
});
