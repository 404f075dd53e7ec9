import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { enrolStaffAt, expectResult, openPage, signIn } from '../helpers/staff-kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, readRows } from './support/kiosk-records.ts';

/** A technician changes settings and finds ports, in the real Electron; what does not come into service is taken back. */

const environment: Record<string, string> = {};
test.use({
  kioskOptions: {
    environment,
    prepare: async (station) => {
      environment.YIZHAN_PORT_FOLDERS = dirname(station.readerPath);
      await enrolStaffAt(station, 'technician');
      const file = join(station.kioskFolder, 'settings.json');
      const settings = JSON.parse(readFileSync(file, 'utf8'));
      settings.devices.qrScanner.path = `${station.scannerPath}-gone`;
      writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
    },
  },
});
test.afterEach(({ kiosk }) => {
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-crashed')).toEqual([]);
});

const fileOf = ({ dataFolder }: TestKiosk): string => readFileSync(join(dataFolder, 'settings.json'), 'utf8');
const count = (kiosk: TestKiosk, action: string): number =>
  auditActions(kiosk.dataFolder).filter((each) => each === action).length;
const openSettings = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'settings');
};
const typeIdleSeconds = async (kiosk: TestKiosk, seconds: string): Promise<void> => {
  await kiosk.tap('settings-group-session');
  await kiosk.tap('edit-session.idleSeconds');
  await kiosk.tap('clear-digits');
  for (const digit of seconds) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('staff-changeSetting');
};
const putInPlace = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.tap('staff-back');
  await kiosk.tap('staff-applySettings');
  await kiosk.logged('core', 'core-stops');
};

test('a change is looked at, put in place, and stays when the kiosk is in service with it', async ({
  kiosk,
}) => {
  const { page } = kiosk;
  const before = fileOf(kiosk);
  await openSettings(kiosk);
  await expectAccessible(kiosk);

  await typeIdleSeconds(kiosk, '3');
  await expectResult(kiosk, 'setting-refused');
  expect(fileOf(kiosk)).toBe(before);
  await kiosk.tap('clear-digits');
  for (const digit of '45') await kiosk.tap(`digit-${digit}`);
  await expectAccessible(kiosk);
  await kiosk.tap('staff-changeSetting');
  await expectResult(kiosk, 'setting-noted');
  expect(fileOf(kiosk)).toBe(before);
  await expectAccessible(kiosk);
  await kiosk.tap('staff-back');
  await expect(page.getByTestId('settings-preview')).toContainText('30');
  await expect(page.getByTestId('settings-preview')).toContainText('45');
  await expectAccessible(kiosk);
  await kiosk.tap('staff-applySettings');
  await kiosk.logged('core', 'settings-kept');

  expect(JSON.parse(fileOf(kiosk))).toMatchObject({ session: { idleSeconds: 45 } });
  await expect.poll(() => count(kiosk, 'settings.kept')).toBe(1);
  expect(count(kiosk, 'settings.changed')).toBe(1);
  await openSettings(kiosk);
  await expect(page.getByTestId('settings-last')).toHaveAttribute('data-outcome', 'kept');
});

test('settings with which the kiosk does not come into service are taken back by themselves', async ({
  kiosk,
}) => {
  const { page } = kiosk;
  const before = fileOf(kiosk);
  await openSettings(kiosk);
  await kiosk.tap('settings-group-station');
  await kiosk.tap('edit-station.code');
  await kiosk.tap('key-clear');
  for (const key of 'other-1') await kiosk.tap(`key-${key}`);
  await kiosk.tap('staff-changeSetting');
  await expectResult(kiosk, 'setting-noted');
  await putInPlace(kiosk);
  await page.locator('[data-reason="identity-unusable"]').waitFor({ timeout: 30_000 });
  expect(fileOf(kiosk)).not.toBe(before);

  await kiosk.logged('core', 'settings-on-trial');
  await kiosk.screen('attract', { timeout: 90_000 });
  expect(fileOf(kiosk)).toBe(before);
  await expect.poll(() => count(kiosk, 'settings.fell-back')).toBe(1);
  const [last] = readRows<{ value: string }>(
    kiosk.dataFolder,
    "SELECT value FROM station_state WHERE name = 'settings'",
  );
  expect(JSON.parse(last?.value ?? '')).toMatchObject({
    outcome: 'fell-back',
    end: 'not-in-service',
    fields: ['station.code'],
  });
});

test('settings with which the card reader no longer answers are taken back by themselves', async ({
  kiosk,
}) => {
  const before = fileOf(kiosk);
  await openSettings(kiosk);
  await kiosk.tap('settings-group-devices');
  await kiosk.tap('edit-devices.idCardReader.path');
  await kiosk.tap('key-x');
  await kiosk.tap('staff-changeSetting');
  await expectResult(kiosk, 'setting-noted');
  await putInPlace(kiosk);
  await kiosk.logged('core', 'settings-on-trial');
  expect(fileOf(kiosk)).not.toBe(before);

  await expect
    .poll(() => kiosk.logLines('core').map(({ event }) => event), { timeout: 120_000 })
    .toContain('settings-fell-back');
  await kiosk.screen('attract');
  expect(fileOf(kiosk)).toBe(before);
  await openSettings(kiosk);
  await expect(kiosk.page.getByTestId('settings-last')).toHaveAttribute('data-outcome', 'fell-back');
  await expect(kiosk.page.getByTestId('settings-last')).toContainText('有设备没有应答');
});

test('a core that is killed while new settings are on trial leaves them to nobody', async ({ kiosk }) => {
  const before = fileOf(kiosk);
  await openSettings(kiosk);
  await typeIdleSeconds(kiosk, '45');
  await expectResult(kiosk, 'setting-noted');
  await putInPlace(kiosk);
  await kiosk.logged('core', 'settings-on-trial');
  const core = await kiosk.killCore();
  await kiosk.newCore(core);
  await kiosk.screen('attract');
  await expect.poll(() => count(kiosk, 'settings.fell-back')).toBe(1);
  expect(fileOf(kiosk)).toBe(before);
});

test('a device is found by its plug, tried, and written down where it answers', async ({ kiosk }) => {
  const { page, station } = kiosk;
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'ports');
  await expect(page.getByTestId('port-idCardReader')).toHaveAttribute('data-fine', 'true');
  await expect(page.getByTestId('port-qrScanner')).toHaveAttribute('data-fine', 'false');
  await expectAccessible(kiosk);

  await kiosk.tap('open-port-printer');
  await kiosk.tap('type-address');
  for (const key of '127.0.0.1:9/none') await kiosk.tap(`key-${key}`);
  await kiosk.tap('assign-typed');
  await expectResult(kiosk, 'port-silent');
  await kiosk.tap('typing-back');
  await kiosk.tap('staff-back');

  await kiosk.tap('open-port-qrScanner');
  await kiosk.tap('detect');
  await page.locator('[data-testid="detection"][data-stage="unplug"]').waitFor();
  await station.setFault('scanner-unplugged', true);
  await page.locator('[data-testid="detection"][data-stage="plug"]').waitFor({ timeout: 30_000 });
  await expectAccessible(kiosk);
  await station.setFault('scanner-unplugged', false);
  await page.locator('[data-testid="detection"][data-stage="found"]').waitFor({ timeout: 30_000 });
  await kiosk.tap('assign-found');
  await kiosk.logged('core', 'settings-kept');
  expect(JSON.parse(fileOf(kiosk))).toMatchObject({
    devices: { qrScanner: { transport: 'serial', path: station.scannerPath, baudRate: 9600 } },
  });
  expect(count(kiosk, 'settings.changed')).toBe(1);
});

test.describe('of a member of staff', () => {
  test.use({ kioskOptions: { prepare: (station) => enrolStaffAt(station, 'staff') } });
  test('settings and ports are no business', async ({ kiosk }) => {
    await kiosk.screen('attract');
    await signIn(kiosk);
    await expect(kiosk.page.getByTestId('open-machine')).toBeVisible();
    await expect(kiosk.page.getByTestId('open-settings')).toHaveCount(0);
    await expect(kiosk.page.getByTestId('open-ports')).toHaveCount(0);
  });
});
