import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type Page, test as playwrightTest } from '@playwright/test';
import { systemClock } from '../../drivers/device/clock.ts';
import { createPrinterDriver } from '../../drivers/printer/printer-driver.ts';
import { openControlApi } from '../../scripts/station/control-api.ts';
import {
  kioskWindow,
  projectFolder,
  sandboxArguments,
} from '../../scripts/station/kiosk/electron-command.ts';
import { createPrintedPages } from '../../scripts/station/printed-pages.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { faultDevices } from '../../scripts/station/station-contract.ts';
import { buildOnce } from '../helpers/kiosk.ts';
import { openTemporaryStation } from '../helpers/station.ts';
import { onePagePdf } from './support/one-page-pdf.ts';

/** The dock's window in front of a real station. */
const test = playwrightTest.extend<{ dock: { readonly page: Page; readonly station: Station } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  dock: async ({}, use) => {
    await buildOnce();
    const temporary = await openTemporaryStation();
    const control = await openControlApi(temporary.station, createPrintedPages());
    const folder = await mkdtemp(join(tmpdir(), 'yizhan-dock-'));
    const app = await _electron.launch({
      args: [join(projectFolder, 'dist/dock/main.cjs'), ...sandboxArguments],
      cwd: projectFolder,
      env: {
        ...(process.env as Record<string, string>),
        YIZHAN_DOCK_URL: control.url,
        YIZHAN_DOCK_TOKEN: control.token,
        YIZHAN_DOCK_FOLDER: folder,
        YIZHAN_WINDOW: kioskWindow,
      },
    });
    try {
      await use({ page: await app.firstWindow(), station: temporary.station });
    } finally {
      await app.close();
      await control.close();
      await temporary.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

test('cards are laid and lifted, faults put in and taken away, the line cut and restored', async ({
  dock,
}) => {
  const { page, station } = dock;
  await page.getByTestId('lay-lin-xiaolan').click();
  await expect(page.getByTestId('card-on-reader')).toContainText('林晓岚');
  expect(station.simulators.reader.cardOnReader()).toBe('lin-xiaolan');
  await page.getByTestId('lift-card').click();
  await expect(page.getByTestId('card-on-reader')).toContainText('读卡区是空的');
  expect(station.simulators.reader.cardOnReader()).toBeNull();

  const jam = page.getByTestId('fault-printer-jam');
  await jam.click();
  await expect(jam).toHaveAttribute('aria-pressed', 'true');
  expect(station.simulators.printer?.conditions().jammed).toBe(true);
  await jam.click();
  await expect(jam).toHaveAttribute('aria-pressed', 'false');
  expect(station.simulators.printer?.conditions().jammed).toBe(false);

  await page.getByTestId('empty-tray').click();
  await expect(page.getByTestId('paper-sheets')).toContainText('0 / 250');
  expect(station.simulators.printer?.conditions().sheetsInTray).toBe(0);

  await page.getByTestId('leave-one-sheet').click();
  await expect(page.getByTestId('paper-sheets')).toContainText('1 / 250');

  await page.getByTestId('code-text').fill('DEMO 1');
  await page.getByTestId('show-code').click();
  await expect(page.getByRole('log')).toContainText('出示二维码（字数） 6');
  await expect(page.getByTestId('show-identity-code-again')).toBeDisabled();
  await page.getByTestId('phone-holder').selectOption('zhou-haifeng');
  await page.getByTestId('show-identity-code-fresh').click();
  await expect(page.getByRole('log')).toContainText('出示身份码 周海峰');
  await page.getByTestId('show-identity-code-again').click();
  await expect(page.getByRole('log')).toContainText('同一个身份码再出示');
  await page.getByTestId('fault-scanner-unplugged').click();
  await expect(page.getByTestId('fault-scanner-unplugged')).toHaveAttribute('aria-pressed', 'true');
  expect(existsSync(station.scannerPath)).toBe(false);
  await page.getByTestId('fault-scanner-unplugged').click();
  await expect.poll(() => existsSync(station.scannerPath)).toBe(true);

  await page.getByTestId('cut-network').click();
  await expect(page.getByText('线路断')).toBeVisible();
  expect(station.network.state()).toBe('cut');
  await page.getByTestId('cut-network').click();
  await expect(page.getByText('线路通')).toBeVisible();
  await expect(page.getByRole('log')).toContainText('线路切断');
});

test('what the printer received lies in the output tray as a picture that can be enlarged', async ({
  dock,
}) => {
  const { page, station } = dock;
  const printer = createPrinterDriver({ uri: station.settings.devices.printer.uri, clock: systemClock });
  const outcome = await printer.print(
    { documents: [onePagePdf], jobName: 'trial', copies: 1, pages: 1 },
    () => undefined,
  );
  await printer.stop();
  expect(outcome.outcome).toBe('completed');

  const picture = page.getByTestId('document-1').getByRole('img');
  await expect(picture).toBeVisible();
  // A picture that could not be loaded is visible too, and has no size.
  await expect
    .poll(() => picture.evaluate((image: { naturalWidth?: number }) => image.naturalWidth))
    .toBe(910);
  await picture.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('every fault and every event has words', async ({ dock }) => {
  const { page, station } = dock;
  for (const device of faultDevices) await page.getByTestId(`more-faults-${device}`).click();
  for (const { name } of station.state().faults) {
    const button = page.getByTestId(`fault-${name}`);
    await expect(button).toBeVisible();
    await expect(button).not.toContainText(name);
    await expect(button).toContainText(/[\u4e00-\u9fff]|HTTP/);
    await expect(button).toContainText(/[A-Za-z]/);
  }
  await expect(page.getByRole('region', { name: '摄像头 Camera' })).toContainText('没有开关');
  station.showCode('DEMO');
  await expect(page.getByRole('log')).toContainText('出示二维码');
  await page.getByTestId('fault-printer-reboot').click();
  await expect(page.getByRole('log')).toContainText('故障开始 断电重启');
});
