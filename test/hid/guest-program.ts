/**
 * Runs in the guest (scripts/hid-guest), as its only program: proves the drivers on the kernel's own HID stack. Each result
 * is a line of JSON on the console, marked, because the kernel writes there too.
 */
import { writeSync } from 'node:fs';
import { resultMark } from '../../scripts/hid-guest/results.ts';
import { cardReaderChecks } from './card-reader-checks.ts';
import { scannerChecks } from './scanner-checks.ts';

const tell = (result: object): void => {
  writeSync(1, `${resultMark}${JSON.stringify(result)}\n`);
};

const checks = [...scannerChecks, ...cardReaderChecks];
tell({ expected: checks.map(({ name }) => name) });
for (const { name, run } of checks) {
  try {
    tell({ name, ok: true, detail: await run() });
  } catch (error) {
    tell({
      name,
      ok: false,
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    // What a failed check left plugged in would spoil the others; the missing ones count as failed.
    break;
  }
}
// A device that was left plugged in has a read waiting, for which a normal exit would wait.
process.kill(process.pid, 'SIGKILL');
