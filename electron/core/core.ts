import { systemClock } from '../../drivers/device/clock.ts';
import { coreStartSchema, coreStartVariable } from '../contract/supervision.ts';
import { boot } from './boot.ts';
import { keepMemoryPrivate } from './keep-memory-private.ts';
import type { Kiosk } from './kiosk.ts';
import { createContractServer } from './link/contract-server.ts';
import { connectToShell } from './link/shell-link.ts';
import { stateForShell } from './link/state-for-shell.ts';
import { createCoreLog } from './log/core-log.ts';
import { type OutOfService, outOfServiceSnapshot } from './out-of-service.ts';
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
let stops = false;
let outOfService: OutOfService = { reason: 'core-restarting', detail: '' };

const server = createContractServer({
  snapshot: () => kiosk?.snapshot() ?? outOfServiceSnapshot(outOfService, start),
  handlers: {
    act: (intent) => kiosk?.act(intent) ?? { accepted: false, reason: 'not-now' },
    previewDocument: (certificateNumber) => kiosk?.previewDocument(certificateNumber) ?? null,
    cameraReport: (report) => kiosk?.cameraReport(report),
    faceReport: (report) => kiosk?.faceReport(report),
    facePhoto: (look) => kiosk?.facePhoto(look) ?? null,
    captureReport: (report) => kiosk?.captureReport(report),
    capturedPage: (look) => kiosk?.capturedPage(look) ?? null,
  },
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

const bring = async (): Promise<void> => {
  const outcome = await boot(start, {
    clock: systemClock,
    log,
    run: runStorageTask,
    attempts,
    recordStart,
    tell: say,
  });
  if (stops) return outcome.ok ? outcome.kiosk.stop() : undefined;
  if (!outcome.ok) {
    say({ reason: outcome.reason, detail: outcome.detail });
    systemClock.after(bootAgainMilliseconds, () => void bring());
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
  changed();
};

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
  void (kiosk?.stop() ?? Promise.resolve()).finally(() => process.exit(0));
};
link.onStop(stop);
// A terminal and systemd signal the whole group; the shell says when to stop, and if it is gone, `disconnect` does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
void bring();
link.ready();
