import { access, constants } from 'node:fs/promises';
import type { ByteTransport, LineLoss, OpenFailureReason, OpenOutcome } from './byte-transport.ts';
import { findHidDevice, type HidDeviceFilter } from './hid-device-filter.ts';
import { type HidDeviceInfo, type HidHandle, type HidSupportOutcome, loadHidSupport } from './hid-support.ts';
import type { LineFault } from './persistent-line.ts';

/** A line that carries whole reports. What holds for a `ByteTransport` holds for it: it can be kept open like one. */
export interface ReportTransport extends ByteTransport {
  /** Sends one report; the first byte is its id, 0 where the device has none. */
  write(report: Uint8Array): void;
  /** Each call is one report as it came; the first byte is its id where the device has ids. */
  onData(listener: (report: Uint8Array) => void): void;
  open(): Promise<HidOpenOutcome>;
}

/** `hidSupport` tells the one refusal that no plugging in can mend: node-hid cannot be loaded here. */
export type HidOpenOutcome =
  | OpenOutcome
  | {
      readonly ok: false;
      readonly reason: 'port-open-failed';
      readonly detail: string;
      readonly hidSupport: 'missing';
    };

/** Whether a line fault says that this machine has no HID support; see `HidOpenOutcome`. */
export const lacksHidSupport = (fault: LineFault): boolean => 'hidSupport' in fault;

export interface HidTransportOptions {
  readonly filter: HidDeviceFilter;
  /** Feature reports that the found device wants before it works; the first byte of each is its id. */
  readonly featureReports?: (device: HidDeviceInfo) => readonly Uint8Array[];
  /** node-hid, unless told otherwise. */
  readonly loadSupport?: () => Promise<HidSupportOutcome>;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** node-hid's errors carry no code. Where devices are files, the file tells what was wrong. */
const openFailureOf = async (path: string): Promise<OpenFailureReason> => {
  if (!path.startsWith('/')) return 'port-open-failed';
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return 'port-open-failed';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' ? 'port-not-found' : 'port-access-denied';
  }
};

/**
 * A HID device, looked for anew at each opening. node-hid tells a lost device by an `error` event (14 to 25 ms after unplugging
 * on Linux) or by a write that rejects; the first counts. On Linux a device can be opened by several programs at once, so
 * `port-busy` is never given.
 */
export const createHidTransport = ({
  filter,
  featureReports = () => [],
  loadSupport = loadHidSupport,
}: HidTransportOptions): ReportTransport => {
  let onData: (report: Uint8Array) => void = () => {};
  let onClosed: (loss: LineLoss) => void = () => {};
  let state: 'new' | 'opening' | 'open' | 'closed' = 'new';
  let handle: HidHandle | undefined;
  let opening: Promise<HidOpenOutcome> | undefined;
  let released: Promise<void> | undefined;

  const takeReport = (report: Uint8Array): void => {
    if (state === 'open') onData(report);
  };

  const release = (): Promise<void> => {
    // node-hid begins to read one tick after a listener came, and throws there if the device was closed in between.
    handle?.off('data', takeReport);
    // A device that is gone may refuse to be closed; it is gone all the same.
    released ??= handle ? handle.close().catch(() => {}) : Promise.resolve();
    return released;
  };

  const lose = (detail: string): void => {
    if (state !== 'open') return;
    state = 'closed';
    void release();
    onClosed({ reason: 'port-closed', detail });
  };

  /** Set when the device was lost before opening it had come to its end. */
  let lostWhileOpening: string | undefined;

  const openDevice = async (): Promise<HidOpenOutcome> => {
    const loaded = await loadSupport();
    if (!loaded.ok) {
      return { ok: false, reason: 'port-open-failed', detail: loaded.detail, hidSupport: 'missing' };
    }
    let path = '';
    try {
      const found = findHidDevice(await loaded.support.devices(), filter);
      if (!found.ok) return found;
      const { device } = found;
      path = device.path;
      handle = await loaded.support.open(path);
      handle.on('error', (error) => {
        if (state === 'opening') lostWhileOpening = textOf(error);
        lose(textOf(error));
      });
      handle.on('data', takeReport);
      for (const report of featureReports(device)) await handle.sendFeatureReport(Buffer.from(report));
    } catch (error) {
      return { ok: false, reason: await openFailureOf(path), detail: textOf(error) };
    }
    if (state !== 'opening' || lostWhileOpening !== undefined) {
      return { ok: false, reason: 'port-open-failed', detail: lostWhileOpening ?? 'closed while opening' };
    }
    state = 'open';
    return { ok: true };
  };

  const openOnce = async (): Promise<HidOpenOutcome> => {
    const outcome = await openDevice();
    if (!outcome.ok) {
      state = 'closed';
      await release();
    }
    return outcome;
  };

  return {
    open() {
      if (state !== 'new') throw new Error('a transport is opened once');
      state = 'opening';
      opening = openOnce();
      return opening;
    },
    write(report) {
      if (state !== 'open') return;
      handle?.write(Buffer.from(report)).catch((error: unknown) => lose(textOf(error)));
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
