import { readdirSync } from 'node:fs';
import { boot } from '../../electron/core/boot.ts';
import { createRecoveryAttempts } from '../../electron/core/storage/recovery-attempts.ts';
import { runStorageTask } from '../../electron/core/storage/run-storage-task.ts';
import { createCoreLog } from '../../electron/core/log/core-log.ts';
import { coreOrderSchema, type FromCore, type Sample, toCoreSchema } from './core-messages.ts';
import { soakClock } from './soak-clock.ts';

/**
 * The core of a kiosk in a process of its own, whole, as core.ts runs it: what the page would draw goes to the parent, what
 * the parent sends is a touch. Wants `--expose-gc`.
 *
 * Argument: a `CoreOrder` as JSON.
 */
const order = coreOrderSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
const clock = soakClock(order.speed);
const log = createCoreLog(order.dataFolder);

const booted = await boot(
  {
    dataFolder: order.dataFolder,
    appFolder: order.appFolder,
    runtime: { electron: '', chromium: '', developmentRuntime: false },
    appVersion: '0.0.0',
    formerEnd: 'none',
  },
  {
    clock,
    log,
    run: runStorageTask,
    attempts: createRecoveryAttempts(clock.monotonic),
    recordStart: () => undefined,
    tell: ({ reason, detail }) => log.warn(reason, { detail }),
  },
);
if (!booted.ok) throw new Error(`${booted.reason}: ${booted.detail}`);
const { kiosk } = booted;

const say = (message: FromCore): void => void process.send?.(message);
const sayScreen = (): void => {
  const { visit, line } = kiosk.snapshot();
  say({ name: 'screen', visit, line });
};

const takeSample = (): Sample => {
  // The second time takes what finalisers let go in the first.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    rss,
    heap: heapUsed,
    buffers: external,
    handles: process.getActiveResourcesInfo().length,
    fileDescriptors: readdirSync('/proc/self/fd').length,
  };
};

process.on('message', (received) => {
  const message = toCoreSchema.parse(received);
  switch (message.name) {
    case 'touch':
      kiosk.act(message.intent);
      return;
    case 'sample':
      // In a turn of its own: what the loop has under way is let go first.
      setImmediate(() => say({ name: 'sample', sample: takeSample() }));
      return;
    case 'stop':
      void kiosk.stop().then(() => process.exit(0));
  }
});
process.on('disconnect', () => process.exit(1));
kiosk.onChange(sayScreen);
sayScreen();
