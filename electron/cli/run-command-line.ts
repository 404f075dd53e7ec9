import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../../drivers/device/clock.ts';
import { createAsk } from './ask.ts';
import { carryOut, planCommand } from './command-line.ts';
import { doctorCommand } from './commands/doctor.ts';
import { enrolCommand } from './commands/enrol.ts';
import { listCommand } from './commands/list.ts';
import { printCommand } from './commands/print.ts';
import { queueCommand } from './commands/queue.ts';
import { readCardCommand } from './commands/read-card.ts';
import { logCommand } from './commands/log.ts';
import { recoveryCommand } from './commands/recovery.ts';
import { scanCommand } from './commands/scan.ts';
import { staffCommand } from './commands/staff.ts';
import { statusCommand } from './commands/status.ts';
import { traceCommand } from './commands/trace.ts';
import { verifyCommand } from './commands/verify.ts';
import { readConfiguredDevices } from './devices/configured-devices.ts';
import { printable } from './text/printable.ts';

const commands = [
  listCommand,
  statusCommand,
  readCardCommand,
  scanCommand,
  printCommand,
  traceCommand,
  enrolCommand,
  queueCommand,
  recoveryCommand,
  logCommand,
  staffCommand,
  verifyCommand,
  doctorCommand,
];

/**
 * Ctrl+C reaches a program that npx started several times: from the terminal, from npx, and from the Node that handed
 * over. What comes within this time of the first is the same key, milliseconds.
 */
const sameKeyWithin = 700;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Turns signals, and output that nobody reads any more, into `interrupted` and `insisted`. */
const heedInterruptions = (host: NodeJS.Process, clock: Clock) => {
  const interrupted = new AbortController();
  const insisted = new AbortController();
  let first: number | null = null;
  const heed = (): void => {
    const now = clock.monotonic();
    first ??= now;
    interrupted.abort();
    if (now - first > sameKeyWithin) insisted.abort();
  };
  for (const signal of signals) host.on(signal, heed);
  for (const stream of [host.stdout, host.stderr]) stream.on('error', () => interrupted.abort());
  return { interrupted: interrupted.signal, insisted: insisted.signal };
};

/** Resolves when everything that was written has left, or cannot any more. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write('', () => resolve());
  });

/** Runs the command line of a process and ends the process. */
export const runCommandLine = async (host: NodeJS.Process): Promise<void> => {
  const plan = planCommand(host.argv.slice(2), commands, () => readConfiguredDevices(host.env));
  const interruptions = heedInterruptions(host, systemClock);
  const exitCode = await carryOut(plan, {
    clock: systemClock,
    write: (line) => void host.stdout.write(`${line}\n`),
    tell: (line) => void host.stderr.write(`${printable(line)}\n`),
    newId: randomUUID,
    ask: createAsk(host.stdin, host.stderr, interruptions.interrupted),
    ...interruptions,
  });
  await Promise.all([flushed(host.stdout), flushed(host.stderr)]);
  // A port that the system does not let go of would keep the process alive.
  host.exit(exitCode);
};
