import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as playwrightTest } from '@playwright/test';
import type { ScreenName } from '../../electron/contract/visit-view.ts';
import { type KioskDriver, launchKioskApp } from '../../scripts/station/kiosk/kiosk-driver.ts';
import { findCore } from '../../scripts/station/kiosk/kiosk-process.ts';
import { buildProject } from '../../scripts/build.ts';
import { projectFolder } from '../../scripts/station/kiosk/electron-command.ts';
import type { Station, StationOptions } from '../../scripts/station/station-api.ts';
import { inManner, type Manner, type Say, sayIn } from './manner.ts';
import { openTemporaryStation } from './station.ts';

/** One line of a log: JSON with these fields at least. */
export interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** A station in a temporary folder and a real kiosk in front of it. */
export interface TestKiosk extends KioskDriver {
  readonly station: Station;
  /** The kiosk's data folder. */
  readonly dataFolder: string;
  /** Lines of `logs/core.log` and `logs/shell.log`, and what the shell said on standard error. */
  logLines(log: 'core' | 'shell'): readonly LogLine[];
  standardError(): string;
  /** Resolves when the log has a line of this event; with `fields`, one that has them. */
  logged(log: 'core' | 'shell', event: string, fields?: Readonly<Record<string, unknown>>): Promise<void>;
  /** SIGKILL for the core; resolves with its process id when the signal is sent. */
  killCore(): Promise<number>;
  /** Resolves with the process id of a core other than `former`. */
  newCore(former: number): Promise<number>;
  /** SIGKILL for the page's process. From then on only `shownScreen` sees the screen. */
  killRenderer(): Promise<void>;
  /** The screen that is shown, asked of the shell: works after the page was loaded anew, too. */
  shownScreen(): Promise<string | null>;
  /** All text on the screen, asked of the shell as well. */
  shownText(): Promise<string>;
  /** Touches an element through the shell, as `shownScreen` looks, as soon as it takes a touch. */
  tapThroughShell(testId: string): Promise<void>;
}

export interface TestKioskOptions extends Partial<Omit<StationOptions, 'folder'>> {
  /** Called before the kiosk starts, e.g. to spoil something. */
  readonly prepare?: (station: Station) => Promise<void> | void;
  /** Switches of Chromium. */
  readonly switches?: readonly string[];
  /** The kiosk's full screen, as in service. */
  readonly fullScreen?: boolean;
  /** Beside the usual environment of the shell. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The kiosk's data folder, where it is not to be the station's. */
  readonly dataFolder?: string;
}

const readLog = (file: string): LogLine[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  // The last line may still be on its way.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine);
};

/** Runs a script in the page through the shell; null while the page is between two lives. */
const inPage = (kiosk: KioskDriver, script: string): Promise<unknown> =>
  kiosk.app
    .evaluate(async ({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return null;
      // A script sent to a page that is just being ended is never answered.
      let onGone = (): void => undefined;
      const gone = new Promise<null>((resolve) => {
        onGone = () => resolve(null);
        contents.once('render-process-gone', onGone);
      });
      return Promise.race([contents.executeJavaScript(code), gone]).finally(() =>
        contents.off('render-process-gone', onGone),
      );
    }, script)
    .catch(() => null);

const askForScreen = `document.querySelector('[data-screen]')?.dataset.screen ?? null`;

/** An action is inert for a moment after the screen changed; `aria-disabled` says so. */
const tapScript = (testId: string): string => `(() => {
  const element = document.querySelector('[data-testid="${testId}"]');
  if (element === null) return 'absent';
  if (element.getAttribute('aria-disabled') === 'true') return 'inert';
  element.click();
  return 'tapped';
})()`;

const rendererProcess = (kiosk: KioskDriver): Promise<number | undefined> =>
  kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());

let built: Promise<unknown> | undefined;
/** Builds what runs inside Electron, unless the last build is of the same sources. */
export const buildOnce = (): Promise<unknown> => {
  built ??= buildProject(projectFolder, { force: false });
  return built;
};

/** Builds a station in a temporary folder and launches the kiosk on it. */
export const launchKiosk = async ({
  prepare,
  dataFolder: otherDataFolder,
  switches = [],
  fullScreen = false,
  environment = {},
  ...options
}: TestKioskOptions = {}): Promise<TestKiosk> => {
  await buildOnce();
  const temporary = await openTemporaryStation(options);
  const { station } = temporary;
  const dataFolder = otherDataFolder ?? station.kioskFolder;
  const errorLines: string[] = [];
  const start = async (): Promise<KioskDriver> => {
    await prepare?.(station);
    return launchKioskApp({
      dataFolder,
      switches,
      fullScreen,
      environment,
      onStandardError: (line) => errorLines.push(line),
    });
  };
  const kiosk = await start().catch(async (error: unknown) => {
    await temporary.close();
    throw error;
  });
  const logLines = (log: 'core' | 'shell'): readonly LogLine[] =>
    readLog(join(dataFolder, 'logs', `${log}.log`));
  const coreNow = (): number | undefined => findCore(kiosk.shell);

  return {
    ...kiosk,
    station,
    dataFolder,
    logLines,
    standardError: () => errorLines.join('\n'),
    async logged(log, event, fields = {}) {
      await expect
        .poll(() => logLines(log), { message: `${log}.log says ${event}`, timeout: 20_000 })
        .toContainEqual(expect.objectContaining({ event, ...fields }));
    },
    async killCore() {
      const core = coreNow();
      if (core === undefined) throw new Error('the kiosk has no core');
      process.kill(core, 'SIGKILL');
      return core;
    },
    async newCore(former) {
      let found: number | undefined;
      await expect
        .poll(() => {
          found = coreNow();
          return found !== undefined && found !== former;
        })
        .toBe(true);
      return found ?? former;
    },
    async killRenderer() {
      const renderer = await rendererProcess(kiosk);
      if (renderer === undefined) throw new Error('the kiosk has no renderer');
      process.kill(renderer, 'SIGKILL');
      await expect.poll(() => rendererProcess(kiosk), { intervals: [20] }).not.toBe(renderer);
    },
    async screen(name, options) {
      if (name === 'attract') {
        // Whoever left a card takes it when they are asked to.
        const asksForCard = kiosk.page.locator('[data-screen="cardLeft"]');
        const either = kiosk.page.locator('[data-screen="attract"]').or(asksForCard);
        await either
          .first()
          .waitFor({ timeout: options?.timeout ?? 30_000 })
          .catch(() => undefined);
        if (await asksForCard.isVisible()) station.liftCard();
      }
      await kiosk.screen(name, options);
    },
    shownScreen: async () => (await inPage(kiosk, askForScreen)) as ScreenName | null,
    shownText: async () => String((await inPage(kiosk, 'document.body.innerText')) ?? ''),
    async tapThroughShell(testId) {
      await expect.poll(() => inPage(kiosk, tapScript(testId)), { message: `tap ${testId}` }).toBe('tapped');
    },
    async close() {
      await kiosk.close();
      await temporary.close();
    },
  };
};

/**
 * Playwright's `test` with a kiosk of its own for each test. `kioskOptions` may be set with `test.use`. A failing test
 * leaves the kiosk's logs and its last screen among its attachments. `manner` is how its residents use it, and `say` chooses
 * the words that they then see.
 */
export const test = playwrightTest.extend<{
  kioskOptions: TestKioskOptions;
  manner: Manner;
  say: Say;
  kiosk: TestKiosk;
}>({
  kioskOptions: [{}, { option: true }],
  manner: ['chinese', { option: true }],
  say: ({ manner }, use) => use(sayIn(manner)),
  kiosk: async ({ kioskOptions, manner }, use, testInfo) => {
    const kiosk = await launchKiosk(kioskOptions);
    try {
      await use(inManner(kiosk, manner));
      if (testInfo.status !== testInfo.expectedStatus) {
        for (const log of ['core', 'shell'] as const) {
          const body = kiosk.logLines(log).map((line) => JSON.stringify(line));
          await testInfo.attach(`${log}.log`, { body: body.join('\n'), contentType: 'text/plain' });
        }
        await testInfo.attach('standard error', { body: kiosk.standardError(), contentType: 'text/plain' });
        await testInfo.attach('text on the screen', {
          body: await kiosk.shownText(),
          contentType: 'text/plain',
        });
      }
    } finally {
      await kiosk.close();
    }
  },
});
