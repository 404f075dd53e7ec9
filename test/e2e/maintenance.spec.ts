import { expect } from '@playwright/test';
import { beginIdentifiedVisit, fileApplication, idOf, issueCertificate } from '../helpers/database.ts';
import { test } from '../helpers/kiosk.ts';
import { staffPin } from '../helpers/staff.ts';
import {
  enrolStaffAt,
  expectResult,
  layStaffCard,
  openPage,
  prepareRows,
  signIn,
  staffLabel,
  typePin,
} from '../helpers/staff-kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, checkAuditChain, printJobs, readRows } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** Maintenance mode in the real Electron, at a station with simulated cards; the platform is a real one. */

const certificateNumber = 'HS-2026-000001';
const deadLetter = idOf(7);
/** What the kiosk promises (issue 7). */
const restartWithinMilliseconds = 15_000;
/** A test that does so by itself. */
const coreIsKilled = '@core-is-killed';

test.use({
  kioskOptions: {
    prepare: async (station) => {
      await enrolStaffAt(station);
      prepareRows(station, (unit) => {
        beginIdentifiedVisit(unit);
        issueCertificate(unit, { certificateNumber });
        fileApplication(unit, 7);
        unit.outbox.refuse(deadLetter, 'form-version-unsupported');
        unit.applications.follow(deadLetter, 'refused');
        const id = idOf(50);
        const printerUri = 'ipp://printer/';
        unit.printJobs.intend({ id, visitId: idOf(1), certificateNumber, pages: 2, printerUri });
        unit.printJobs.markUnknown({ id, reason: 'line-lost' });
      });
    },
  },
});
test.afterEach(({ kiosk }, { tags }) => {
  if (!tags.includes(coreIsKilled)) expectNoCrash(kiosk);
});

test('staff sign in, see to what is open, and every step is on record', async ({ kiosk }) => {
  await kiosk.screen('attract');
  await test.step('nobody is served meanwhile', async () => {
    await kiosk.tap('intent-enterMaintenance');
    await kiosk.screen('maintenance');
    await expectAccessible(kiosk);
    await kiosk.tap('staff-leave');
    await kiosk.screen('attract');
  });

  await test.step('card and PIN lead to the day', async () => {
    await layStaffCard(kiosk);
    await expectAccessible(kiosk);
    await typePin(kiosk, staffPin);
    await kiosk.tap('staff-pin');
    await kiosk.page.locator('[data-page="today"]').waitFor();
    await expect(kiosk.page.getByTestId('staff-member')).toContainText(staffLabel);
    await expect(kiosk.page.getByTestId('device-printer')).toBeVisible();
    await expectAccessible(kiosk);
  });

  await test.step('a dead letter goes out again; what the platform refuses once more is settled', async () => {
    await openPage(kiosk, 'queue');
    await kiosk.page.getByTestId(`letter-${deadLetter}`).waitFor();
    await expectAccessible(kiosk);
    await kiosk.tap(`retry-${deadLetter}`);
    await expectResult(kiosk, 'letter-retried');
    // Its seal is a mock-up: the real platform refuses it for that.
    await kiosk.page.getByTestId(`letter-${deadLetter}`).waitFor();
    await kiosk.tap(`settle-${deadLetter}`);
    await expectAccessible(kiosk);
    await kiosk.tap('reason-handed-over-on-paper');
    await expectResult(kiosk, 'letter-settled');
    await expect(kiosk.page.getByTestId(`letter-${deadLetter}`)).toHaveCount(0);
    expect(
      readRows(kiosk.dataFolder, `SELECT state, reason FROM outbox WHERE key = '${deadLetter}'`),
    ).toEqual([{ state: 'settled', reason: 'handed-over-on-paper' }]);
  });

  await test.step('a print that nobody knows of is settled', async () => {
    await openPage(kiosk, 'misprints');
    await kiosk.page.getByTestId(`print-${certificateNumber}`).waitFor();
    await expectAccessible(kiosk);
    await kiosk.tap(`reject-${certificateNumber}`);
    await kiosk.tap('reason-jammed');
    await expectResult(kiosk, 'print-settled');
    expect(printJobs(kiosk.dataFolder)).toMatchObject([{ state: 'failed', reason: 'jammed' }]);
  });

  await test.step('paper is counted in', async () => {
    await openPage(kiosk, 'supplies');
    await expectAccessible(kiosk);
    await kiosk.tap('fill-250');
    await expectResult(kiosk, 'paper-refilled');
    await kiosk.tap('add-100');
    await expect(kiosk.page.getByTestId('sheets-left')).toContainText('350');
  });

  await test.step('a backup is made', async () => {
    await openPage(kiosk, 'machine');
    await expectAccessible(kiosk);
    await kiosk.tap('staff-backUp');
    await expectResult(kiosk, 'backed-up');
  });

  await test.step('a stick is looked for', async () => {
    await openPage(kiosk, 'export');
    await kiosk.tap('look-for-sticks');
    await expectAccessible(kiosk);
  });

  await test.step('the kiosk restarts and serves again within 15 s', async () => {
    await openPage(kiosk, 'machine');
    const asked = performance.now();
    await kiosk.tap('staff-restart');
    const served = () => kiosk.logLines('core').filter(({ event }) => event === 'core-serves').length;
    await expect.poll(served, { timeout: restartWithinMilliseconds }).toBe(2);
    await kiosk.screen('attract');
    expect(performance.now() - asked).toBeLessThan(restartWithinMilliseconds);
  });
  expect(auditActions(kiosk.dataFolder)).toEqual(
    expect.arrayContaining([
      'staff.signed-in',
      'queue.retried',
      'queue.settled',
      'print.settled-failed',
      'paper.refilled',
      'database.backup-asked',
      'kiosk.restart-asked',
      'staff.signed-out',
    ]),
  );
  await kiosk.app.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
});

test('staff close the kiosk, which stays closed across a death of the core, and open it again', {
  tag: coreIsKilled,
}, async ({ kiosk }) => {
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'opening');
  await expectAccessible(kiosk);
  await kiosk.tap('choose-no-paper');
  await kiosk.tap('choose-one-hour');
  await kiosk.tap('staff-closeKiosk');
  await expectResult(kiosk, 'kiosk-closed');
  await kiosk.tap('staff-leave');
  await kiosk.screen('closed');
  await expect(kiosk.page.locator('[data-reason="no-paper"]')).toBeVisible();
  await expect(kiosk.page.getByText('预计')).toBeVisible();
  await expectAccessible(kiosk);

  const killed = await kiosk.killCore();
  await kiosk.newCore(killed);
  await kiosk.logged('core', 'core-serves');
  await kiosk.screen('closed');

  await signIn(kiosk);
  await openPage(kiosk, 'opening');
  await kiosk.tap('staff-openKiosk');
  await expectResult(kiosk, 'kiosk-opened');
  await kiosk.tap('staff-leave');
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
});

test('wrong PINs lock, and the card of somebody else opens nothing', async ({ kiosk }) => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-enterMaintenance');
  await kiosk.screen('maintenance');
  kiosk.station.layCard('lin-xiaolan');
  await kiosk.page.locator('[data-refusal="not-staff"]').waitFor();
  kiosk.station.liftCard();
  await kiosk.tap('staff-leave');
  await kiosk.screen('attract');

  await layStaffCard(kiosk);
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await typePin(kiosk, '000001');
    await kiosk.tap('staff-pin');
    await kiosk.page.locator('[data-step="pin"] [data-refusal="wrong-pin"]').waitFor();
    await expect(kiosk.page.getByTestId('pin-dots')).not.toContainText('●');
  }
  await typePin(kiosk, '000001');
  await kiosk.tap('staff-pin');
  await kiosk.page.locator('[data-refusal="locked"]').waitFor();
  await expectAccessible(kiosk);
  expect(auditActions(kiosk.dataFolder)).not.toContain('staff.signed-in');
});

test('one changes the own PIN; a birthday and a wrong present PIN are refused', async ({ kiosk }) => {
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'pin');
  await expectAccessible(kiosk);
  const change = async (present: string, chosen: string, result: string): Promise<void> => {
    for (const pin of [present, chosen]) {
      await typePin(kiosk, pin);
      await kiosk.tap('pin-next');
    }
    await typePin(kiosk, chosen);
    await kiosk.tap('staff-changePin');
    await expectResult(kiosk, result);
  };
  await change(staffPin, '720705', 'pin-of-the-card');
  await change(staffPin, '123456', 'pin-too-easy');
  await change('111222', '593817', 'pin-wrong');
  await change(staffPin, '593817', 'pin-changed');
  await kiosk.tap('staff-leave');
  await kiosk.screen('attract');
  await signIn(kiosk, '593817');
});

test.describe('when nobody touches anything', () => {
  test.use({
    kioskOptions: {
      settings: { session: { staffIdleSeconds: 5 } },
      prepare: (station) => enrolStaffAt(station),
    },
  });

  test('staff mode warns, can be kept, and gives way to the residents by itself', async ({ kiosk }) => {
    await kiosk.screen('attract');
    await signIn(kiosk);
    const warning = kiosk.page.getByRole('alertdialog');
    await warning.waitFor({ timeout: 20_000 });
    await expectAccessible(kiosk);
    await kiosk.tap('staff-stillHere');
    await warning.waitFor({ state: 'detached' });
    await kiosk.screen('attract', { timeout: 60_000 });
    expect(
      readRows(kiosk.dataFolder, "SELECT reason FROM audit_entry WHERE action = 'staff.signed-out'"),
    ).toEqual([{ reason: 'timed-out' }]);
  });
});

test.describe('where nobody is enrolled', () => {
  test.use({ kioskOptions: { prepare: () => undefined } });

  test('the screen says what to do, and there is no way in', async ({ kiosk }) => {
    await kiosk.screen('attract');
    await kiosk.tap('intent-enterMaintenance');
    await expect(kiosk.page.getByTestId('sign-in-nobody')).toContainText('npx yizhan staff add');
    await kiosk.station.setFault('reader-unplugged', true);
    await kiosk.page.getByTestId('sign-in-reader').waitFor({ timeout: 30_000 });
    await expectAccessible(kiosk);
  });
});
