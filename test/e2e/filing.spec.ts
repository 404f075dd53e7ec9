import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { demoStation } from '../../scripts/station/station-settings.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { atThePlatform } from './support/at-the-platform.ts';
import { chooseItem, turnToItem } from './support/choose-item.ts';
import { auditActions, checkAuditChain, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';

const item = 'elderly-allowance';
const account = '621700123456789012';
const telephone = '13907315566';

interface ApplicationRow {
  readonly key: string;
  readonly receipt_number: string;
  readonly state: string;
}

const applications = (kiosk: TestKiosk) =>
  readRows<ApplicationRow>(kiosk.dataFolder, 'SELECT key, receipt_number, state FROM application');

const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};

/** The questions of the form, from the choice on; `look` sees each page before it is answered. */
const fillIn = async (kiosk: TestKiosk, look: (page: string) => Promise<void> = async () => undefined) => {
  await chooseItem(kiosk, item);
  const question = async (field: string, answer: () => Promise<void>): Promise<void> => {
    await kiosk.page.locator(`[data-field="${field}"]`).waitFor();
    await look(field);
    await answer();
  };
  await question('cardKind', () => kiosk.tap('answer-bank-card'));
  await question('account', () => typeDigits(kiosk, account));
  await question('receivesPension', () => kiosk.tap('answer-no'));
  await question('phone', () => typeDigits(kiosk, telephone));
  await kiosk.screen('review');
};

/** Hands in from the review and reads the receipt number off the screen. */
const handIn = async (kiosk: TestKiosk): Promise<string> => {
  await kiosk.tap('intent-submit');
  await kiosk.screen('receipt');
  const number = await kiosk.page.getByTestId('receipt-number').getAttribute('data-number');
  if (number === null) throw new Error('the receipt has no number');
  return number;
};

const findTyped = async (folder: string): Promise<readonly string[]> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .filter(({ parentPath, name }) => {
      const content = readFileSync(join(parentPath, name));
      return content.includes(account) || content.includes(telephone);
    })
    .map(({ name }) => name);
};

test.use({ kioskOptions: { platformStore: 'folder' } });

test('an application filed without a line outlives the core and arrives once', async ({ kiosk }) => {
  const { station, dataFolder } = kiosk;
  await walkTo('choose', kiosk, station);
  await turnToItem(kiosk, item);
  await station.network.cut();
  await fillIn(kiosk);

  const receiptNumber = await test.step('the receipt is shown, and the core is killed at once', async () => {
    const shown = await handIn(kiosk);
    await kiosk.killCore();
    return shown;
  });
  await kiosk.screen('attract');
  expect(applications(kiosk)).toEqual([
    { key: expect.any(String), receipt_number: receiptNumber, state: 'filed' },
  ]);
  await expect(kiosk.page.getByTestId('queue-pending')).toBeVisible();
  expect(auditActions(dataFolder)).toContain('application.filed');

  await test.step('the line comes back, and the application goes up by itself', async () => {
    station.liftCard();
    await station.network.restore();
    await expect
      .poll(() => applications(kiosk).map(({ state }) => state), { timeout: 90_000 })
      .toEqual(['received']);
    await expect(kiosk.page.getByTestId('queue-pending')).toBeHidden();
  });

  await test.step('the platform has it once', async () => {
    const found = await atThePlatform(kiosk, async (database) => ({
      rows: await database
        .selectFrom('applications')
        .select(['receipt_number', 'key', 'item'])
        .where('station_code', '=', demoStation.code)
        .execute(),
      results: await database.selectFrom('submission_results').select(['key', 'outcome']).execute(),
    }));
    const [kept] = applications(kiosk);
    expect(found.rows).toEqual([{ receipt_number: receiptNumber, key: kept?.key, item }]);
    expect(found.results).toEqual([{ key: kept?.key, outcome: 'received' }]);
  });

  await test.step('nothing of what was typed or who typed it lies on the kiosk', async () => {
    expect(checkAuditChain(dataFolder)).toMatchObject({ ok: true });
    expect(findPersonalValues(dataFolder, 'lin-xiaolan')).toEqual([]);
    expect(await findTyped(dataFolder)).toEqual([]);
  });
});

test('with a line the receipt tells by itself that the platform has it, is printed and rated', {
  tag: '@journey',
}, async ({ kiosk }) => {
  const { station } = kiosk;
  await walkTo('choose', kiosk, station);
  await fillIn(kiosk);
  const receiptNumber = await handIn(kiosk);
  await expect(kiosk.page.locator('[data-delivery="received"]')).toBeVisible({ timeout: 60_000 });

  await kiosk.tap('intent-printReceipt');
  await kiosk.screen('takePaper');
  const text = printedText(station.printedDocuments()[0]?.pdf ?? new Uint8Array());
  expect(text).toContain(receiptNumber);
  expect(text).toContain('高龄津贴申请');
  expect(text).toContain('林**');
  expect(text).not.toContain('林晓岚');

  station.liftCard();
  await kiosk.tap('intent-paperTaken');
  await kiosk.tap('rate-4');
  await kiosk.screen('goodbye');
  await expect
    .poll(() => readRows(kiosk.dataFolder, "SELECT key FROM outbox WHERE state = 'acknowledged'"), {
      timeout: 60_000,
    })
    .toHaveLength(2);
  const ratings = await atThePlatform(kiosk, (database) =>
    database.selectFrom('ratings').select(['subject', 'level']).execute(),
  );
  expect(ratings).toEqual([{ subject: receiptNumber, level: 'satisfied' }]);
});

test('a page that is killed over the form comes back to the same question', async ({ kiosk }) => {
  await walkTo('choose', kiosk, kiosk.station);
  await chooseItem(kiosk, item);
  await kiosk.tap('answer-bank-card');
  await kiosk.page.locator('[data-field="account"]').waitFor();
  await kiosk.killRenderer();
  await expect.poll(() => kiosk.shownScreen(), { intervals: [50] }).toBe('question');
  expect(await kiosk.shownText()).toContain('收款的卡号');
});

for (const mode of ['usual', 'elder'] as const) {
  test(`no screen of an application has an accessibility violation (${mode})`, async ({ kiosk }) => {
    const check = (what: string): Promise<void> => expectAccessible(kiosk, what);
    await kiosk.screen('attract');
    if (mode === 'elder') await kiosk.tap('toggle-elder-mode');
    await walkTo('choose', kiosk, kiosk.station);
    await check('choose');
    await fillIn(kiosk, check);
    await check('review');
    if (mode === 'elder') await kiosk.tap('review-more');
    await handIn(kiosk);
    await check('receipt');
  });
}
