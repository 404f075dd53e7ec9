import type { QrScannerDriverOptions } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { usbIdentityOf } from './usb-identity.ts';

type ScannerSettings = NonNullable<Settings['devices']['qrScanner']>;

/** Where the QR scanner hangs, from settings that their schema has passed. */
export const scannerTransport = ({
  transport,
  path,
  usb,
  baudRate,
}: ScannerSettings): QrScannerDriverOptions['transport'] => {
  if (transport === 'hid') return { kind: 'hid', ...(usb && usbIdentityOf(usb)) };
  if (usb) return { kind: 'serial', usb: usbIdentityOf(usb), baudRate };
  if (path !== undefined) return { kind: 'serial', path, baudRate };
  throw new Error('the settings name neither a path nor a USB device');
};
