import { expect } from '@playwright/test';
import { test } from '../helpers/kiosk.ts';
import { enrolStaffAt, expectResult, openPage, signIn } from '../helpers/staff-kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, readRows } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** A technician finds the fault, in the real Electron, at a station with simulated devices and a real platform. */

test.use({ kioskOptions: { prepare: (station) => enrolStaffAt(station, 'technician') } });
test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

test('a technician sees an unplugged reader, tests the devices, and finds where the line is cut', async ({
  kiosk,
}) => {
  const { page, station } = kiosk;
  await kiosk.screen('attract');
  await signIn(kiosk);

  await test.step('the devices, and what was said on the line of one', async () => {
    await openPage(kiosk, 'devices');
    await expect(page.getByTestId('diagnosed-idCardReader')).toHaveAttribute('data-state', 'online');
    await expectAccessible(kiosk);
    await kiosk.tap('show-idCardReader');
    await kiosk.tap('show-trace');
    await expect(page.getByTestId('trace').getByRole('listitem').first()).toContainText('AA AA AA 96 69');
    await expectAccessible(kiosk);
    await kiosk.tap('staff-back');
    await kiosk.tap('staff-back');
    await station.setFault('reader-unplugged', true);
    const reader = page.getByTestId('diagnosed-idCardReader');
    await expect(reader).not.toHaveAttribute('data-state', 'online', { timeout: 30_000 });
    await expect(reader).toContainText('没有接上');
    await station.setFault('reader-unplugged', false);
    await expect(reader).toHaveAttribute('data-state', 'online', { timeout: 30_000 });
  });

  await test.step('a card, a code and a page of paper', async () => {
    await openPage(kiosk, 'tests');
    await expectAccessible(kiosk);
    await kiosk.tap('run-card-read');
    await page.getByTestId('staff-cancelTest').waitFor();
    station.layCard('lin-xiaolan');
    await expectResult(kiosk, 'test-passed');
    station.liftCard();
    await expect(page.getByTestId('test-card-read')).toContainText('resident');
    await kiosk.tap('run-scan-code');
    await page.getByTestId('staff-cancelTest').waitFor();
    station.showCode('https://example.org/');
    await expect(page.getByTestId('test-scan-code')).toHaveAttribute('data-outcome', 'passed');
    const before = station.printedDocuments().length;
    await kiosk.tap('run-test-page');
    await expect(page.getByTestId('test-test-page')).toHaveAttribute('data-outcome', 'passed', {
      timeout: 30_000,
    });
    expect(station.printedDocuments()).toHaveLength(before + 1);
  });

  await test.step('the screen itself, by finger', async () => {
    await kiosk.tap('run-touch-grid');
    await expectAccessible(kiosk);
    for (let field = 1; field <= 46; field += 1) await kiosk.tap(`field-${field}`);
    await kiosk.tap('touch-grid-end');
    await expect(page.getByTestId('test-touch-grid')).toHaveAttribute('data-outcome', 'passed');
    await kiosk.tap('run-dead-pixels');
    await expectAccessible(kiosk);
    await kiosk.tap('pixels-next');
    await kiosk.tap('pixels-found');
    await expect(page.getByTestId('test-dead-pixels')).toHaveAttribute('data-outcome', 'failed');
  });

  await test.step('the way to the platform, and where it breaks', async () => {
    await openPage(kiosk, 'checks');
    await kiosk.tap('staff-runChecks');
    await expectResult(kiosk, 'checks-done');
    await expectAccessible(kiosk);
    await expect(page.locator('[data-verdict="bad"]')).toHaveCount(0);
    await station.network.cut();
    await openPage(kiosk, 'checks');
    await kiosk.tap('staff-runChecks');
    await expectResult(kiosk, 'checks-done');
    const broken = page.locator('[data-verdict="bad"]');
    await expect(broken).toHaveCount(1);
    await expect(broken).toHaveAttribute('data-testid', /finding-(line-refused|answer-not-genuine)/);
    await openPage(kiosk, 'sync');
    await expectAccessible(kiosk);
    await station.network.restore();
  });

  await test.step('the report, on paper', async () => {
    await openPage(kiosk, 'report');
    await expectAccessible(kiosk);
    const before = station.printedDocuments().length;
    await kiosk.tap('staff-printReport');
    await expectResult(kiosk, 'report-printed');
    expect(station.printedDocuments()).toHaveLength(before + 1);
  });

  expect(readRows(kiosk.dataFolder, 'SELECT test, outcome FROM device_test ORDER BY id')).toEqual([
    { test: 'card-read', outcome: 'passed' },
    { test: 'scan-code', outcome: 'passed' },
    { test: 'test-page', outcome: 'passed' },
    { test: 'touch-grid', outcome: 'passed' },
    { test: 'dead-pixels', outcome: 'failed' },
  ]);
  expect(auditActions(kiosk.dataFolder).filter((action) => action === 'device.tested')).toHaveLength(5);
  const kept = JSON.stringify(readRows(kiosk.dataFolder, 'SELECT * FROM device_test'));
  expect(kept).not.toContain('林');
});

test.describe('of a member of staff', () => {
  test.use({ kioskOptions: { prepare: (station) => enrolStaffAt(station, 'staff') } });

  test("the technician's pages are no business", async ({ kiosk }) => {
    await kiosk.screen('attract');
    await signIn(kiosk);
    await expect(kiosk.page.getByTestId('open-machine')).toBeVisible();
    await expect(kiosk.page.getByTestId('open-devices')).toHaveCount(0);
  });
});
