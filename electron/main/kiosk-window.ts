import { BrowserWindow } from 'electron';
import type { LaunchOptions } from './launch-options.ts';
import { lockDown } from './lockdown.ts';
import { pageOrigin } from './page-protocol.ts';
import type { ShellLog } from './shell-log.ts';

const pageUrl = `${pageOrigin}/index.html`;

/** Paper of the design tokens: what is seen until the page has painted. */
const paper = '#F7F5F0';

/** A page that has not loaded by then will not: it is loaded anew in a fresh process. */
const loadedWithinMilliseconds = 20_000;

/** A page that dies again within this time is loaded after a growing pause: it would fill the log and the machine. */
const calmAfterMilliseconds = 10_000;
const reloadPausesMilliseconds = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

/**
 * Opens the one window. A renderer that dies or hangs is loaded again; `onPageReady` is called whenever a page is there
 * that wants a channel to the core.
 */
export const openKioskWindow = (options: {
  readonly window: LaunchOptions['window'];
  readonly preload: string;
  readonly log: ShellLog;
  readonly onPageReady: (window: BrowserWindow) => void;
}): BrowserWindow => {
  const { log } = options;
  const kiosk = options.window === null;
  const window = new BrowserWindow({
    ...(options.window ?? {}),
    useContentSize: true,
    kiosk,
    frame: !kiosk,
    resizable: !kiosk,
    title: '驿站',
    backgroundColor: paper,
    show: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: false,
      backgroundThrottling: false,
    },
  });
  // Not `closable`: on Linux it does nothing, elsewhere it keeps app.quit() from ending. The shell ends by app.exit().
  if (kiosk) window.on('close', (event) => event.preventDefault());
  const { webContents } = window;
  lockDown(webContents, pageOrigin, log);
  webContents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);

  let loadWatch: NodeJS.Timeout | undefined;
  let reload: NodeJS.Timeout | null = null;
  let failures = 0;
  let lastFailure = Number.NEGATIVE_INFINITY;
  const load = (): void => {
    clearTimeout(loadWatch);
    if (window.isDestroyed()) return;
    loadWatch = setTimeout(() => {
      log.error('page-hangs-while-loading');
      webContents.forcefullyCrashRenderer();
    }, loadedWithinMilliseconds);
    window.loadURL(pageUrl).catch((error: unknown) => {
      log.error('page-not-loaded', { error: String(error) });
      loadAgain();
    });
  };
  // One reload at a time: a page that dies while it loads is told twice.
  const loadAgain = (): void => {
    if (reload !== null) return;
    const now = performance.now();
    failures = now - lastFailure > calmAfterMilliseconds ? 0 : failures + 1;
    lastFailure = now;
    const pause = reloadPausesMilliseconds[Math.min(failures, reloadPausesMilliseconds.length - 1)];
    reload = setTimeout(() => {
      reload = null;
      load();
    }, pause);
  };
  webContents.on('did-finish-load', () => {
    clearTimeout(loadWatch);
    options.onPageReady(window);
  });
  window.on('closed', () => {
    clearTimeout(loadWatch);
    if (reload !== null) clearTimeout(reload);
  });
  webContents.on('render-process-gone', (_event, details) => {
    log.error('renderer-died', { reason: details.reason, exitCode: details.exitCode });
    loadAgain();
  });
  window.on('unresponsive', () => {
    log.error('renderer-hangs');
    webContents.forcefullyCrashRenderer();
  });
  load();
  return window;
};
