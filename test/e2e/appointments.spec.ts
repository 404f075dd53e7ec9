import { expect } from '@playwright/test';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, checkAuditChain } from './support/kiosk-records.ts';
import { printedText } from './support/printed-text.ts';

test.use({ kioskOptions: { platformStore: 'folder' } });

/** From the invitation to the guide of an item that takes appointments. */
const openGuide = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  await kiosk.tap('door-search');
  for (const letter of 'shenfenzheng') await kiosk.tap(`letter-${letter}`);
  await expect(kiosk.page.getByTestId('guide-id-card-issue')).toBeVisible({ timeout: 60_000 });
  await kiosk.tap('guide-id-card-issue');
  await kiosk.screen('guide');
};

/** The first tile that can be touched, of those whose test id begins so. */
const firstOf = async ({ page }: TestKiosk, beginning: string): Promise<string> => {
  const tile = page.locator(`[data-testid^="${beginning}-"][data-unavailable="false"]`).first();
  await tile.waitFor();
  const testId = await tile.getAttribute('data-testid');
  if (testId === null) throw new Error(`no tile ${beginning}`);
  return testId;
};

test('a time at the hall is booked, printed, found again beside the applications, and given back', {
  tag: '@journey',
}, async ({ kiosk }) => {
  const { station, page } = kiosk;
  await openGuide(kiosk);
  await kiosk.tap('guide-book');
  await kiosk.screen('appointmentDays');
  await expectAccessible({ page }, 'days');
  await kiosk.tap(await firstOf(kiosk, 'day'));
  await kiosk.screen('appointmentTimes');
  await expectAccessible({ page }, 'times');
  const time = await firstOf(kiosk, 'time');
  await kiosk.tap(time);
  await kiosk.screen('identify');
  station.layCard('lin-xiaolan');
  await kiosk.screen('appointmentReview');
  await expect(page.getByText('林**')).toBeVisible();
  await expectAccessible({ page }, 'review');
  await kiosk.tap('intent-confirmBooking');
  await kiosk.screen('appointment');
  await expectAccessible({ page }, 'appointment');
  const number = await page.getByTestId('appointment-number').getAttribute('data-number');
  expect(number).toMatch(/^YY\d{8}-/);
  expect(time).toContain((await page.getByTestId('appointment-time').getAttribute('data-starts')) ?? 'none');
  await kiosk.tap('intent-printAppointment');
  await expect(page.getByTestId('appointment-printed')).toBeVisible({ timeout: 30_000 });
  const text = printedText(station.printedDocuments()[0]?.pdf ?? new Uint8Array());
  for (const said of ['预约凭条', number ?? '', '清溪区政务服务中心', '0731-00000108', '林**']) {
    expect(text).toContain(said);
  }
  await kiosk.tap('appointment-done');
  await kiosk.screen('attract');
  station.liftCard();

  await test.step('it is found again, and given back', async () => {
    await kiosk.tap('intent-start');
    await kiosk.screen('home');
    await kiosk.tap('door-progress');
    await kiosk.screen('progressDoor');
    station.layCard('lin-xiaolan');
    await kiosk.screen('progress');
    await kiosk.tap('intent-openAppointments');
    await kiosk.screen('myAppointments');
    await expectAccessible({ page }, 'mine');
    await kiosk.tap(`appointment-${number}`);
    await kiosk.screen('appointment');
    await kiosk.tap('intent-cancelAppointment');
    await kiosk.screen('appointmentCancel');
    await expectAccessible({ page }, 'cancel');
    await kiosk.tap('intent-confirmCancelling');
    await expect(page.getByTestId('appointment-notice')).toHaveAttribute('data-notice', 'cancelled');
    await expect(page.getByTestId(`appointment-${number}`)).toHaveCount(0);
    await kiosk.tap('intent-endVisit');
    await kiosk.screen('attract');
    station.liftCard();
  });

  const actions = auditActions(kiosk.dataFolder).filter((action) => action.startsWith('appointment'));
  expect(actions).toEqual([
    'appointment.asked',
    'appointment.booked',
    'appointment-print.completed',
    'appointments.asked',
    'appointment.cancel-asked',
    'appointment.cancelled',
    'appointments.asked',
  ]);
  await kiosk.app.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
});

test('without a line the hall and its telephone are told at once, and the guide is still there', async ({
  kiosk,
}) => {
  await openGuide(kiosk);
  await kiosk.station.network.cut();
  await kiosk.tap('guide-book');
  await kiosk.screen('appointmentOffline');
  await expect(kiosk.page.getByTestId('hall-telephone')).toContainText('0731-00000108');
  await expectAccessible(kiosk, 'offline');
  await kiosk.station.network.restore();
  await expect(async () => {
    await kiosk.tap('intent-retry');
    await kiosk.screen('appointmentDays');
  }).toPass({ timeout: 60_000 });
  await kiosk.tap('intent-back');
  await kiosk.screen('guide');
});
