/**
 * The real core on a kiosk's data folder, and a resident who touches at once whatever leads on to the printed certificate.
 * Run by the bench as a process of its own: the data folder and the item are its arguments; it says each screen in a line of
 * JSON.
 */
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../drivers/device/clock.ts';
import type { Intent } from '../../electron/contract/intents.ts';
import type { VisitView } from '../../electron/contract/visit-view.ts';
import { boot } from '../../electron/core/boot.ts';
import { createRecoveryAttempts } from '../../electron/core/storage/recovery-attempts.ts';
import { runStorageTask } from '../../electron/core/storage/run-storage-task.ts';

const [dataFolder = '', itemCode = ''] = process.argv.slice(2);
const warn = (event: string, fields: object = {}): void => {
  process.stderr.write(`${event} ${JSON.stringify(fields)}\n`);
};
const booted = await boot(
  {
    dataFolder,
    appFolder: fileURLToPath(new URL('../../', import.meta.url)),
    runtime: { electron: '', chromium: '', developmentRuntime: false },
    appVersion: '0.0.0',
    formerEnd: 'none',
  },
  {
    clock: systemClock,
    log: { info: () => undefined, warn, error: warn },
    run: runStorageTask,
    attempts: createRecoveryAttempts(systemClock.monotonic),
    recordStart: () => undefined,
    tell: ({ reason, detail }) => warn(reason, { detail }),
  },
);
if (!booted.ok) throw new Error(`${booted.reason}: ${booted.detail}`);
const { kiosk } = booted;

/** What is touched on a screen; null where there is nothing to touch. */
const touchOn = (visit: VisitView): Intent | null => {
  switch (visit.screen) {
    case 'attract':
      return { name: 'start' };
    case 'choose':
      return visit.items.some(({ code }) => code === itemCode) ? { name: 'chooseItem', itemCode } : null;
    case 'consent': {
      const [order] = visit.orders;
      if (!order || order.purposeCode !== null) return { name: 'consent' };
      return { name: 'choosePurpose', purposeCode: order.item.purposes[0]?.code ?? '' };
    }
    case 'preview':
      return { name: 'print' };
    case 'takePaper':
      return { name: 'paperTaken' };
    case 'rate':
      return { name: 'skipRating' };
    case 'problem':
      return { name: 'endVisit' };
    default:
      return null;
  }
};

let said = '';
let underWay = false;
const look = (): void => {
  const { visit, line } = kiosk.snapshot();
  const screen = visit.screen === 'identify' ? `identify ${visit.step}` : visit.screen;
  if (screen !== said) process.stdout.write(`${JSON.stringify({ screen })}\n`);
  said = screen;
  const touch = touchOn(visit);
  if (touch === null || underWay || line !== 'online') return;
  underWay = true;
  // As from the page: a touch is another turn of the loop.
  setImmediate(() => {
    underWay = false;
    if (kiosk.act(touch).accepted) look();
  });
};
kiosk.onChange(look);
look();
process.once('SIGTERM', () => void kiosk.stop().then(() => process.exit(0)));
