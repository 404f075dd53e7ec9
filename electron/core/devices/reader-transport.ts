import type { ReaderTransport } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import type { UsbIdentity } from '../../../drivers/transport/find-serial-port.ts';
import type { Settings } from '../settings/settings-schema.ts';

type ReaderSettings = Settings['devices']['idCardReader'];

const identityOf = (usb: NonNullable<ReaderSettings['usb']>): UsbIdentity => ({
  vendorId: Number.parseInt(usb.vendorId, 16),
  productId: Number.parseInt(usb.productId, 16),
  ...(usb.serialNumber === undefined ? {} : { serialNumber: usb.serialNumber }),
});

/** Where the ID-card reader hangs, from settings that their schema has passed. */
export const readerTransport = ({ transport, path, usb, baudRate }: ReaderSettings): ReaderTransport => {
  if (transport === 'hid' && usb) return { kind: 'hid', ...identityOf(usb) };
  if (usb) return { kind: 'serial', usb: identityOf(usb), baudRate };
  if (path !== undefined) return { kind: 'serial', path, baudRate };
  throw new Error('the settings name neither a path nor a USB device');
};
