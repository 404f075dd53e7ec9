import type { SerialPort } from 'serialport';
import type { Clock } from '../device/clock.ts';
import type { ByteTransport, LineLoss, OpenFailureReason, OpenOutcome } from './byte-transport.ts';

export interface SerialTransportOptions {
  /** Device path, e.g. `/dev/ttyUSB0`. */
  readonly path: string;
  /** Bits a second; the line is always 8N1 without flow control. */
  readonly baudRate: number;
  readonly clock: Clock;
}

/** How often an open port is asked whether its line still stands, milliseconds. */
const hangUpCheckInterval = 1000;
/** What asking for the modem lines fails with on a line that has hung up: EIO, ENXIO, ENODEV. */
const hungUp = /input\/output error|no such device/i;

/** The native binding gives no codes, only what the system said: strerror(3), and on Windows its own words. */
const openFailures: readonly (readonly [RegExp, OpenFailureReason])[] = [
  [/no such file or directory|no such device|file not found/i, 'port-not-found'],
  [/permission denied|operation not permitted/i, 'port-access-denied'],
  [/cannot lock port|resource busy|temporarily unavailable|access denied/i, 'port-busy'],
  [/inappropriate ioctl|is a directory|unknown error code 1\b/i, 'port-not-serial'],
];

const openFailureOf = (detail: string): OpenFailureReason =>
  openFailures.find(([pattern]) => pattern.test(detail))?.[1] ?? 'port-open-failed';

/**
 * A serial port, 8N1, in this process.
 *
 * Three habits of the binding shape this file:
 * - A hang-up right after data leaves it reading for ever, without any event (upstream bindings-cpp issue 162): a line
 *   that hung up reads as zero bytes, and zero bytes are read again, each time by one promise more. So an open port is
 *   asked for its modem lines every second: the kernel answers that with EIO on exactly those lines whose reads give
 *   zero bytes. Closing the port ends the loop.
 * - A lost port may tell it by `error`, by `close`, or by two `close` events: the first counts.
 * - Modem lines cannot be had on every line (ENOTTY on pseudo terminals), and SDT readers use none: they are never set,
 *   and an answer other than a hang-up counts for nothing.
 *
 * Why the port is not in a child process: measured while that loop ran (Node 24, two cores), it took 0.85 of a core and
 * 9 to 20 MB a second, but the reads wait in the thread pool, not in the event loop, whose delay stayed at 7 ms
 * (99th percentile) and 16 ms (maximum). Asking took 0.3 ms, closing 2 to 18 ms, and the memory was freed. What is left is a second of one core and 20 MB; a process a port would cost more, all day. A crash in native code ends the
 * core, which the shell starts anew.
 */
export const createSerialTransport = ({ path, baudRate, clock }: SerialTransportOptions): ByteTransport => {
  let port: SerialPort | null = null;
  let onData: (bytes: Uint8Array) => void = () => {};
  let onClosed: (loss: LineLoss) => void = () => {};
  let state: 'new' | 'opening' | 'open' | 'closed' = 'new';
  let cancelCheck = () => {};
  let opening: Promise<OpenOutcome> | undefined;
  let released: Promise<void> | undefined;

  const release = (): Promise<void> => {
    cancelCheck();
    released ??= new Promise((resolve) => {
      if (!port?.isOpen) resolve();
      // An error here says that the port is closed already, or being closed.
      else port.close(() => resolve());
    });
    return released;
  };

  const lose = (detail: string): void => {
    if (state !== 'open') return;
    state = 'closed';
    void release();
    onClosed({ reason: 'port-closed', detail });
  };

  const watchForHangUp = (): void => {
    cancelCheck = clock.after(hangUpCheckInterval, () => {
      port?.get((error) => {
        if (state !== 'open') return;
        if (error && hungUp.test(error.message)) lose('the line has hung up');
        else watchForHangUp();
      });
    });
  };

  const createPort = async (): Promise<SerialPort> => {
    // Its native part is loaded with the first port: a screen need not wait for it.
    const { SerialPort } = await import('serialport');
    const created = new SerialPort({
      path,
      baudRate,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      autoOpen: false,
    });
    created.on('data', (bytes: Uint8Array) => {
      if (state === 'open') onData(bytes);
      // The port reads into pieces of 64 KiB, each of which lasts for hours: a card would stay in it as long.
      bytes.fill(0);
    });
    created.on('error', (error: Error) => lose(error.message));
    created.on('close', (error: Error | null) => lose(error?.message ?? 'closed by the system'));
    return created;
  };

  const openPort = async (): Promise<OpenOutcome> => {
    const created = await createPort();
    port = created;
    const error = await new Promise<Error | null>((resolve) => created.open(resolve));
    if (error) {
      state = 'closed';
      return { ok: false, reason: openFailureOf(error.message), detail: error.message };
    }
    // Lost or closed in between: the caller is told by what it awaits here.
    if (state !== 'opening' || !created.isOpen) {
      state = 'closed';
      await release();
      return { ok: false, reason: 'port-open-failed', detail: 'closed while opening' };
    }
    state = 'open';
    watchForHangUp();
    return { ok: true };
  };

  return {
    open() {
      if (state !== 'new') throw new Error('a transport is opened once');
      state = 'opening';
      opening = openPort();
      return opening;
    },
    write(bytes) {
      // Without a callback a failed write is told by the `error` event.
      if (state === 'open') port?.write(bytes);
    },
    onData(listener) {
      onData = listener;
    },
    onClosed(listener) {
      onClosed = listener;
    },
    async close() {
      state = 'closed';
      await opening;
      await release();
    },
  };
};
