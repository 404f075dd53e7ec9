import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { text as readAll } from 'node:stream/consumers';
import { z } from 'zod';
import { findingSchema } from '../../electron/contract/diagnostics/finding.ts';
import { projectFolder } from '../../scripts/station/kiosk/electron-command.ts';
import { expect } from '@playwright/test';
import { rootCheckOf } from '../../platform/contract/root-check.ts';
import { setupSlipText } from '../../platform/contract/setup-slip.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { signIn, staffResident, typePin } from '../helpers/staff-kiosk.ts';
import { staffPin } from '../helpers/staff.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, readRows } from './support/kiosk-records.ts';

/** From an empty data folder to the attract screen, in the real Electron, with a real platform and devices on ptys. */

const stationCode = 'QX-0077';
const dataFolder = mkdtempSync(join(tmpdir(), 'yizhan-unpacked-'));
const environment: Record<string, string> = {};
const doctorSchema = z.object({ findings: z.array(findingSchema.loose()) });

test.use({
  kioskOptions: {
    dataFolder,
    environment,
    prepare: (station) => {
      environment.YIZHAN_PORT_FOLDERS = dirname(station.readerPath);
    },
  },
});
test.afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const type = async (kiosk: TestKiosk, text: string): Promise<void> => {
  for (const character of text) await kiosk.tap(`key-${character}`);
};
const step = (kiosk: TestKiosk, name: string): Promise<void> =>
  kiosk.page.locator(`[data-step="${name}"]`).waitFor();
const result = (kiosk: TestKiosk, code: string): Promise<void> =>
  expect(kiosk.page.locator(`[data-result="${code}"]`)).toBeVisible({ timeout: 20_000 });
const fill = async (kiosk: TestKiosk, field: string, text: string, layout?: string): Promise<void> => {
  await kiosk.tap(`setup-edit-${field}`);
  if (layout !== undefined) await kiosk.tap(`layout-${layout}`);
  const clear = kiosk.page.getByTestId('key-clear');
  if ((await clear.getAttribute('aria-disabled')) === 'false') await clear.click();
  await type(kiosk, text);
  await kiosk.tap('typing-done');
  await expect(kiosk.page.getByTestId('typing-done')).toHaveCount(0);
};
const assignListed = async (kiosk: TestKiosk, role: string, path: string): Promise<void> => {
  await kiosk.tap(`setup-open-${role}`);
  await kiosk.tap(`assign-serial:${path}`);
  await expect(kiosk.page.locator('[data-result^="device-"]')).toBeVisible({ timeout: 20_000 });
  await kiosk.tap('staff-back');
};

/** What `yizhan doctor` says of it from beside. */
const examined = async (): Promise<{ readonly exitCode: number; readonly state: string | undefined }> => {
  const doctor = spawn(
    process.execPath,
    [join(projectFolder, 'electron/cli/yizhan.mjs'), 'doctor', '--json'],
    {
      env: { ...process.env, YIZHAN_DATA_FOLDER: dataFolder },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [text, [exitCode]] = await Promise.all([readAll(doctor.stdout), once(doctor, 'exit')]);
  const { findings } = doctorSchema.parse(JSON.parse(text));
  return { exitCode, state: findings.find(({ check }) => check === 'kiosk')?.code };
};

test('a kiosk that was just unpacked is set up on its own screen and goes into service', async ({
  kiosk,
}) => {
  test.setTimeout(240_000);
  const { page, station } = kiosk;
  const code = await station.platform.createEnrolmentCode(stationCode);
  const rootCheck = rootCheckOf(station.platform.rootKey);
  await kiosk.screen('outOfService');
  await expect(page.locator('[data-reason="not-set-up"]')).toBeVisible();
  expect(await examined()).toEqual({ exitCode: 11, state: 'kiosk-awaits-setup' });
  await kiosk.tap('setup-open');
  await kiosk.screen('setup');
  expect(await examined()).toEqual({ exitCode: 11, state: 'kiosk-awaits-setup' });

  await test.step('language, time, network', async () => {
    await step(kiosk, 'language');
    await kiosk.tap('setup-language-en');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose your language');
    await expectAccessible(kiosk);
    await kiosk.tap('toggle-contrast');
    await expect(page.locator('.app')).toHaveAttribute('data-contrast', 'high');
    await expectAccessible(kiosk);
    await kiosk.tap('toggle-contrast');
    await kiosk.tap('setup-language-zh-CN');
    await kiosk.tap('setup-next');
    await step(kiosk, 'checks');
    await kiosk.tap('setup-check');
    await expect(page.locator('[data-result^="checks-"]')).toBeVisible();
    await expectAccessible(kiosk);
  });

  await test.step('the devices can be found before the centre is asked', async () => {
    await kiosk.tap('setup-step-devices');
    await step(kiosk, 'devices');
    await expectAccessible(kiosk);
    await assignListed(kiosk, 'idCardReader', station.readerPath);
    await expect(page.getByTestId('setup-device-idCardReader')).toHaveAttribute('data-fine', 'true');
    await kiosk.tap('setup-open-qrScanner');
    await kiosk.tap('detect');
    await page.locator('[data-testid="detection"][data-stage="unplug"]').waitFor();
    await station.setFault('scanner-unplugged', true);
    await page.locator('[data-testid="detection"][data-stage="plug"]').waitFor({ timeout: 20_000 });
    await expectAccessible(kiosk);
    await station.setFault('scanner-unplugged', false);
    await page.locator('[data-testid="detection"][data-stage="found"]').waitFor({ timeout: 20_000 });
    await kiosk.tap('assign-found');
    await result(kiosk, 'device-opened');
    await kiosk.tap('staff-back');
    await kiosk.tap('setup-open-printer');
    await kiosk.tap('type-address');
    await expectAccessible(kiosk);
    const uri = station.simulators.printer?.uri ?? '';
    await type(kiosk, uri.replace('ipp://', ''));
    await kiosk.tap('assign-typed');
    await result(kiosk, 'device-answers');
    await kiosk.tap('typing-back');
    await kiosk.tap('staff-back');
  });

  await test.step('the centre: its slip by the scanner, the rest by the keys; a wrong address is refused with a word', async () => {
    await kiosk.tap('setup-step-centre');
    await step(kiosk, 'centre');
    await expect(page.getByText('把单子上的二维码')).toBeVisible();
    station.showCode(setupSlipText({ url: station.settings.platform.url, rootCheck, stationCode, code }));
    await result(kiosk, 'slip-read');
    await fill(kiosk, 'url', 'http://platform.city');
    await result(kiosk, 'url-refused');
    await fill(kiosk, 'nameZh', 'qingxi', 'latin');
    await fill(kiosk, 'nameEn', 'qingxi');
    await fill(kiosk, 'phone', '12345');
    await expectAccessible(kiosk);
    await kiosk.tap('setup-enrol');
    await result(kiosk, 'enrolled');
    await expect(page.getByTestId('setup-kiosk')).toContainText('K-');
  });

  await test.step('left and taken up again after the core has died, by the same code only', async () => {
    const core = await kiosk.killCore();
    await kiosk.newCore(core);
    await kiosk.screen('outOfService');
    await page.locator('[data-reason="setup-unfinished"]').waitFor();
    await kiosk.tap('setup-open');
    await step(kiosk, 'centre');
    await expect(page.getByTestId('setup-step-supervisor')).toHaveAttribute('aria-disabled', 'true');
    await fill(kiosk, 'code', code.toLowerCase().replaceAll('-', ''));
    await kiosk.tap('setup-enrol');
    await result(kiosk, 'enrolled');
  });

  await test.step('the first supervisor, by own card and a PIN of own choice', async () => {
    await kiosk.tap('setup-step-supervisor');
    await step(kiosk, 'supervisor');
    station.layCard(staffResident);
    await page.getByTestId('typing-done').waitFor({ timeout: 20_000 });
    station.liftCard();
    await expectAccessible(kiosk);
    await kiosk.tap('typing-done');
    await typePin(kiosk, '111111');
    await kiosk.tap('pin-next');
    await typePin(kiosk, '111111');
    await kiosk.tap('setup-supervisor');
    await result(kiosk, 'pin-too-easy');
    await kiosk.tap('typing-done');
    await typePin(kiosk, staffPin);
    await kiosk.tap('pin-next');
    await typePin(kiosk, staffPin);
    await kiosk.tap('setup-supervisor');
    await result(kiosk, 'supervisor-added');
  });

  await test.step('a test page, the report, and into service', async () => {
    await kiosk.tap('setup-next');
    await step(kiosk, 'trial');
    await kiosk.tap('setup-printTestPage');
    await result(kiosk, 'page-printed');
    await kiosk.tap('setup-printReport');
    await result(kiosk, 'report-printed');
    await expectAccessible(kiosk);
    expect(station.printedDocuments()).toHaveLength(2);
    await kiosk.tap('setup-finish');
    await kiosk.screen('attract');
    await signIn(kiosk);
  });

  const settings = JSON.parse(readFileSync(join(dataFolder, 'settings.json'), 'utf8'));
  expect(settings).toMatchObject({
    station: { code: stationCode, phone: '12345' },
    devices: { idCardReader: { path: station.readerPath }, qrScanner: { path: station.scannerPath } },
  });
  const actions = auditActions(dataFolder);
  for (const action of ['setup.begun', 'setup.enrolled', 'setup.resumed', 'staff.add', 'setup.finished']) {
    expect(actions).toContain(action);
  }
  expect(actions.filter((action) => action === 'setup.device-assigned')).toHaveLength(3);
  // Nothing of the one-time code is left when the kiosk is in service.
  expect(readRows(dataFolder, "SELECT value FROM station_state WHERE name = 'setup'")).toEqual([
    { value: 'null' },
  ]);
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-crashed')).toEqual([]);
});
