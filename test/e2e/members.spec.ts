import { expect } from '@playwright/test';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { staffPin } from '../helpers/staff.ts';
import { enrolStaffAt, expectResult, openPage, signIn, staffLabel, typePin } from '../helpers/staff-kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, checkAuditChain, readRows } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';
import { scannedCode } from './support/scanned-code.ts';

/** Those who work here, in the real Electron: somebody is added by card, comes in with a slip, and is removed. */

const newcomer = 'lin-xiaolan';
const newPin = '739164';

test.use({ kioskOptions: { prepare: (station) => enrolStaffAt(station) } });
test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

const addNewcomer = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.tap('staff-layNewCard');
  await expectResult(kiosk, 'card-awaited');
  await expectAccessible(kiosk);
  kiosk.station.layCard(newcomer);
  await kiosk.page.getByTestId('role-staff').waitFor();
  kiosk.station.liftCard();
  await kiosk.tap('role-staff');
  for (const key of '012') await kiosk.tap(`key-${key}`);
  await kiosk.tap('typing-done');
  await typePin(kiosk, newPin);
  await kiosk.tap('pin-next');
  await typePin(kiosk, newPin);
  await kiosk.tap('staff-addMember');
  await expectResult(kiosk, 'member-added');
};

/** Holds a slip to the scanner at the door. */
const showSlip = async (kiosk: TestKiosk, slip: string): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-enterMaintenance');
  await kiosk.screen('maintenance');
  kiosk.station.showCode(slip);
};

test('a member is added, comes in with a slip and the own PIN, and no more once removed', async ({
  kiosk,
}) => {
  const { page } = kiosk;
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'members');
  await expectAccessible(kiosk);
  await addNewcomer(kiosk);

  await test.step('the last supervisor can neither be removed nor made anything else', async () => {
    await kiosk.tap(`member-${staffLabel}`);
    await kiosk.tap('change-role-technician');
    await expectResult(kiosk, 'last-supervisor');
    await kiosk.tap('remove-member');
    await kiosk.tap('staff-removeMember');
    await expectResult(kiosk, 'last-supervisor');
    await kiosk.tap('staff-back');
    await kiosk.tap('staff-back');
  });

  await kiosk.tap('member-W-012');
  await kiosk.tap('new-credential');
  await expectAccessible(kiosk);
  await kiosk.tap('days-7');
  await kiosk.tap('staff-printCredential');
  await expectResult(kiosk, 'credential-printed');
  const slip = scannedCode(kiosk.station.printedDocuments().at(-1)?.pdf ?? new Uint8Array());
  await kiosk.tap('staff-leave');

  await test.step('the slip alone opens nothing: the PIN is asked for, and it is that of the member', async () => {
    await showSlip(kiosk, slip);
    await page.locator('.staff-sign-in[data-step="pin"]').waitFor();
    await typePin(kiosk, staffPin);
    await kiosk.tap('staff-pin');
    await page.locator('[data-refusal="wrong-pin"]').waitFor();
    await typePin(kiosk, newPin);
    await kiosk.tap('staff-pin');
    await page.locator('[data-page="today"]').waitFor();
    await expect(page.getByTestId('staff-member')).toContainText('W-012');
    await expect(page.getByTestId('open-members')).toHaveCount(0);
    await openPage(kiosk, 'pin');
    for (const pin of [newPin, '604827']) {
      await typePin(kiosk, pin);
      await kiosk.tap('pin-next');
    }
    await typePin(kiosk, '604827');
    await kiosk.tap('staff-changePin');
    await expectResult(kiosk, 'pin-changed');
    await kiosk.tap('staff-leave');
  });

  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'members');
  await kiosk.tap('member-W-012');
  await kiosk.tap('remove-member');
  await kiosk.tap('staff-removeMember');
  await expectResult(kiosk, 'member-removed');
  await kiosk.tap('staff-leave');
  await showSlip(kiosk, slip);
  await page.locator('[data-refusal="credential-member-removed"]').waitFor();
  await expectAccessible(kiosk);

  await test.step('where there is no stick, that is said', async () => {
    await kiosk.tap('staff-useStick');
    await page.locator('[data-refusal="stick-without-credential"]').waitFor();
  });

  const actions = auditActions(kiosk.dataFolder);
  for (const action of [
    'staff.add',
    'staff.credential-issued',
    'staff.pin-tried',
    'staff.signed-in',
    'staff.disable',
    'staff.credential-refused',
  ]) {
    expect(actions).toContain(action);
  }
  await kiosk.app.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
  expect(
    readRows(kiosk.dataFolder, 'SELECT count(*) AS rows FROM service_credential WHERE revoked_at IS NULL'),
  ).toEqual([{ rows: 0 }]);
});
