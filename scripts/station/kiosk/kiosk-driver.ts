import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { ScreenName } from '../../../electron/contract/visit-view.ts';
import { kioskTimeZone, kioskWindow, projectFolder, sandboxArguments } from './electron-command.ts';
import { isWorthShowing } from './electron-noise.ts';
import { describeProcess, processesBeneath } from './kiosk-process.ts';

/** A kiosk in a real Electron, with a finger for its screen. */
export interface KioskDriver {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Process id of the shell. */
  readonly shell: number;
  /** Resolves when this screen is shown. */
  screen(name: ScreenName, options?: { readonly timeout?: number }): Promise<void>;
  /** Touches the middle of the element with this test id. */
  tap(testId: string): Promise<void>;
  /** Ends the kiosk with everything beneath it, gently first. */
  close(): Promise<void>;
}

/** Two cores under load, software rendering: a screen that takes longer than this does not come at all. */
const screenTimeout = 30_000;
const launchTimeout = 60_000;
const closeTimeout = 15_000;

const withinMilliseconds = (promise: Promise<unknown>, milliseconds: number): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    const end = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(end, end);
  });

const endProcess = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

/** Opens the kiosk on a data folder. `onStandardError` gets what the shell says, without Chromium's noise. */
export const launchKioskApp = async (options: {
  readonly dataFolder: string;
  readonly onStandardError?: (line: string) => void;
  /** Of Chromium, e.g. for its fake camera. */
  readonly switches?: readonly string[];
  /** The kiosk's full screen, as in service, instead of a window that can be closed. */
  readonly fullScreen?: boolean;
  /** Beside the usual environment. */
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<KioskDriver> => {
  const app = await _electron.launch({
    args: [...(options.switches ?? []), projectFolder, ...sandboxArguments],
    cwd: projectFolder,
    timeout: launchTimeout,
    env: {
      ...definedEnvironment(),
      TZ: kioskTimeZone,
      YIZHAN_DATA_FOLDER: options.dataFolder,
      // The screen of whoever develops stays as bright as it is.
      YIZHAN_BACKLIGHT_FOLDER: '',
      // So do the speakers; and a speech-dispatcher that hangs keeps every Electron from ending (libspeechd connects without a limit).
      SPEECHD_ADDRESS: `unix_socket:${join(options.dataFolder, 'no-voice.sock')}`,
      SPEECHD_CMD: '/bin/false',
      ...(options.fullScreen ? {} : { YIZHAN_WINDOW: kioskWindow }),
      ...options.environment,
    },
  });
  const child = app.process();
  child.stderr?.on('data', (bytes: Buffer) => {
    for (const line of bytes.toString('utf8').split('\n')) {
      if (isWorthShowing(line)) options.onStandardError?.(line);
    }
  });
  const shell = child.pid;
  if (shell === undefined) throw new Error('Electron has no process id');

  const close = async (): Promise<void> => {
    const beneath = processesBeneath(shell);
    if (!(await withinMilliseconds(app.close(), closeTimeout))) endProcess(shell);
    // An Electron that was killed leaves its helpers behind.
    for (const { pid, commandLine } of beneath) {
      if (processStillIs(pid, commandLine)) endProcess(pid);
    }
  };

  try {
    const page = await app.firstWindow({ timeout: launchTimeout });
    return {
      app,
      page,
      shell,
      async screen(name, { timeout = screenTimeout } = {}) {
        await page
          .locator(`[data-screen="${name}"]`)
          .waitFor({ timeout })
          .catch(async (cause: unknown) => {
            const shown = await describeScreen(page);
            throw new Error(`the screen ${name} did not come within ${timeout} ms; ${shown}`, { cause });
          });
      },
      async tap(testId) {
        await page
          .getByTestId(testId)
          .click({ timeout: screenTimeout })
          .catch(async (cause: unknown) => {
            const shown = await describeScreen(page);
            throw new Error(`${testId} took no touch within ${screenTimeout} ms; ${shown}`, { cause });
          });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** What the screen says, in one line: its name, its heading and what it warns of. */
const describeScreen = async (page: Page): Promise<string> => {
  const name = await page
    .locator('[data-screen]')
    .first()
    .getAttribute('data-screen', { timeout: 1_000 })
    .catch(() => null);
  const words = await page
    .locator('h1, [data-testid^="device-problem-"]')
    .allInnerTexts()
    .catch(() => []);
  return `shown is ${name ?? 'nothing'}: ${words.join(' / ').replaceAll(/\s+/g, ' ')}`;
};

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const processStillIs = (pid: number, commandLine: string): boolean =>
  describeProcess(pid)?.commandLine === commandLine;
