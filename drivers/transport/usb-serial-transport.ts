import type { ByteTransport, LineLoss, OpenOutcome } from './byte-transport.ts';
import { findSerialPort, type ListUsbSerialPorts, type UsbIdentity } from './find-serial-port.ts';

export interface UsbSerialTransportOptions {
  readonly usb: UsbIdentity;
  /** Makes the transport of the port that was found. */
  readonly createTransport: (path: string) => ByteTransport;
  /** The ports of this machine, unless told otherwise. */
  readonly listPorts?: ListUsbSerialPorts;
}

/**
 * A serial port that is looked for by its USB identity each time it is opened: one that vanished and came back under
 * another name is found by the next attempt.
 */
export const createUsbSerialTransport = (options: UsbSerialTransportOptions): ByteTransport => {
  let onData: (bytes: Uint8Array) => void = () => {};
  let onClosed: (loss: LineLoss) => void = () => {};
  let found: ByteTransport | null = null;
  let opening: Promise<OpenOutcome> | undefined;
  let closed = false;

  const openFound = async (): Promise<OpenOutcome> => {
    let outcome: Awaited<ReturnType<typeof findSerialPort>>;
    try {
      outcome = await findSerialPort(options.usb, options.listPorts);
    } catch (error) {
      return { ok: false, reason: 'port-open-failed', detail: `ports cannot be listed: ${String(error)}` };
    }
    if (!outcome.ok) return outcome;
    if (closed) return { ok: false, reason: 'port-open-failed', detail: 'closed while opening' };
    found = options.createTransport(outcome.path);
    found.onData((bytes) => onData(bytes));
    found.onClosed((loss) => onClosed(loss));
    return found.open();
  };

  return {
    open() {
      if (opening !== undefined) throw new Error('a transport is opened once');
      opening = openFound();
      return opening;
    },
    write: (bytes) => found?.write(bytes),
    onData(listener) {
      onData = listener;
    },
    onClosed(listener) {
      onClosed = listener;
    },
    async close() {
      closed = true;
      // Closing an open transport breaks off an opening that is under way.
      await found?.close();
      await opening;
      await found?.close();
    },
  };
};
