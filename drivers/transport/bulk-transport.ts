import type { ByteTransport, LineLoss, OpenOutcome } from './byte-transport.ts';

/**
 * The seam for ID-card readers that speak over USB bulk endpoints (VID 0400, PID C35A): a request's header of 7 bytes goes to
 * endpoint 02 and its body to 06; the header of the reply comes from 81 and its body from 85.
 *
 * No driver for such endpoints ships: Node has none, and no reader of this kind was at hand. What is here is the framing,
 * tested against a fake; whoever has the reader writes a `BulkTransport` (e.g. over libusb) and hands it to
 * `createBulkFrameTransport`.
 */

/** Endpoint addresses; bit 7 is the direction, set for device to host (USB 2.0 §9.6.6). */
export const bulkEndpoints = {
  requestHeader: 0x02,
  requestBody: 0x06,
  replyHeader: 0x81,
  replyBody: 0x85,
} as const;

/** An open device with bulk endpoints. Opened once, closed once. */
export interface BulkTransport {
  open(): Promise<OpenOutcome>;
  /** Resolves when the endpoint has taken all; rejects when the device is lost. */
  send(endpoint: number, bytes: Uint8Array): Promise<void>;
  /**
   * Waits, as long as it takes, for one transfer of at most `length` bytes, which may be shorter. Rejects when the device is
   * lost or closed.
   */
  receive(endpoint: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Preamble of five bytes and the length, high byte first, of what follows. */
const headerLength = 7;
/** Longest body waited for; the longest known has 2314 bytes. */
const maximumBody = 4096;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Carries SAM/SDT frames over bulk endpoints, so that such a reader is driven like one on a serial port. Each `write` must be
 * one whole frame. What comes in is handed on as it comes, good frames or not: that is for the frame parser to say.
 */
export const createBulkFrameTransport = (device: BulkTransport): ByteTransport => {
  let onData: (bytes: Uint8Array) => void = () => {};
  let onClosed: (loss: LineLoss) => void = () => {};
  let state: 'new' | 'opening' | 'open' | 'closed' = 'new';
  let opening: Promise<OpenOutcome> | undefined;
  let released: Promise<void> | undefined;
  /** Requests one after another: a header must be followed by its own body. */
  let sending: Promise<void> = Promise.resolve();

  const release = (): Promise<void> => {
    released ??= device.close();
    return released;
  };

  const lose = (error: unknown): void => {
    if (state !== 'open') return;
    state = 'closed';
    void release().catch(() => {});
    onClosed({ reason: 'port-closed', detail: textOf(error) });
  };

  const receive = async (endpoint: number, length: number): Promise<Uint8Array> => {
    const bytes = await device.receive(endpoint, length);
    if (state === 'open') onData(bytes);
    return bytes;
  };

  /** Takes replies until the device is lost. A header that is none has no body behind it. */
  const listen = async (): Promise<void> => {
    while (state === 'open') {
      const header = await receive(bulkEndpoints.replyHeader, headerLength);
      const length = ((header[5] ?? 0) << 8) | (header[6] ?? 0);
      if (header.length !== headerLength || length > maximumBody) continue;
      for (let missing = length; missing > 0 && state === 'open'; ) {
        const part = await receive(bulkEndpoints.replyBody, missing);
        // A transfer without bytes ends the body early.
        if (part.length === 0) break;
        missing -= part.length;
      }
    }
  };

  const openDevice = async (): Promise<OpenOutcome> => {
    const outcome = await device.open();
    if (!outcome.ok) {
      state = 'closed';
      return outcome;
    }
    if (state !== 'opening') {
      await release();
      return { ok: false, reason: 'port-open-failed', detail: 'closed while opening' };
    }
    state = 'open';
    listen().catch(lose);
    return outcome;
  };

  return {
    open() {
      if (state !== 'new') throw new Error('a transport is opened once');
      state = 'opening';
      opening = openDevice();
      return opening;
    },
    write(frame) {
      if (state !== 'open') return;
      sending = sending
        .then(() => device.send(bulkEndpoints.requestHeader, frame.subarray(0, headerLength)))
        .then(() => device.send(bulkEndpoints.requestBody, frame.subarray(headerLength)))
        .catch(lose);
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
