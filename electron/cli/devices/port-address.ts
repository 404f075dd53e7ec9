import type { UsbIdentity } from '../../../drivers/transport/find-serial-port.ts';

/** What `--port` names. */
export type PortAddress =
  /** A serial port by its path. */
  | { readonly kind: 'serial'; readonly path: string }
  /** A serial port on USB, whatever its path is at the moment. */
  | ({ readonly kind: 'usb' } & UsbIdentity)
  /** A HID device; without numbers whichever fits. */
  | { readonly kind: 'hid'; readonly usb: UsbIdentity | null };

const usbPattern = /^(usb|hid):([0-9a-f]{4}):([0-9a-f]{4})(?::([\x21-\x7e]{1,126}))?$/i;

/**
 * Reads `--port`: `hid`, `hid:VVVV:PPPP[:SERIAL]` or `usb:VVVV:PPPP[:SERIAL]` (vendor and product in hexadecimal);
 * anything else is the path of a serial port. Null for what can be none of them.
 */
export const parsePortAddress = (text: string): PortAddress | null => {
  if (/^hid$/i.test(text)) return { kind: 'hid', usb: null };
  const [, kind = '', vendor = '', product = '', serialNumber] = usbPattern.exec(text) ?? [];
  if (kind === '') {
    return text === '' || text.includes('\0') || /^(usb|hid):/i.test(text)
      ? null
      : { kind: 'serial', path: text };
  }
  const usb: UsbIdentity = {
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    ...(serialNumber === undefined ? {} : { serialNumber }),
  };
  return kind.toLowerCase() === 'hid' ? { kind: 'hid', usb } : { kind: 'usb', ...usb };
};

/** Four hexadecimal digits. */
export const hexadecimal = (number: number): string => number.toString(16).padStart(4, '0');

const usbText = ({ vendorId, productId, serialNumber }: UsbIdentity): string =>
  [hexadecimal(vendorId), hexadecimal(productId), ...(serialNumber === undefined ? [] : [serialNumber])].join(
    ':',
  );

/** The opposite of `parsePortAddress`. */
export const formatPortAddress = (address: PortAddress): string => {
  switch (address.kind) {
    case 'serial':
      return address.path;
    case 'usb':
      return `usb:${usbText(address)}`;
    case 'hid':
      return address.usb === null ? 'hid' : `hid:${usbText(address.usb)}`;
  }
};
