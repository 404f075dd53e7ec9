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
  /** When it can be started: Electron forks utility processes for an app that is ready. */
  readonly possible: Promise<void>;
}

const electronVersion = process.versions.electron;

/** The core as a utility process where this Electron can load its native modules, else under a Node of its own. */
const chooseCoreHost = (): CoreStarter | null => {
  if (Number(process.versions.napi) >= minimumNodeApiForCore)
    return {
      startHost: utilityProcessHost(join(appFolder, coreEntry)),
      coreFolder: appFolder,
      possible: app.whenReady(),
    };
  const own = findOwnNode(appFolder, existsSync);
  return (
    own && {
      startHost: nodeForkHost(join(own.appFolder, coreEntry), own.nodeBinary),
      coreFolder: own.appFolder,
      possible: Promise.resolve(),
    }
  );
};

/**
 * Keeps the core alive from the first moment on: it opens database and devices while Chromium still comes up. What it is
 * told and tells of the window is for whoever opens one.
 */
const keepCore = ({ startHost, coreFolder }: CoreStarter) => {
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
  const state = { atRest: false, lastDrawn: systemTimers.monotonic(), wasDrawn: false, ends: false };
  let replaced = (): void => undefined;
  const manager = connectServiceManager({
    environment: process.env,
    isWell: () => systemTimers.monotonic() - state.lastDrawn < givenUpAfterMilliseconds,
    timers: systemTimers,
  });
  const supervisor = superviseCore({
    startHost,
    start: (former) => JSON.stringify(start(former)),
    log,
    timers: systemTimers,
    stopWithinMilliseconds: stopCoreWithinMilliseconds,
    onReplaced: () => replaced(),
    onDied: (description) => restarts.add('core', description),
    pageShown: () => state.wasDrawn && systemTimers.monotonic() - state.lastDrawn < shownWithinMilliseconds,
    onEndKiosk: () => {
      log.info('kiosk-ends', { reason: 'wanted-by-core' });
      app.quit();
    },
    onState: ({ atRest, cameraWanted }) => {
      state.atRest = atRest;
      camera.setWanted(cameraWanted);
    },
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (state.ends) return;
    state.ends = true;
    manager.stopping();
    void supervisor.stop().then(() => {
      marker.remove();
      log.info('shell-stopped');
      app.exit(0);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  return {
    supervisor,
    restarts,
    camera,
    state,
    drawn: () => {
      state.lastDrawn = systemTimers.monotonic();
      state.wasDrawn = true;
      manager.ready();
    },
    /** Another core is there, which knows no window yet. */
    onReplaced: (listener: () => void) => {
      replaced = listener;
    },
  };
};

/** Opens the window, and keeps one there. The app is ready. */
const showWindow = ({ supervisor, restarts, camera, state, ...core }: ReturnType<typeof keepCore>): void => {
  if (state.ends) return;
  servePages({ renderer: join(appFolder, 'dist/renderer'), models: join(appFolder, 'assets/models') });
  lockDownSession(session.defaultSession, camera, log);
  // A screen that goes dark looks like a kiosk that is off.
  powerSaveBlocker.start('prevent-display-sleep');

  let window: BrowserWindow | null = null;
  const connect = (page: BrowserWindow): void => {
    const { port1, port2 } = new MessageChannelMain();
    page.webContents.postMessage(portMessageName, null, [port1]);
    supervisor.connectRenderer(port2);
  };
  core.onReplaced(() => {
    if (window && !window.isDestroyed() && !window.webContents.isLoading()) connect(window);
  });
  const openWindow = (): BrowserWindow =>
    openKioskWindow({
      window: options.window,
      preload: join(appFolder, 'dist/preload/preload.cjs'),
      log,
      timers: systemTimers,
      onPageReady: connect,
      onPageDrawn: core.drawn,
      onPageFailed: (failure) => restarts.add('page', failure),
      onClosed: () => {
        window = null;
        // Somebody who develops closes a window to be done with it; a kiosk is never without.
        if (options.window) app.quit();
        else if (!state.ends) {
          log.error('window-gone');
          restarts.add('window', 'window-gone');
          systemTimers.after(reopenAfterMilliseconds, () => {
            if (!state.ends) window = openWindow();
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
    atRest: () => state.atRest,
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
  // Without a listener Electron would quit.
  app.on('window-all-closed', () => undefined);
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
    const core = starter.possible.then(() => keepCore(starter));
    void Promise.all([core, app.whenReady()]).then(([kept]) => showWindow(kept));
  }
}
