import type { SettingsFile } from '../settings/settings-schema.ts';

/** Where a device can hang. Numbers of USB are four hexadecimal digits in lower case. */
export type Place =
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'usb' | 'hid'; readonly usb: UsbOfPlace }
  | { readonly kind: 'printer'; readonly uri: string };

export interface UsbOfPlace {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber?: string;
}

/** The id of a place, by which page and core name it to each other. */
export const placeId = (place: Place): string => {
  switch (place.kind) {
    case 'serial':
      return `serial:${place.path}`;
    case 'printer':
      return place.uri;
    default: {
      const { vendorId, productId, serialNumber } = place.usb;
      return [place.kind, vendorId, productId, ...(serialNumber === undefined ? [] : [serialNumber])].join(
        ':',
      );
    }
  }
};

const usbPattern = /^(usb|hid):([0-9a-f]{4}):([0-9a-f]{4})(?::(.{1,126}))?$/i;
const printerPattern = /^ipps?:\/\/[^\s]{1,200}$/;
const pathPattern = /^(?:serial:)?((?:\/[^\s\0]+)|(?:COM\d{1,3}))$/;

/** Reads what a technician typed, or what an id names: a path, `usb:…`, `hid:…`, `ipp://…`. Null where it is no place. */
export const readPlace = (text: string): Place | null => {
  const typed = text.trim();
  if (printerPattern.test(typed) && URL.canParse(typed)) return { kind: 'printer', uri: typed };
  const usb = usbPattern.exec(typed);
  if (usb) {
    const [, kind = '', vendorId = '', productId = '', serialNumber] = usb;
    return {
      kind: kind.toLowerCase() === 'hid' ? 'hid' : 'usb',
      usb: {
        vendorId: vendorId.toLowerCase(),
        productId: productId.toLowerCase(),
        ...(serialNumber === undefined ? {} : { serialNumber }),
      },
    };
  }
  const [, path] = pathPattern.exec(typed) ?? [];
  return path === undefined ? null : { kind: 'serial', path };
};

type DevicesFile = SettingsFile['devices'];

const lower = ({ vendorId, productId, serialNumber }: UsbOfPlace): UsbOfPlace => ({
  vendorId: vendorId.toLowerCase(),
  productId: productId.toLowerCase(),
  ...(serialNumber === undefined ? {} : { serialNumber }),
});

/** The place of a reader or a scanner of the settings; null for a HID scanner that is found because it is the only one. */
export const placeOfLine = (device: {
  readonly transport: 'serial' | 'hid';
  readonly path?: string | undefined;
  readonly usb?:
    | { readonly vendorId: string; readonly productId: string; readonly serialNumber?: string | undefined }
    | undefined;
}): Place | null => {
  const { transport, path, usb } = device;
  if (path !== undefined) return { kind: 'serial', path };
  if (usb === undefined) return null;
  const { vendorId, productId, serialNumber } = usb;
  return {
    kind: transport === 'hid' ? 'hid' : 'usb',
    usb: lower({ vendorId, productId, ...(serialNumber === undefined ? {} : { serialNumber }) }),
  };
};

/** What the settings say of a reader or a scanner at a place. A rate that was set before is kept. */
const lineSettings = (
  place: Exclude<Place, { kind: 'printer' }>,
): { readonly transport: 'serial' | 'hid'; readonly path?: string; readonly usb?: UsbOfPlace } => {
  switch (place.kind) {
    case 'serial':
      return { transport: 'serial', path: place.path };
    case 'usb':
      return { transport: 'serial', usb: place.usb };
    case 'hid':
      return { transport: 'hid', usb: place.usb };
  }
};

const without = <Value extends object>(
  value: Value | undefined,
  ...names: readonly string[]
): Partial<Value> =>
  Object.fromEntries(Object.entries(value ?? {}).filter(([name]) => !names.includes(name))) as Partial<Value>;

/** The ID-card reader of the settings, moved to a place; null where such a device cannot hang there. */
export const readerAt = (
  place: Place,
  before?: DevicesFile['idCardReader'],
): DevicesFile['idCardReader'] | null =>
  place.kind === 'printer'
    ? null
    : { ...without(before, 'transport', 'path', 'usb'), ...lineSettings(place) };

export const scannerAt = (
  place: Place,
  before?: DevicesFile['qrScanner'],
): NonNullable<DevicesFile['qrScanner']> | null =>
  place.kind === 'printer'
    ? null
    : { ...without(before, 'transport', 'path', 'usb'), ...lineSettings(place) };

/** A certificate that was pinned belongs to the printer before. */
export const printerAt = (place: Place): DevicesFile['printer'] | null =>
  place.kind === 'printer' ? { uri: place.uri } : null;
