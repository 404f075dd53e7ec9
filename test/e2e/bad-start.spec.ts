import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import {
  findElectron,
  kioskWindow,
  projectFolder,
  sandboxArguments,
} from '../../scripts/station/kiosk/electron-command.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { test } from '../helpers/kiosk.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** Exit code of a shell that finds another on its data folder (electron/main). */
const secondInstanceCode = 3;

const settingsFile = (folder: string): string => join(folder, 'settings.json');

const changeSettings = (folder: string, change: (settings: Record<string, unknown>) => void): void => {
  const settings = JSON.parse(readFileSync(settingsFile(folder), 'utf8'));
  change(settings);
  writeFileSync(settingsFile(folder), JSON.stringify(settings));
};

const devicesOf = (settings: Record<string, unknown>): object => Object(settings.devices);

/** A kiosk that is started as from a command line, and what it says on standard error. */
const startShell = (dataFolder: string) => {
  const child = spawn(findElectron(), [projectFolder, ...sandboxArguments], {
    cwd: projectFolder,
    env: { ...process.env, YIZHAN_DATA_FOLDER: dataFolder, YIZHAN_WINDOW: kioskWindow },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return { child, said: () => said };
};

test.describe('settings with a wrong field', () => {
  test.use({
    kioskOptions: {
      prepare: ({ kioskFolder }: Station) =>
        changeSettings(kioskFolder, (settings) => {
          settings.printers = {};
          settings.devices = {
            ...devicesOf(settings),
            qrScanner: { transport: 'serial', path: '/dev/x', baudRate: 300 },
          };
        }),
    },
  });

  test('are refused by name with what is allowed, and taken as soon as they are right', async ({ kiosk }) => {
    const { page, station } = kiosk;
    await kiosk.screen('outOfService');
    await expect(page.locator('[data-reason="settings-invalid"]')).toBeVisible();
    for (const words of ['printers', 'devices.qrScanner.baudRate', '115200', '9600']) {
      await expect(page.locator('body')).toContainText(words);
    }
    await kiosk.logged('core', 'settings-invalid', {
      detail: expect.stringContaining('printers: unknown field'),
    });
    await kiosk.logged('core', 'settings-invalid', {
      detail: expect.stringContaining('devices.qrScanner.baudRate: allowed values'),
    });

    writeFileSync(settingsFile(station.kioskFolder), JSON.stringify(station.settings));
    await kiosk.screen('attract');
    expectNoCrash(kiosk);
  });
});

test.describe('a data folder that cannot be written', () => {
  // Root may write wherever permissions say no; the kernel's own file system refuses even root.
  const asRoot = process.getuid?.() === 0;
  const folder = asRoot ? '/sys/kernel' : mkdtempSync(join(tmpdir(), 'yizhan-read-only-'));
  if (!asRoot) chmodSync(folder, 0o500);
  test.use({ kioskOptions: { dataFolder: folder } });
  test.afterAll(() => {
    if (!asRoot) rmSync(folder, { recursive: true });
  });

  test('is said on the screen', async ({ kiosk }) => {
    await kiosk.screen('outOfService');
    await expect(kiosk.page.locator('[data-reason="data-folder-read-only"]')).toBeVisible();
    await expect(kiosk.page.getByText(folder)).toBeVisible();
    expectNoCrash(kiosk);
  });

  // Of a kiosk that is driven the first lines may be written before anybody listens.
  test('is said on standard error', async () => {
    const shell = startShell(folder);
    const ended = once(shell.child, 'exit');
    try {
      await expect
        .poll(() => shell.said().split('\n'), { timeout: 60_000 })
        .toContainEqual(
          expect.stringMatching(`data-folder-read-only.*${folder}|${folder}.*data-folder-read-only`),
        );
    } finally {
      shell.child.kill();
      await ended;
    }
  });
});

test('a second instance ends with its own exit code and words; the first stays and says so', async ({
  kiosk,
}) => {
  await kiosk.screen('attract');
  const second = startShell(kiosk.dataFolder);
  const [code] = await once(second.child, 'exit');

  expect(code).toBe(secondInstanceCode);
  expect(second.said()).toContain('already-running');
  await expect(kiosk.page.getByTestId('notice-second-instance-refused')).toBeVisible();
  await kiosk.logged('core', 'second-instance-refused');
  await kiosk.screen('attract');
});
