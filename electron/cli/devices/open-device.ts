import type { Clock } from '../../../drivers/device/clock.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import {
  createIdCardReaderDriver,
  type ReaderTransport,
} from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import type { QrScanner } from '../../../drivers/qr-scanner/qr-scanner.ts';
import {
  createQrScannerDriver,
  type QrScannerDriverOptions,
} from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import type { PortDeviceAddress } from './configured-devices.ts';

/** Rate of a serial scanner where none is given; those on USB take any. */
const usualScannerRate = 9600;

/** How the driver of a card reader names an address; null where it cannot: on HID a reader is told only by its numbers. */
export const readerTransport = ({ port, baudRate }: PortDeviceAddress): ReaderTransport | null => {
  switch (port.kind) {
    case 'serial':
      return { kind: 'serial', path: port.path, baudRate };
    case 'usb': {
      const { kind: _, ...usb } = port;
      return { kind: 'serial', usb, baudRate };
    }
    case 'hid':
      return port.usb && { kind: 'hid', ...port.usb };
  }
};

type ScannerTransport = QrScannerDriverOptions['transport'];

/** How the driver of a scanner names an address. */
export const scannerTransport = ({ port, baudRate }: PortDeviceAddress): ScannerTransport => {
  const rate = baudRate === 'auto' ? usualScannerRate : baudRate;
  switch (port.kind) {
    case 'serial':
      return { kind: 'serial', path: port.path, baudRate: rate };
    case 'usb': {
      const { kind: _, ...usb } = port;
      return { kind: 'serial', usb, baudRate: rate };
    }
    case 'hid':
      return { kind: 'hid', ...port.usb };
  }
};

/** The driver of a card reader. */
export const openCardReader = (transport: ReaderTransport, clock: Clock): IdCardReader =>
  createIdCardReaderDriver({ transport, clock });

/** The driver of a scanner. */
export const openScanner = (transport: ScannerTransport, clock: Clock): QrScanner =>
  createQrScannerDriver({ transport, clock });
