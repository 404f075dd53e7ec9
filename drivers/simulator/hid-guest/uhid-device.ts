import { closeSync, openSync, read, writeSync } from 'node:fs';
import {
  decodeEvent,
  encodeCreate,
  encodeDestroy,
  encodeFeatureAccepted,
  encodeInput,
  type UhidDeviceDescription,
  uhidEventLength,
} from './uhid-events.ts';

export interface UhidDeviceOptions {
  readonly description: UhidDeviceDescription;
  /** An output report was written, the first byte is its id or 0. */
  readonly onOutput?: (report: Uint8Array) => void;
  /** A feature report was set, the first byte is its id. */
  readonly onFeature?: (report: Uint8Array) => void;
}

/** A simulated device in the kernel's own HID stack: the system lists and opens it like one on USB. */
export interface UhidDevice {
  /** Sends an input report. */
  send(report: Uint8Array): void;
  /** Whether any program has the device open. */
  openNow(): boolean;
  /** Pulls the cable. Resolves when the kernel has let go of the device. */
  unplug(): Promise<void>;
}

/** Plugs a device in. Needs the module `uhid` and the right to open `/dev/uhid`; throws without. */
export const plugUhidDevice = ({ description, onOutput, onFeature }: UhidDeviceOptions): UhidDevice => {
  const file = openSync('/dev/uhid', 'r+');
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  let open = false;
  const buffer = Buffer.alloc(uhidEventLength);

  const listen = (): void => {
    read(file, buffer, 0, buffer.length, null, (error, length) => {
      if (error) throw error;
      const event = decodeEvent(buffer.subarray(0, length));
      if (event.type === 'open' || event.type === 'close') open = event.type === 'open';
      if (event.type === 'output') onOutput?.(event.report);
      if (event.type === 'setFeature') {
        writeSync(file, encodeFeatureAccepted(event.id));
        onFeature?.(event.report);
      }
      // The last event of a device: another read would wait for ever.
      if (event.type === 'stop') stop();
      else listen();
    });
  };

  writeSync(file, encodeCreate(description));
  listen();
  return {
    openNow: () => open,
    send(report) {
      writeSync(file, encodeInput(report));
    },
    async unplug() {
      writeSync(file, encodeDestroy());
      await stopped;
      closeSync(file);
    },
  };
};
