/** What the project uses of node-hid, and how it is loaded. */

/** A HID device as the system lists it: one entry for each top-level collection. */
export interface HidDeviceInfo {
  readonly path?: string | undefined;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

/** An open HID device (node-hid's `HIDAsync`). There is no event for its end but `error`. */
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  /** node-hid 3 hands over a string, not an `Error`. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  off(event: 'data', listener: (report: Uint8Array) => void): unknown;
  /** The first byte is the report id, 0 where the device has none. Rejects after unplugging. */
  write(report: Buffer): Promise<number>;
  /** The first byte is the report id. */
  sendFeatureReport(report: Buffer): Promise<number>;
  close(): Promise<void>;
}

export interface HidSupport {
  /** Every HID device of the machine. */
  devices(): Promise<readonly HidDeviceInfo[]>;
  open(path: string): Promise<HidHandle>;
}

export type HidSupportOutcome =
  | { readonly ok: true; readonly support: HidSupport }
  /** The package, its native module or a library of the system is not there. `detail` says which. */
  | { readonly ok: false; readonly detail: string };

let loading: Promise<HidSupportOutcome> | undefined;

const load = async (): Promise<HidSupportOutcome> => {
  try {
    const nodeHid = await import('node-hid');
    // The native part is loaded with the first call, so it is made here.
    nodeHid.getHidapiVersion();
    return {
      ok: true,
      support: { devices: () => nodeHid.devicesAsync(), open: (path) => nodeHid.HIDAsync.open(path) },
    };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
};

/**
 * Loads node-hid at first use: a kiosk whose devices hang on serial ports must run where it cannot be loaded. Never
 * rejects; the outcome holds for the life of the process.
 */
export const loadHidSupport = (): Promise<HidSupportOutcome> => {
  loading ??= load();
  return loading;
};
