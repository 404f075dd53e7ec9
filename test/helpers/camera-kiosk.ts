import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron, test as base, type Page } from '@playwright/test';
import { type CameraClipName, cameraClip } from '../../drivers/simulator/camera/camera-clips.ts';
import type { SettingsFile } from '../../electron/core/settings/settings-schema.ts';
import { buildProject } from '../../scripts/build.ts';
import {
  kioskWindow,
  projectFolder,
  sandboxArguments,
} from '../../scripts/station/kiosk/electron-command.ts';
import { defaultSettings } from '../../scripts/station/station-settings.ts';
import { openTemporaryStation } from './station.ts';
import { writeLonelyIdentity } from './kiosk-identity.ts';

export interface CameraOptions {
  /** Part of the camera's label in the settings; null where no camera is fitted. */
  readonly label: string | null;
  /** Cameras of Chromium's own make, called fake_device_0 and so on; or one that plays a clip and has the file's name. */
  readonly cameras: number | CameraClipName;
  /** Whether reader, printer and platform are there, so that a visit can begin. */
  readonly station?: boolean;
}

/** A kiosk in a real Electron, looked at through its logs. */
export interface CameraKiosk {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the core's log says of an event, oldest first. */
  logged(event: string): readonly Readonly<Record<string, unknown>>[];
  /** The states that the camera went through, with their reasons: `online`, `userError picture-black`. */
  cameraStates(): readonly string[];
  doorsTried(): readonly string[];
}

/** Two shared cores, software rendering. */
export const launchTimeout = 60_000;

/**
 * On a machine without a graphics card Chromium's GPU process dies at start, and about one time in fifteen the page is
 * never loaded (measured on Electron 25: 29 of 375 starts; with this switch none of 100).
 */
const noGraphicsCard = '--disable-gpu';

const linesOf = (file: string): Readonly<Record<string, unknown>>[] => {
  try {
    const text = readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    return whole.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch {
    return [];
  }
};

/** Settings of a kiosk that has nothing but its camera: nobody answers at the discard port. */
const lonelySettings = (): SettingsFile => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return defaultSettings({
    platformUrl: 'http://127.0.0.1:9',
    rootKey: { kty: 'EC', crv: 'P-256', x, y },
    readerPath: '/dev/no-reader',
    printerUri: 'ipp://127.0.0.1:9/ipp/print',
  });
};

const withCamera = (settings: SettingsFile, label: string | null): SettingsFile => ({
  ...settings,
  devices: label === null ? settings.devices : { ...settings.devices, camera: { label } },
  // The shortest visit that the settings allow.
  session: { idleSeconds: 5, warningSeconds: 5 },
});

const fakeCameraSwitches = (cameras: CameraOptions['cameras'], folder: string): string[] => {
  if (typeof cameras === 'number') return [`--use-fake-device-for-media-stream=device-count=${cameras}`];
  const file = join(folder, `${cameras}.y4m`);
  writeFileSync(file, cameraClip(cameras, Math.random));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
};

interface DataFolder {
  readonly path: string;
  readonly settings: SettingsFile;
  close(): Promise<void>;
}

const stationFolder = async (): Promise<DataFolder> => {
  const { station, close } = await openTemporaryStation();
  return { path: station.kioskFolder, settings: station.settings, close };
};

const lonelyFolder = (folder: string): DataFolder => {
  const path = join(folder, 'kiosk');
  mkdirSync(path, { mode: 0o700 });
  const settings = lonelySettings();
  writeLonelyIdentity(path, settings);
  return { path, settings, close: () => Promise.resolve() };
};

/** Playwright's `test` with a kiosk and fake cameras of Chromium's; `camera` may be set with `test.use`. */
export const test = base.extend<{ camera: CameraOptions; kiosk: CameraKiosk }>({
  camera: [{ label: 'ordinary', cameras: 'ordinary' }, { option: true }],
  kiosk: async ({ camera }, use, testInfo) => {
    await buildProject(projectFolder, { force: false });
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-camera-'));
    const data = camera.station ? await stationFolder() : lonelyFolder(folder);
    writeFileSync(join(data.path, 'settings.json'), JSON.stringify(withCamera(data.settings, camera.label)));
    const app = await _electron.launch({
      args: [
        ...fakeCameraSwitches(camera.cameras, folder),
        noGraphicsCard,
        projectFolder,
        ...sandboxArguments,
      ],
      cwd: projectFolder,
      env: {
        ...(process.env as Record<string, string>),
        YIZHAN_DATA_FOLDER: data.path,
        YIZHAN_WINDOW: kioskWindow,
      },
    });
    const lines = (log: 'core' | 'shell') => linesOf(join(data.path, 'logs', `${log}.log`));
    const logged = (event: string) => lines('core').filter((line) => line.event === event);
    try {
      const page = await app.firstWindow({ timeout: launchTimeout });
      await page.locator('[data-screen="attract"]').waitFor({ timeout: launchTimeout });
      await use({
        app,
        page,
        logged,
        cameraStates: () =>
          logged('device-status')
            .filter(({ device }) => device === 'camera')
            .map(({ state, reasons }) => `${state} ${reasons}`.trim()),
        doorsTried: () =>
          lines('shell').flatMap(({ event, door }) => (event === 'door-tried' ? [String(door)] : [])),
      });
    } finally {
      const body = [...lines('core'), ...lines('shell')].map((line) => JSON.stringify(line)).join('\n');
      await testInfo.attach('logs', { body, contentType: 'text/plain' });
      await app.close();
      await data.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
