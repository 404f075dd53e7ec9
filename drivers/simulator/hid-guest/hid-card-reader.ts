import { Duplex } from 'node:stream';
import { encodeFrameReports, FrameReportReader } from '../../transport/hid-frame-reports.ts';
import { plugUhidDevice } from './uhid-device.ts';

/** One vendor-defined collection with 64 bytes each way and no report ids. */
const reportDescriptor = Uint8Array.of(
  ...[0x06, 0x00, 0xff], // usage page: vendor-defined
  ...[0x09, 0x01], // usage 1
  ...[0xa1, 0x01], // collection: application
  ...[0x15, 0x00, 0x26, 0xff, 0x00], // values 0 to 255
  ...[0x75, 0x08], // of 8 bits
  ...[0x95, 0x40], // 64 of them
  ...[0x09, 0x01, 0x81, 0x02], // input
  ...[0x95, 0x40], // 64
  ...[0x09, 0x02, 0x91, 0x02], // output
  ...[0xc0],
);

/** The cable of an ID-card reader on HID: `stream` is the device's end, for a simulated reader. */
export interface HidCardReaderCable {
  readonly stream: Duplex;
  unplug(): Promise<void>;
}

export interface HidCardReaderOptions {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string;
}

/** Plugs a reader in that carries SAM/SDT frames in 64-byte reports; see `plugUhidDevice` for what it needs. */
export const plugHidCardReader = (device: HidCardReaderOptions): HidCardReaderCable => {
  const reader = new FrameReportReader();
  let plugged = true;
  const stream = new Duplex({
    read() {},
    write(frame: Uint8Array, _encoding, done) {
      for (const report of encodeFrameReports(frame)) if (plugged) uhid.send(report.subarray(1));
      done();
    },
  });
  const uhid = plugUhidDevice({
    description: { ...device, name: 'Simulated ID-card reader', reportDescriptor },
    // The kernel hands on the report id, 0, that was written before the report.
    onOutput: (report) => stream.push(reader.push(report.subarray(1))),
  });
  return {
    stream,
    async unplug() {
      plugged = false;
      await uhid.unplug();
    },
  };
};
