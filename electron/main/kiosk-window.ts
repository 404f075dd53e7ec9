import { BrowserWindow, screen } from 'electron';
import { followScreen } from './follow-screen.ts';
import type { LaunchOptions } from './launch-options.ts';
import { lockDown } from './lockdown.ts';
import { outOfServicePath, type PageFailure } from './out-of-service-page.ts';
import { createPageLoader } from './page-loader.ts';
import { pageOrigin } from './page-protocol.ts';
import { lookScript, lookWorld, watchPage } from './page-watch.ts';
import type { ShellLog } from './shell-log.ts';
import type { Timers } from './timers.ts';

const pageUrl = `${pageOrigin}/index.html`;

/** Paper of the design tokens: what is seen until the page has painted. */
const paper = '#F7F5F0';

/**
 * Opens the one window. A page that dies, hangs or shows nothing is loaded again in a fresh process; `onPageReady` is
 * called whenever a page is there that wants a channel to the core. `onClosed` is called when the window is gone, also
 * for a page that closed itself.
 */
export const openKioskWindow = (options: {
  readonly window: LaunchOptions['window'];
  readonly preload: string;
  readonly log: ShellLog;
  readonly timers: Timers;
  readonly onPageReady: (window: BrowserWindow) => void;
  /** The page was looked at, and is there. */
  readonly onPageDrawn?: () => void;
  readonly onPageFailed?: (failure: PageFailure) => void;
  readonly onClosed?: () => void;
}): BrowserWindow => {
  const { log, timers } = options;
  const kiosk = options.window === null;
  const window = new BrowserWindow({
    // As large as the screen from the start: a compositor of Wayland does not enlarge a window that cannot be resized.
    ...(options.window ?? screen.getPrimaryDisplay().size),
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
      navigateOnDragDrop: false,
      webviewTag: false,
      // A picker of files or folders is a window onto the whole disk.
      disableBlinkFeatures: 'FileSystemAccessLocal',
      devTools: false,
      backgroundThrottling: false,
    },
  });
  // Not `closable`: on Linux it does nothing, elsewhere it keeps app.quit() from ending. The shell ends by app.exit().
  if (kiosk) window.on('close', (event) => event.preventDefault());
  const stopFollowing = kiosk ? followScreen(window, { screen, timers, log }) : () => undefined;
  const { webContents } = window;
  lockDown(webContents, log);

  let pageIsShown = false;
  const show = (url: string): void => {
    if (window.isDestroyed()) return;
    pageIsShown = url === pageUrl;
    window.loadURL(url).catch((error: unknown) => {
      log.error('page-not-loaded', { error: String(error) });
      if (url === pageUrl) failed('page-not-loaded');
    });
  };
  const failed = (failure: PageFailure): void => {
    // Of the shell's own page nothing is expected; and what a page was that is being replaced is known.
    if (!pageIsShown) return;
    pageIsShown = false;
    watch.stop();
    options.onPageFailed?.(failure);
    loader.failed(failure);
  };
  /** Why the process of the page was ended, until it is gone. */
  let endedFor: PageFailure | null = null;
  const end = (failure: PageFailure): void => {
    if (!pageIsShown || window.isDestroyed()) return;
    log.error('page-given-up', { failure });
    endedFor = failure;
    webContents.forcefullyCrashRenderer();
  };
  const watch = watchPage({
    look: async () =>
      (await webContents.executeJavaScriptInIsolatedWorld(lookWorld, [{ code: lookScript }])) === true,
    timers,
    onDrawn: () => options.onPageDrawn?.(),
    onFault: end,
  });
  webContents.on('did-finish-load', () => {
    if (webContents.getURL() !== pageUrl) return;
    loader.loaded();
    watch.start();
    options.onPageReady(window);
  });
  window.on('closed', () => {
    stopFollowing();
    watch.stop();
    loader.stop();
    options.onClosed?.();
  });
  webContents.on('render-process-gone', (_event, details) => {
    log.error('renderer-died', { reason: details.reason, exitCode: details.exitCode });
    failed(endedFor ?? 'page-died');
    endedFor = null;
  });
  window.on('unresponsive', () => end('page-hangs'));
  const loader = createPageLoader({
    load: () => show(pageUrl),
    onTooLong: () => end('page-loads-too-long'),
    showOutOfService: (failure) => show(`${pageOrigin}${outOfServicePath(failure)}`),
    timers,
  });
  return window;
};
