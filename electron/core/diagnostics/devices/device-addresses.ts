import type { DeviceRole } from '../../../../drivers/device/device-status.ts';
import type { Settings } from '../../settings/settings-schema.ts';

const placeOf = (device: {
  readonly transport: 'serial' | 'hid';
  readonly path?: string | undefined;
  readonly usb?: { readonly vendorId: string; readonly productId: string } | undefined;
}): string => {
  const { transport, path, usb } = device;
  return `${transport} ${path ?? (usb ? `usb ${usb.vendorId}:${usb.productId}` : '')}`.trim();
};

/** Where each device hangs, as the settings say it. */
export const deviceAddresses = ({
  devices,
}: Pick<Settings, 'devices'>): Readonly<Record<DeviceRole, string>> => ({
  idCardReader: placeOf(devices.idCardReader),
  printer: devices.printer.uri,
  qrScanner: devices.qrScanner ? placeOf(devices.qrScanner) : '',
  camera: devices.camera?.label ?? '',
});
