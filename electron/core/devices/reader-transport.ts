import type { ReaderTransport } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { usbIdentityOf } from './usb-identity.ts';

type ReaderSettings = Settings['devices']['idCardReader'];

/** Where the ID-card reader hangs, from settings that their schema has passed. */
export const readerTransport = ({ transport, path, usb, baudRate }: ReaderSettings): ReaderTransport => {
  if (transport === 'hid' && usb) return { kind: 'hid', ...usbIdentityOf(usb) };
  if (usb) return { kind: 'serial', usb: usbIdentityOf(usb), baudRate };
  if (path !== undefined) return { kind: 'serial', path, baudRate };
  throw new Error('the settings name neither a path nor a USB device');
};
