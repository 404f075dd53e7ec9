import { BrowserWindow } from 'electron';
import type { LaunchOptions } from './launch-options.ts';
import { lockDown } from './lockdown.ts';
import { pageOrigin } from './page-protocol.ts';
import type { ShellLog } from './shell-log.ts';

const pageUrl = `${pageOrigin}/index.html`;

/** Paper of the design tokens: what is seen until the page has painted. */
const paper = '#F7F5F0';

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
    closable: !kiosk,
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
  const { webContents } = window;
  lockDown(webContents, pageOrigin, log);
  webContents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);

  const load = (): void => {
    window.loadURL(pageUrl).catch((error: unknown) => log.error('page-not-loaded', { error: String(error) }));
  };
  webContents.on('did-finish-load', () => options.onPageReady(window));
  webContents.on('render-process-gone', (_event, details) => {
    log.error('renderer-died', { reason: details.reason, exitCode: details.exitCode });
    if (!window.isDestroyed()) load();
  });
  window.on('unresponsive', () => {
    log.error('renderer-hangs');
    webContents.forcefullyCrashRenderer();
  });
  load();
  return window;
};
