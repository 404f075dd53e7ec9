import { expect } from '@playwright/test';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { atThePlatform } from './support/at-the-platform.ts';
import { auditActions, checkAuditChain, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';
import { turnTo } from './support/turn-to.ts';

const childName = 'linxiaoman';
const telephone = '13907315566';

interface ApplicationRow {
  readonly item: string;
  readonly receipt_number: string;
  readonly state: string;
}
const applications = (kiosk: TestKiosk) =>
  readRows<ApplicationRow>(
    kiosk.dataFolder,
    `SELECT item, receipt_number, application.state FROM application JOIN outbox USING (key) ORDER BY sequence`,
  );

/** From the invitation to the package of a birth, by way of the life events. */
const openBirth = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  // Large letters leave room for fewer doors: the life events are found by searching there.
  if (await kiosk.page.getByTestId('door-events').isVisible()) {
    await kiosk.tap('door-events');
    await expect(kiosk.page.getByTestId('shelf-event-birth')).toBeVisible({ timeout: 60_000 });
    await kiosk.tap('shelf-event-birth');
  } else {
    await kiosk.tap('door-search');
    for (const letter of 'bbcs') await kiosk.tap(`letter-${letter}`);
    await expect(kiosk.page.getByTestId('package-birth-package')).toBeVisible({ timeout: 60_000 });
  }
  await kiosk.tap('package-birth-package');
  await kiosk.screen('package');
};

const question = (kiosk: TestKiosk, field: string) => kiosk.page.locator(`[data-field="${field}"]`).waitFor();
const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};

test.use({ kioskOptions: { platformStore: 'folder' } });

test('a birth: one form for four offices, the line lost in the middle of it, filed, printed, arrived in order', {
  tag: '@journey',
}, async ({ kiosk, manner }) => {
  const { station, page } = kiosk;
  await openBirth(kiosk);
  await expectAccessible(kiosk, 'package');
  await test.step('the resident chooses what comes with it', async () => {
    const part = page.getByTestId('part-newborn-insurance');
    await turnTo(kiosk, 'part-newborn-insurance');
    await expect(part).toHaveAttribute('aria-checked', 'false');
    await kiosk.tap('part-newborn-insurance');
    await expect(part).toHaveAttribute('aria-checked', 'true');
  });
  await kiosk.tap('intent-beginPackage');
  await kiosk.screen('identify');
  station.layCard('lin-xiaolan');

  await test.step('each question comes once, without a line from the third on', async () => {
    await question(kiosk, 'childName');
    // In English the letters are there at once.
    if (manner === 'chinese') await kiosk.tap('layout-latin');
    for (const letter of childName) await kiosk.tap(`key-${letter}`);
    await kiosk.tap('answer-text');
    await question(kiosk, 'childBirthday');
    await typeDigits(kiosk, '20261108');
    await question(kiosk, 'birthHospital');
    await station.network.cut();
    await kiosk.tap('answer-maternity');
    await question(kiosk, 'phone');
    await typeDigits(kiosk, telephone);
    await question(kiosk, 'vaccinationSite');
    await kiosk.tap('answer-community');
    await question(kiosk, 'household');
    await kiosk.tap('answer-mother');
    await question(kiosk, 'paysNow');
    await kiosk.tap('answer-yes');
  });

  await kiosk.screen('packageReview');
  await expectAccessible(kiosk, 'packageReview');
  while (await page.getByTestId('review-more').isVisible()) await kiosk.tap('review-more');
  await kiosk.tap('intent-submit');
  await kiosk.screen('packageReceipt');
  await expectAccessible(kiosk, 'packageReceipt');
  const number = await page.getByTestId('receipt-number').getAttribute('data-number');
  if (number === null) throw new Error('the receipt has no number');
  const filed = applications(kiosk);
  expect(filed.map(({ item, state }) => [item, state])).toEqual([
    ['birth-certificate', 'filed'],
    ['vaccination-record', 'filed'],
    ['newborn-registration', 'filed'],
    ['newborn-insurance', 'filed'],
  ]);

  await test.step('one paper names all of it, and nobody in full', async () => {
    await kiosk.tap('intent-printReceipt');
    await kiosk.screen('takePaper');
    const text = printedText(station.printedDocuments()[0]?.pdf ?? new Uint8Array());
    for (const said of [number, '新生儿出生一件事', ...filed.map((row) => row.receipt_number)]) {
      expect(text).toContain(said);
    }
    expect(text).toContain('林**');
    expect(text).not.toContain('林晓岚');
    expect(text).not.toContain(childName);
  });
  station.liftCard();
  await kiosk.tap('intent-paperTaken');
  await kiosk.tap('rate-5');
  await kiosk.screen('goodbye');

  await test.step('the line comes back, and everything goes up by itself', async () => {
    await station.network.restore();
    await expect
      .poll(() => applications(kiosk).map(({ state }) => state), { timeout: 120_000 })
      .toEqual(['received', 'received', 'received', 'received']);
    await expect
      .poll(() => readRows(kiosk.dataFolder, "SELECT key FROM outbox WHERE state = 'pending'"), {
        timeout: 60_000,
      })
      .toEqual([]);
  });
  expect(auditActions(kiosk.dataFolder)).toContain('package.filed');
  expect(findPersonalValues(kiosk.dataFolder, 'lin-xiaolan')).toEqual([]);

  await test.step('the platform has each once, under one number, in their order', async () => {
    const found = await atThePlatform(kiosk, async (database) => ({
      parts: await database.selectFrom('package_parts').selectAll().execute(),
      results: await database.selectFrom('submission_results').select('outcome').execute(),
      ratings: await database.selectFrom('ratings').select(['subject', 'level']).execute(),
    }));
    const [birth, vaccination, registration, insurance] = filed.map((row) => row.receipt_number);
    const before = new Map(found.parts.map((part) => [part.receipt_number, part.depends_on]));
    expect(before.get(birth ?? '')).toEqual([]);
    expect(before.get(vaccination ?? '')).toEqual([birth]);
    expect(before.get(registration ?? '')).toEqual([birth]);
    expect(before.get(insurance ?? '')).toEqual([registration]);
    expect(found.parts.map((part) => part.package_number)).toEqual([number, number, number, number]);
    // Four applications and one rating of all of them.
    expect(found.results.map(({ outcome }) => outcome)).toEqual(Array(5).fill('received'));
    expect(found.ratings).toEqual([{ subject: number, level: 'very-satisfied' }]);
    expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
  });
});
