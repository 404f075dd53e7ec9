import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, MessageChannelMain, powerSaveBlocker, session } from 'electron';
import { portMessageName } from '../contract/channel.ts';
import type { CoreStart } from '../contract/supervision.ts';
import type { StartCoreHost } from './core-host/core-host.ts';
import { coreEntry, findOwnNode } from './core-host/find-own-node.ts';
import { nodeForkHost } from './core-host/node-fork-host.ts';
import { utilityProcessHost } from './core-host/utility-process-host.ts';
import { createCameraGate } from './camera-permission.ts';
import { superviseCore } from './core-supervisor.ts';
import { drawWithoutGraphicsCard } from './graphics.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { minimumNodeApiForCore, minimumShippedElectron, readLaunchOptions } from './launch-options.ts';
import { residentBytes, watchMemory } from './memory-ceilings.ts';
import { lockDownSession } from './lockdown.ts';
import { registerPageScheme, servePages } from './page-protocol.ts';
import { createRestartRecord } from './restart-record.ts';
import { leaveRunMarker, readBootId } from './run-marker.ts';
import { connectServiceManager } from './service-manager.ts';
import { createShellLog } from './shell-log.ts';
import { findVoices } from './voices.ts';
import { systemTimers } from './timers.ts';

/** The shell: opens the window, keeps core and renderer alive, and lets nobody out. It knows nothing of the business. */

/** Exit codes of the shell, for whoever starts it (systemd, a terminal). */
const exitCodes = { crashed: 1, secondInstance: 3, noCoreRuntime: 4 } as const;

const stopCoreWithinMilliseconds = 3_000;

/** A window that a page closed, or the display server, is opened again after this. */
const reopenAfterMilliseconds = 500;

/** A page that was on the screen within this is there; it is looked at every second. */
const shownWithinMilliseconds = 5_000;

/** A page that has not been on the screen for so long is no longer helped by itself: whoever started the kiosk starts it anew. */
const givenUpAfterMilliseconds = 300_000;

const options = readLaunchOptions(process.env, app.getPath('userData'));
const log = createShellLog(options.dataFolder, Date.now);
app.setPath('userData', options.browserFolder);
registerPageScheme();
drawWithoutGraphicsCard(app);
findVoices(app);

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

interface CoreStarter {
  readonly startHost: StartCoreHost;
  /** The app's folder as the core sees it. */
  readonly coreFolder: string;
}

const electronVersion = process.versions.electron;

/** The core as a utility process where this Electron can load its native modules, else under a Node of its own. */
const chooseCoreHost = (): CoreStarter | null => {
  if (Number(process.versions.napi) >= minimumNodeApiForCore)
    return { startHost: utilityProcessHost(join(appFolder, coreEntry)), coreFolder: appFolder };
  const own = findOwnNode(appFolder, existsSync);
  return (
    own && {
      startHost: nodeForkHost(join(own.appFolder, coreEntry), own.nodeBinary),
      coreFolder: own.appFolder,
    }
  );
};

const run = ({ startHost, coreFolder }: CoreStarter): void => {
  const marker = leaveRunMarker(options.dataFolder, readBootId());
  const restarts = createRestartRecord(options.dataFolder, Date.now);
  if (marker.formerEnd === 'power-cut' || marker.formerEnd === 'shell-died') {
    log.error('former-end', { formerEnd: marker.formerEnd });
    restarts.add('shell', marker.formerEnd);
  }
  const start = (former: CoreStart['formerEnd'] | null): CoreStart => ({
    dataFolder: options.dataFolder,
    appFolder: coreFolder,
    runtime: {
      electron: electronVersion,
      chromium: process.versions.chrome,
      developmentRuntime: Number.parseInt(electronVersion, 10) < minimumShippedElectron,
    },
    appVersion: app.getVersion(),
    formerEnd: former ?? marker.formerEnd,
  });
  const camera = createCameraGate(systemTimers);
  servePages({ renderer: join(appFolder, 'dist/renderer'), models: join(appFolder, 'assets/models') });
  lockDownSession(session.defaultSession, camera, log);
  // A screen that goes dark looks like a kiosk that is off.
  powerSaveBlocker.start('prevent-display-sleep');

  let window: BrowserWindow | null = null;
  let ends = false;
  let atRest = false;
  let lastDrawn = systemTimers.monotonic();
  let wasDrawn = false;
  const manager = connectServiceManager({
    environment: process.env,
    isWell: () => systemTimers.monotonic() - lastDrawn < givenUpAfterMilliseconds,
    timers: systemTimers,
  });
  const supervisor = superviseCore({
    startHost,
    start: (former) => JSON.stringify(start(former)),
    log,
    timers: systemTimers,
    stopWithinMilliseconds: stopCoreWithinMilliseconds,
    onReplaced: () => {
      if (window && !window.isDestroyed() && !window.webContents.isLoading()) connect(window);
    },
    onDied: (description) => restarts.add('core', description),
    pageShown: () => wasDrawn && systemTimers.monotonic() - lastDrawn < shownWithinMilliseconds,
    onEndKiosk: () => {
      log.info('kiosk-ends', { reason: 'wanted-by-core' });
      app.quit();
    },
    onState: (state) => {
      atRest = state.atRest;
      camera.setWanted(state.cameraWanted);
    },
  });
  const connect = (page: BrowserWindow): void => {
    const { port1, port2 } = new MessageChannelMain();
    page.webContents.postMessage(portMessageName, null, [port1]);
    supervisor.connectRenderer(port2);
  };
  const openWindow = (): BrowserWindow =>
    openKioskWindow({
      window: options.window,
      preload: join(appFolder, 'dist/preload/preload.cjs'),
      log,
      timers: systemTimers,
      onPageReady: connect,
      onPageDrawn: () => {
        lastDrawn = systemTimers.monotonic();
        wasDrawn = true;
        manager.ready();
      },
      onPageFailed: (failure) => restarts.add('page', failure),
      onClosed: () => {
        window = null;
        // Somebody who develops closes a window to be done with it; a kiosk is never without.
        if (options.window) app.quit();
        else if (!ends) {
          log.error('window-gone');
          restarts.add('window', 'window-gone');
          systemTimers.after(reopenAfterMilliseconds, () => {
            if (!ends) window = openWindow();
          });
        }
      },
    });
  window = openWindow();
  watchMemory({
    measure: () => ({
      page: residentBytes(window?.webContents.getOSProcessId()),
      core: residentBytes(supervisor.pid()),
    }),
    atRest: () => atRest,
    replace: (part, bytes) => {
      log.error('memory-ceiling', { part, bytes });
      restarts.add(part, 'memory-ceiling');
      if (part === 'core') supervisor.renew();
      else window?.webContents.forcefullyCrashRenderer();
    },
    timers: systemTimers,
  });

  app.on('second-instance', () => {
    log.error('second-instance-refused');
    supervisor.tellSecondInstanceRefused();
    window?.focus();
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.error('helper-died', { type, reason, exitCode });
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ends) return;
    ends = true;
    manager.stopping();
    void supervisor.stop().then(() => {
      marker.remove();
      log.info('shell-stopped');
      app.exit(0);
    });
  });
  // Without a listener Electron would quit.
  app.on('window-all-closed', () => undefined);
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
  const starter = chooseCoreHost();
  if (!starter) {
    log.error('no-core-runtime', {
      message: `Electron ${electronVersion} cannot load the database module and no Node 24 was found beside it: run the set-up again.`,
    });
    app.exit(exitCodes.noCoreRuntime);
  } else {
    void app.whenReady().then(() => run(starter));
  }
}
