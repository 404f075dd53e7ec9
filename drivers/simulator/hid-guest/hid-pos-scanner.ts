import { featureReportsFor } from '../../qr-scanner/hid-pos-report.ts';
import { encodeHidPosReports, type HidPosFormat } from '../qr-scanner/encode-hid-pos.ts';
import { encodeCode } from '../qr-scanner/qr-scanner-simulator.ts';
import { plugUhidDevice } from './uhid-device.ts';

/** One application collection, bar code scanner, with a report of so many bytes of data and feature report 254. */
const reportDescriptor = (dataLength: number): Uint8Array =>
  Uint8Array.of(
    ...[0x05, 0x8c], // usage page: bar code scanner
    ...[0x09, 0x02], // usage: bar code scanner
    ...[0xa1, 0x01], // collection: application
    ...[0x15, 0x00, 0x26, 0xff, 0x00], // values 0 to 255
    ...[0x75, 0x08], // of 8 bits
    ...[0x85, 0x02], // report id 2
    ...[0x09, 0xfe], // usage: decoded data
    ...[0x95, dataLength], // so many of them
    ...[0x81, 0x02], // input
    ...[0x85, 0x03], // report id 3
    ...[0x09, 0x11], // usage: settings report
    ...[0x95, 0x01], // one
    ...[0x81, 0x02], // input
    ...[0x85, 0xfe], // report id 254
    ...[0x09, 0x11], // usage: settings report
    ...[0x95, 0x01], // one
    ...[0xb1, 0x02], // feature
    ...[0xc0],
  );

export interface HidPosScannerOptions {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string;
  /** See `HidPosFormat`. */
  readonly shifted?: boolean;
}

/** A simulated HID POS scanner in the kernel's HID stack. */
export interface SimulatedHidPosScanner {
  /** Holds a code before the scanner. One whose maker wants to be asked first sends nothing before. */
  show(text: string, format?: Omit<HidPosFormat, 'shifted'> & { readonly encoding?: 'utf-8' | 'gbk' }): void;
  /** Sends a report that is no code. */
  pressButton(): void;
  /** Whether it has got its feature report, or wants none. */
  ready(): boolean;
  /** Whether any program has the device open. */
  openNow(): boolean;
  unplug(): Promise<void>;
}

/** Plugs a scanner in; see `plugUhidDevice` for what it needs. */
export const plugHidPosScanner = ({
  shifted = false,
  ...device
}: HidPosScannerOptions): SimulatedHidPosScanner => {
  const [wanted] = featureReportsFor(device.vendorId);
  let ready = wanted === undefined;
  const uhid = plugUhidDevice({
    description: {
      ...device,
      name: 'Simulated HID POS scanner',
      reportDescriptor: reportDescriptor(shifted ? 64 : 63),
    },
    onFeature(report) {
      ready ||= wanted !== undefined && Buffer.from(report).equals(wanted);
    },
  });
  return {
    show(text, { encoding = 'utf-8', ...format } = {}) {
      if (!ready) return;
      for (const report of encodeHidPosReports(encodeCode(text, encoding), { ...format, shifted })) {
        uhid.send(report);
      }
    },
    pressButton: () => uhid.send(Uint8Array.of(3, 1)),
    ready: () => ready,
    openNow: () => uhid.openNow(),
    unplug: () => uhid.unplug(),
  };
};
