import { v7 } from 'uuid';
import { systemClock } from '../../drivers/device/clock.ts';
import type { Intent } from '../contract/intents.ts';
import { reasonsForSetup } from '../contract/problems.ts';
import { coreStartSchema, coreStartVariable } from '../contract/supervision.ts';
import { boot } from './boot.ts';
import { keepMemoryPrivate } from './keep-memory-private.ts';
import type { Kiosk } from './kiosk.ts';
import { createContractServer } from './link/contract-server.ts';
import { connectToShell } from './link/shell-link.ts';
import { stateForShell } from './link/state-for-shell.ts';
import { createCoreLog } from './log/core-log.ts';
import { isInService, type OutOfService, outOfServiceSnapshot } from './out-of-service.ts';
import type { ActOutcome } from './session/resident-session.ts';
import type { Setup } from './setup/setup.ts';
import { recordFallBack } from './settings/trial/record-trial.ts';
import { lookAtTrial, watchTrial } from './settings/trial/watch-trial.ts';
import { lookAtHealth, watchUpdateTrial } from './update/watch-update-trial.ts';
import { readLauncherWord } from '../update/launcher-word.ts';
import { releaseFolders } from '../update/folders.ts';
import { createStartRecord } from './storage/record-start.ts';
import { createRecoveryAttempts } from './storage/recovery-attempts.ts';
import { runStorageTask } from './storage/run-storage-task.ts';

/** Entry of the core process: brings the kiosk up, serves renderers, and tries again while it cannot serve. */

/** How often a kiosk that cannot serve looks whether the cause has gone: a settings file corrected, a disk emptied. */
const bootAgainMilliseconds = 5_000;

/** Longest wait for devices and database to be let go; the shell waits three seconds. */
const stopWithinMilliseconds = 2_500;

const start = coreStartSchema.parse(JSON.parse(process.env[coreStartVariable] ?? 'null'));
const log = createCoreLog(start.dataFolder);
if (!keepMemoryPrivate()) log.warn('core-dumps-not-emptied');
const link = connectToShell();
if (!link) throw new Error('The core is started by the shell; see docs/architecture.md.');

const attempts = createRecoveryAttempts(systemClock.monotonic);
const recordStart = createStartRecord(start, log);
let kiosk: Kiosk | null = null;
let setup: Setup | null = null;
/** Of the attempts to bring the kiosk up, the one that is under way. */
let bringing: Promise<void> = Promise.resolve();
let cancelNextAttempt = (): void => undefined;
let stops = false;
let outOfService: OutOfService = { reason: 'core-restarting', detail: '' };

const server = createContractServer({
  snapshot: () => kiosk?.snapshot() ?? setup?.snapshot() ?? outOfServiceSnapshot(outOfService, start),
  handlers: {
    act: (intent) => act(intent),
    previewDocument: (certificateNumber) => kiosk?.previewDocument(certificateNumber) ?? null,
    cameraReport: (report) => kiosk?.cameraReport(report),
    faceReport: (report) => kiosk?.faceReport(report),
    facePhoto: (look) => kiosk?.facePhoto(look) ?? null,
    captureReport: (report) => kiosk?.captureReport(report),
    capturedPage: (look) => kiosk?.capturedPage(look) ?? null,
  },
  published: () => kiosk?.snapshotSent(),
  log,
});

/** Tells renderers and shell that something is different. */
const changed = (): void => {
  server.changed();
  link.state(stateForShell(kiosk?.snapshot() ?? null));
};

const say = (state: OutOfService): void => {
  // Said once, not at each attempt: a kiosk may stand like this for weeks.
  if (state.reason !== outOfService.reason || state.detail !== outOfService.detail) {
    log.error(state.reason, { detail: state.detail });
  }
  outOfService = state;
  changed();
};

const bring = (): Promise<void> => {
  cancelNextAttempt();
  bringing = attempt();
  return bringing;
};

/** The wizard has the database to itself: nothing is tried meanwhile, and at its end at once. */
const beginSetup = async (): Promise<void> => {
  cancelNextAttempt();
  const serving = kiosk;
  kiosk = null;
  const [{ openSetup }] = await Promise.all([import('./setup/open-setup.ts'), serving?.stop(), bringing]);
  if (kiosk !== null || setup !== null || stops) return;
  cancelNextAttempt();
  setup = openSetup({
    start,
    clock: systemClock,
    log,
    changed,
    over: () => {
      const ended = setup;
      setup = null;
      outOfService = { reason: 'core-restarting', detail: '' };
      changed();
      void ended?.stop().then(bring);
    },
  });
  if (setup === null) void bring();
  changed();
};

const act = (intent: Intent): ActOutcome => {
  if (setup !== null) return setup.act(intent);
  const asksForSetup = intent.name === 'setup' && intent.intent.name === 'open';
  const isOffered = kiosk === null ? reasonsForSetup.includes(outOfService.reason) : kiosk.offersSetup();
  if (asksForSetup && isOffered) {
    void beginSetup();
    return { accepted: true };
  }
  return kiosk?.act(intent) ?? { accepted: false, reason: 'not-now' };
};

const attempt = async (): Promise<void> => {
  const outcome = await boot(start, {
    clock: systemClock,
    log,
    run: runStorageTask,
    attempts,
    recordStart: (database) => {
      recordStart(database);
      const fallen = settingsTrial.takeOutcome();
      if (fallen) recordFallBack(start.dataFolder, database, fallen, { now: systemClock.now, log });
    },
    tell: say,
  });
  if (stops) return outcome.ok ? outcome.kiosk.stop() : undefined;
  if (!outcome.ok) {
    say({ reason: outcome.reason, detail: outcome.detail });
    cancelNextAttempt = systemClock.after(bootAgainMilliseconds, () => void bring());
    return;
  }
  const serving = outcome.kiosk;
  kiosk = serving;
  serving.onChange(changed);
  log.info('core-serves', {
    version: start.appVersion,
    node: process.version,
    electron: start.runtime.electron,
  });
  serving.onMustBootAgain(() => {
    if (kiosk !== serving) return;
    kiosk = null;
    outOfService = { reason: 'core-restarting', detail: '' };
    changed();
    void serving.stop().then(bring);
  });
  // The shell starts a new process in place of one that ends.
  serving.onMustRestart(stop);
  serving.onMustEnd(link.endKiosk);
  changed();
};

/** Nobody is served: true as well where nobody could be. */
const isAtRest = (): boolean => {
  const snapshot = kiosk?.snapshot() ?? null;
  return !isInService(snapshot) || stateForShell(snapshot).atRest;
};

/** Before the settings are read for the first time. */
const settingsTrial = watchTrial({
  dataFolder: start.dataFolder,
  look: () => lookAtTrial(kiosk?.snapshot() ?? null, isAtRest()),
  clock: systemClock,
  log,
  restart: () => stop(),
  passed: (passed) => kiosk?.settingsPassed(passed),
});

watchUpdateTrial({
  word: readLauncherWord(process.env),
  folders: releaseFolders(start.dataFolder),
  look: () => lookAtHealth(kiosk?.snapshot() ?? null, link.pageShown()),
  isAtRest,
  endKiosk: link.endKiosk,
  newId: () => v7(),
  clock: systemClock,
  log,
});

// What nobody expected ends the process, so that the shell starts a clean one; it is never carried on from.
process.on('uncaughtException', (error) => {
  // Its message may quote what it choked on; name and place are enough.
  const place = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  log.error('core-crashed', { error: error.name, stack: place.join('\n') });
  process.exit(1);
});

link.onRenderer(server.connect);
link.onSecondInstanceRefused(() => kiosk?.secondInstanceRefused());
const stop = (): void => {
  if (stops) return;
  stops = true;
  log.info('core-stops');
  // Where the shell is gone nobody else ends a core whose device does not let go.
  systemClock.after(stopWithinMilliseconds, () => process.exit(1));
  void Promise.all([kiosk?.stop(), setup?.stop()]).finally(() => process.exit(0));
};
link.onStop(stop);
// A terminal and systemd signal the whole group; the shell says when to stop, and if it is gone, `disconnect` does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
void bring();
link.ready();
