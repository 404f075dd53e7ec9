import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { Clock } from '../device/clock.ts';
import type { ByteTransport, LineLoss, OpenFailureReason, OpenOutcome } from './byte-transport.ts';

export interface SerialTransportOptions {
  /** Device path, e.g. `/dev/ttyUSB0`. */
  readonly path: string;
  /** Bits a second; the line is always 8N1 without flow control. */
  readonly baudRate: number;
  readonly clock: Clock;
}

/** How often the device node is looked for while the port is open, milliseconds. */
const nodeCheckInterval = 1000;

/** The native binding gives no codes, only what the system said: strerror(3), and on Windows its own words. */
const openFailures: readonly (readonly [RegExp, OpenFailureReason])[] = [
  [/no such file or directory|no such device|file not found/i, 'port-not-found'],
  [/permission denied|operation not permitted/i, 'port-access-denied'],
  [/cannot lock port|resource busy|temporarily unavailable|access denied/i, 'port-busy'],
  [/inappropriate ioctl|is a directory|unknown error code 1\b/i, 'port-not-serial'],
];

const openFailureOf = (detail: string): OpenFailureReason =>
  openFailures.find(([pattern]) => pattern.test(detail))?.[1] ?? 'port-open-failed';

/** Identity of the device node, or null where the path is not in the file system (Windows) or gone. */
const deviceNode = async (path: string): Promise<string | null> => {
  try {
    const { dev, ino, rdev } = await stat(path);
    return `${dev}:${ino}:${rdev}`;
  } catch {
    return null;
  }
};

/**
 * A serial port, 8N1.
 *
 * Three habits of the native side shape this file:
 * - A hang-up right after data can leave its reader in an endless loop without any event (upstream bindings-cpp issue
 *   162). Closing the port ends that loop, so the device node is watched here, and drivers write a heartbeat, which
 *   then fails.
 * - A lost port may tell it by `error`, by `close`, or by two `close` events: the first counts.
 * - Modem lines cannot be set on every line (ENOTTY on pseudo terminals), and SDT readers use none: they are not touched.
 */
export const createSerialTransport = ({ path, baudRate, clock }: SerialTransportOptions): ByteTransport => {
  const port = new SerialPort({ path, baudRate, dataBits: 8, stopBits: 1, parity: 'none', autoOpen: false });
  let onData: (bytes: Uint8Array) => void = () => {};
  let onClosed: (loss: LineLoss) => void = () => {};
  let state: 'new' | 'opening' | 'open' | 'closed' = 'new';
  let cancelCheck = () => {};
  let opening: Promise<OpenOutcome> | undefined;
  let released: Promise<void> | undefined;

  const release = (): Promise<void> => {
    cancelCheck();
    released ??= new Promise((resolve) => {
      if (!port.isOpen) resolve();
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

  const watchNode = (node: string): void => {
    cancelCheck = clock.after(nodeCheckInterval, () => {
      void deviceNode(path).then((now) => {
        if (state !== 'open') return;
        if (now === node) watchNode(node);
        else lose('the device node is gone');
      });
    });
  };

  port.on('data', (bytes: Uint8Array) => {
    if (state === 'open') onData(bytes);
  });
  port.on('error', (error: Error) => lose(error.message));
  port.on('close', (error: Error | null) => lose(error?.message ?? 'closed by the system'));

  const openPort = async (): Promise<OpenOutcome> => {
    const error = await new Promise<Error | null>((resolve) => port.open(resolve));
    if (error) {
      state = 'closed';
      return { ok: false, reason: openFailureOf(error.message), detail: error.message };
    }
    const node = await deviceNode(path);
    // Lost or closed in between: the caller is told by what it awaits here.
    if (state !== 'opening' || !port.isOpen) {
      state = 'closed';
      await release();
      return { ok: false, reason: 'port-open-failed', detail: 'closed while opening' };
    }
    state = 'open';
    if (node !== null) watchNode(node);
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
      if (state === 'open') port.write(bytes);
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
