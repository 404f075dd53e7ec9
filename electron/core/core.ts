import { systemClock } from '../../drivers/device/clock.ts';
import { coreStartSchema, coreStartVariable } from '../contract/supervision.ts';
import { boot } from './boot.ts';
import type { Kiosk } from './kiosk.ts';
import { createContractServer } from './link/contract-server.ts';
import { connectToShell } from './link/shell-link.ts';
import { createCoreLog } from './log/core-log.ts';
import { type OutOfService, outOfServiceSnapshot } from './out-of-service.ts';

/** Entry of the core process: brings the kiosk up, serves renderers, and tries again while it cannot serve. */

/** How often a kiosk that cannot serve looks whether the cause has gone: a settings file corrected, a disk emptied. */
const bootAgainMilliseconds = 5_000;

/** Longest wait for devices and database to be let go; the shell waits three seconds. */
const stopWithinMilliseconds = 2_500;

const start = coreStartSchema.parse(JSON.parse(process.env[coreStartVariable] ?? 'null'));
const log = createCoreLog(start.dataFolder);
const link = connectToShell();
if (!link) throw new Error('The core is started by the shell; see docs/architecture.md.');

let kiosk: Kiosk | null = null;
let outOfService: OutOfService = { reason: 'core-restarting', detail: '' };

const server = createContractServer({
  snapshot: () => kiosk?.snapshot() ?? outOfServiceSnapshot(outOfService, start),
  handlers: {
    act: (intent) => kiosk?.act(intent) ?? { accepted: false, reason: 'not-now' },
    previewDocument: (certificateNumber) => kiosk?.previewDocument(certificateNumber) ?? null,
    cameraReport: (report) => kiosk?.cameraReport(report),
  },
  log,
});

const bring = (): void => {
  const outcome = boot(start, systemClock, log);
  if (outcome.ok) {
    kiosk = outcome.kiosk;
    kiosk.onChange(server.changed);
    log.info('core-serves', {
      version: start.appVersion,
      node: process.version,
      electron: start.runtime.electron,
    });
  } else {
    // Said once, not at each attempt: a kiosk may stand like this for weeks.
    if (outcome.reason !== outOfService.reason || outcome.detail !== outOfService.detail) {
      log.error(outcome.reason, { detail: outcome.detail });
    }
    outOfService = { reason: outcome.reason, detail: outcome.detail };
    systemClock.after(bootAgainMilliseconds, bring);
  }
  server.changed();
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
let stops = false;
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
bring();
link.ready();
