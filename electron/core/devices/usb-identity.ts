import type { UsbIdentity } from '../../../drivers/transport/find-serial-port.ts';
import type { Settings } from '../settings/settings-schema.ts';

type UsbSettings = NonNullable<Settings['devices']['idCardReader']['usb']>;

/** A USB device of the settings, which have its numbers in hexadecimal, as the drivers name it. */
export const usbIdentityOf = ({ vendorId, productId, serialNumber }: UsbSettings): UsbIdentity => ({
  vendorId: Number.parseInt(vendorId, 16),
  productId: Number.parseInt(productId, 16),
  ...(serialNumber === undefined ? {} : { serialNumber }),
});
