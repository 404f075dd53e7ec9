import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, MessageChannelMain, session } from 'electron';
import { portMessageName } from '../contract/channel.ts';
import type { CoreStart } from '../contract/supervision.ts';
import type { StartCoreHost } from './core-host/core-host.ts';
import { nodeForkHost } from './core-host/node-fork-host.ts';
import { utilityProcessHost } from './core-host/utility-process-host.ts';
import { superviseCore } from './core-supervisor.ts';
import { drawWithoutGraphicsCard } from './graphics.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { minimumNodeApiForCore, minimumShippedElectron, readLaunchOptions } from './launch-options.ts';
import { lockDownSession } from './lockdown.ts';
import { registerPageScheme, servePages } from './page-protocol.ts';
import { createShellLog } from './shell-log.ts';

/** The shell: opens the window, keeps core and renderer alive, and lets nobody out. It knows nothing of the business. */

/** Exit codes of the shell, for whoever starts it (systemd, a terminal). */
const exitCodes = { crashed: 1, secondInstance: 3, noCoreRuntime: 4 } as const;

const stopCoreWithinMilliseconds = 3_000;

const options = readLaunchOptions(process.env, app.getPath('userData'));
const log = createShellLog(options.dataFolder, Date.now);
app.setPath('userData', options.browserFolder);
registerPageScheme();
drawWithoutGraphicsCard(app);

// Electron would show a box with the stack to whoever stands there, and go on half broken: whoever started it starts anew.
const crash = (error: unknown): void => {
  log.error('shell-crashed', { error: error instanceof Error ? (error.stack ?? error.name) : String(error) });
  app.exit(exitCodes.crashed);
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
// A reader of the log that went away is no reason to end.
process.stderr.on('error', () => undefined);

const appFolder = app.getAppPath();
const electronVersion = process.versions.electron;

/** The core as a utility process where this Electron can load its native modules, else under the project's own Node. */
const chooseCoreHost = (): StartCoreHost | null => {
  const entry = join(appFolder, 'dist/core/core.mjs');
  if (Number(process.versions.napi) >= minimumNodeApiForCore) return utilityProcessHost(entry);
  const nodeBinary = join(appFolder, 'node_modules/node/bin/node');
  return existsSync(nodeBinary) ? nodeForkHost(entry, nodeBinary) : null;
};

const run = (startHost: StartCoreHost): void => {
  const start: CoreStart = {
    dataFolder: options.dataFolder,
    appFolder,
    runtime: {
      electron: electronVersion,
      chromium: process.versions.chrome,
      developmentRuntime: Number.parseInt(electronVersion, 10) < minimumShippedElectron,
    },
    appVersion: app.getVersion(),
  };
  servePages({ renderer: join(appFolder, 'dist/renderer'), models: join(appFolder, 'assets/models') });
  lockDownSession(session.defaultSession, log);

  let window: BrowserWindow | null = null;
  const supervisor = superviseCore({
    startHost,
    start: JSON.stringify(start),
    log,
    timers: {
      after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
      monotonic: () => performance.now(),
    },
    stopWithinMilliseconds: stopCoreWithinMilliseconds,
    onReplaced: () => {
      if (window && !window.isDestroyed() && !window.webContents.isLoading()) connect(window);
    },
  });
  const connect = (page: BrowserWindow): void => {
    const { port1, port2 } = new MessageChannelMain();
    page.webContents.postMessage(portMessageName, null, [port1]);
    supervisor.connectRenderer(port2);
  };
  window = openKioskWindow({
    window: options.window,
    preload: join(appFolder, 'dist/preload/preload.cjs'),
    log,
    onPageReady: connect,
  });

  app.on('second-instance', () => {
    log.error('second-instance-refused');
    supervisor.tellSecondInstanceRefused();
    window?.focus();
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    void supervisor.stop().then(() => {
      log.info('shell-stopped');
      app.exit(0);
    });
  });
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
};

if (!app.requestSingleInstanceLock()) {
  log.error('already-running', {
    message: 'A kiosk is already running on this data folder. This one ends; the running one stays in front.',
    dataFolder: options.dataFolder,
  });
  app.exit(exitCodes.secondInstance);
} else {
  log.info('shell-started', {
    version: app.getVersion(),
    electron: electronVersion,
    dataFolderWritable: options.dataFolderWritable,
  });
  const startHost = chooseCoreHost();
  if (!startHost) {
    log.error('no-core-runtime', {
      message: `Electron ${electronVersion} cannot load the database module and no Node 24 was found beside it: run the set-up again.`,
    });
    app.exit(exitCodes.noCoreRuntime);
  } else {
    void app.whenReady().then(() => run(startHost));
  }
}
