import type { Clock } from '../device/clock.ts';
import type { UsbIdentity } from '../transport/find-serial-port.ts';
import { createHidTransport } from '../transport/hid-transport.ts';
import { createSerialTransport } from '../transport/serial-transport.ts';
import { createUsbSerialTransport } from '../transport/usb-serial-transport.ts';
import { HidPosParser } from './hid-pos-parser.ts';
import { featureReportsFor, scannerUsage } from './hid-pos-report.ts';
import { createQrScanner, type QrScanner } from './qr-scanner.ts';
import { SerialScanParser } from './serial-scan-parser.ts';

export interface QrScannerDriverOptions {
  readonly transport:
    | {
        readonly kind: 'serial';
        /** Device path, e.g. `/dev/ttyUSB0`. */
        readonly path: string;
        /** Bits a second; scanners come set to 9600 or 115200. */
        readonly baudRate: number;
      }
    /** A serial port on USB, whatever its name is at the moment. */
    | { readonly kind: 'serial'; readonly usb: UsbIdentity; readonly baudRate: number }
    | {
        readonly kind: 'hid';
        /** Which scanner. Where nothing is given, the only one in HID POS mode. */
        readonly vendorId?: number;
        readonly productId?: number;
        readonly serialNumber?: string;
      };
  readonly clock: Clock;
}

/** The QR scanner on the line that the settings name. */
export const createQrScannerDriver = ({ transport, clock }: QrScannerDriverOptions): QrScanner => {
  if (transport.kind === 'serial') {
    const { baudRate } = transport;
    const createPort = (path: string) => createSerialTransport({ path, baudRate, clock });
    return createQrScanner({
      createTransport: () =>
        'usb' in transport
          ? createUsbSerialTransport({ usb: transport.usb, createTransport: createPort })
          : createPort(transport.path),
      parser: new SerialScanParser(),
      clock,
    });
  }
  const { kind: _, ...device } = transport;
  return createQrScanner({
    createTransport: () =>
      createHidTransport({
        filter: { ...device, ...scannerUsage },
        featureReports: ({ vendorId }) => featureReportsFor(vendorId),
      }),
    parser: new HidPosParser(),
    clock,
  });
};
