import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openStore } from '../../platform/store/open-store.ts';
import { demoStation } from '../../scripts/station/station-settings.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import type { TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { chooseItem, turnToItem } from './support/choose-item.ts';
import { test } from './support/held-page.ts';
import { checkAuditChain, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';

/** 残疾人两项补贴, filed without a line: a situation, text, an address of the card, a captured page and a promise. */

const item = 'disability-subsidies';
const account = '621700123456789012';
const telephone = '13907315566';
const atQuestion = (kiosk: TestKiosk, field: string): Promise<void> =>
  kiosk.page.locator(`[data-field="${field}"]`).waitFor();

const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};

test('materials, a promise and the address of the card are filed offline, sealed, and arrive', {
  tag: '@journey',
}, async ({ kiosk, manner, say }) => {
  const { station, dataFolder, page } = kiosk;
  await kiosk.logged('core', 'device-status', { device: 'camera', state: 'online' });
  await walkTo('choose', kiosk, station);
  await turnToItem(kiosk, item);
  await station.network.cut();
  await page.locator('[data-line="offline"]').waitFor({ timeout: 60_000 });

  await test.step('the form asks what applies', async () => {
    await chooseItem(kiosk, item);
    await kiosk.tap('answer-nursing');
    await atQuestion(kiosk, 'level');
    await kiosk.tap('answer-one');
    await atQuestion(kiosk, 'carer');
    await kiosk.tap('answer-family');
  });

  await test.step('a name is typed in pinyin', async () => {
    await atQuestion(kiosk, 'carerName');
    // In Chinese it is there at once.
    if (manner === 'english-elder') await kiosk.tap('layout-pinyin');
    for (const [letters, character] of [
      ['lin', '林'],
      ['da', '大'],
    ] as const) {
      for (const letter of letters) await kiosk.tap(`key-${letter}`);
      await kiosk.tap(`candidate-${character}`);
    }
    await expect(page.getByTestId('typed-text')).toHaveText('林大');
    await kiosk.tap('answer-text');
  });

  await test.step('the address of the card is masked, and used', async () => {
    await atQuestion(kiosk, 'address');
    await expect(page.getByTestId('prefilled-value')).toHaveText(/^\S{3}\*+$/);
    await expectAccessible(kiosk, 'question-prefilled');
    await kiosk.tap('intent-usePrefilled');
  });
  await atQuestion(kiosk, 'account');
  await typeDigits(kiosk, account);
  await atQuestion(kiosk, 'phone');
  await typeDigits(kiosk, telephone);

  await test.step('a page is held to the camera, looked at and used', async () => {
    await kiosk.screen('materials');
    await expectAccessible(kiosk, 'materials');
    await kiosk.tap('material-disability-card');
    await kiosk.screen('material');
    await expectAccessible(kiosk, 'material');
    await kiosk.tap('way-capture');
    await kiosk.screen('capture');
    await expect(page.getByTestId('take-page')).toHaveAttribute('aria-disabled', 'false');
    await expectAccessible(kiosk, 'capture');
    await kiosk.tap('take-page');
    await expect(page.locator('[data-testid="captured-page"][data-shown="true"]')).toBeVisible();
    await kiosk.tap('intent-usePage');
  });

  await test.step('another one is promised', async () => {
    await kiosk.screen('materials');
    await kiosk.tap('material-household-booklet');
    await kiosk.tap('way-later');
    await kiosk.screen('promise');
    await expectAccessible(kiosk, 'promise');
    await expect(page.getByText(say('5 个工作日内', 'within 5 working days'))).toBeVisible();
    await kiosk.tap('intent-agreePromise');
    await kiosk.screen('materials');
    await kiosk.tap('intent-materialsDone');
  });

  const receiptNumber =
    await test.step('the review says where each value comes from; the receipt, what is missing', async () => {
      await kiosk.screen('review');
      const fromCard = page.locator('[data-source="id-card"]');
      const said: string[] = [];
      for (const more = page.getByTestId('review-more'); ; await kiosk.tap('review-more')) {
        said.push(...(await fromCard.allInnerTexts()));
        if ((await more.count()) === 0) break;
        await expectAccessible(kiosk, 'review');
      }
      expect(said.join()).toContain(say('来自身份证', 'From the ID card'));
      await kiosk.tap('intent-submit');
      await kiosk.screen('receipt');
      await expect(page.getByTestId('receipt-promises')).toContainText(say('户口簿', 'ousehold'));
      await kiosk.tap('intent-printReceipt');
      await kiosk.screen('takePaper');
      const text = printedText(station.printedDocuments()[0]?.pdf ?? new Uint8Array());
      expect(text).toContain('待补材料');
      expect(text).toContain('户口簿');
      station.liftCard();
      const [row] = readRows<{ receipt_number: string }>(
        dataFolder,
        'SELECT receipt_number FROM application',
      );
      await kiosk.tap('intent-paperTaken');
      await kiosk.tap('intent-skipRating');
      await kiosk.screen('goodbye');
      return row?.receipt_number;
    });

  await station.network.restore();
  await expect
    .poll(() => readRows<{ state: string }>(dataFolder, 'SELECT state FROM application'), { timeout: 90_000 })
    .toEqual([{ state: 'received' }]);
  await kiosk.app.close();
  await station.close();

  await test.step('the platform has it with its page', async () => {
    const store = await openStore({ folder: join(dataFolder, '..', 'platform') });
    try {
      const rows = await store.database
        .selectFrom('applications')
        .select('receipt_number')
        .where('station_code', '=', demoStation.code)
        .execute();
      expect(rows).toEqual([{ receipt_number: receiptNumber }]);
      const chunks = await store.database.selectFrom('material_chunks').select('receipt_number').execute();
      expect(chunks.length).toBeGreaterThan(0);
      expect(new Set(chunks.map(({ receipt_number }) => receipt_number))).toEqual(new Set([receiptNumber]));
    } finally {
      await store.close();
    }
  });
  expect(checkAuditChain(dataFolder)).toMatchObject({ ok: true });
  expect(findPersonalValues(dataFolder, 'lin-xiaolan')).toEqual([]);
});
