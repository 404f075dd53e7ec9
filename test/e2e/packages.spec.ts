import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { openStore, type PlatformDatabase } from '../../platform/store/open-store.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { auditActions, checkAuditChain, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';

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

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const checkAccess = async (kiosk: TestKiosk, page: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page: kiosk.page }).setLegacyMode().withTags(rules).analyze();
  expect.soft(violations, page).toEqual([]);
};

/** From the invitation to the package of a birth, by way of the life events. */
const openBirth = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.tap('door-events');
  await expect(kiosk.page.getByTestId('shelf-event-birth')).toBeVisible({ timeout: 60_000 });
  await kiosk.tap('shelf-event-birth');
  await kiosk.tap('package-birth-package');
  await kiosk.screen('package');
};

const question = (kiosk: TestKiosk, field: string) => kiosk.page.locator(`[data-field="${field}"]`).waitFor();
const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};

/** What the platform has, read from its store when kiosk and station have ended. */
const atThePlatform = async <Value>(
  kiosk: TestKiosk,
  read: (database: PlatformDatabase) => Promise<Value>,
): Promise<Value> => {
  await kiosk.app.close();
  await kiosk.station.close();
  const store = await openStore({ folder: join(kiosk.dataFolder, '..', 'platform') });
  try {
    return await read(store.database);
  } finally {
    await store.close();
  }
};

test.use({ kioskOptions: { platformStore: 'folder' } });

test('a birth: one form for four offices, the line lost in the middle of it, filed, printed, arrived in order', async ({
  kiosk,
}) => {
  const { station, page } = kiosk;
  await openBirth(kiosk);
  await checkAccess(kiosk, 'package');
  await test.step('the resident chooses what comes with it', async () => {
    await expect(page.getByTestId('part-newborn-insurance')).toHaveAttribute('aria-checked', 'false');
    await kiosk.tap('part-newborn-insurance');
    await expect(page.getByTestId('part-newborn-insurance')).toHaveAttribute('aria-checked', 'true');
  });
  await kiosk.tap('intent-beginPackage');
  await kiosk.screen('identify');
  station.layCard('lin-xiaolan');

  await test.step('each question comes once, without a line from the third on', async () => {
    await question(kiosk, 'childName');
    await kiosk.tap('layout-latin');
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
  await checkAccess(kiosk, 'packageReview');
  while (await page.getByTestId('review-more').isVisible()) await kiosk.tap('review-more');
  await kiosk.tap('intent-submit');
  await kiosk.screen('packageReceipt');
  await checkAccess(kiosk, 'packageReceipt');
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
