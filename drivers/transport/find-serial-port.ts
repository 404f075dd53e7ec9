import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A USB device by what it says of itself; unlike the name of its port this stays when it is plugged in again. */
export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** As the device tells it; needed where several of one kind are plugged in. */
  readonly serialNumber?: string;
}

/** A serial port that hangs on USB. */
export interface UsbSerialPort {
  /** Device path, e.g. `/dev/ttyUSB0`. */
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
}

export type FindSerialPortOutcome =
  | { readonly ok: true; readonly path: string }
  /** `detail` names what was looked for and what was found, for the technician. */
  | { readonly ok: false; readonly reason: 'port-not-found' | 'several-match'; readonly detail: string };

/** Lists the serial ports of this machine that hang on USB. */
export type ListUsbSerialPorts = () => Promise<readonly UsbSerialPort[]>;

/** Text of a small file, or null where there is none. */
const textOf = async (file: string): Promise<string | null> => {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return null;
  }
};

/** Folders between a port and the USB device it belongs to: the interface and, with converters, the port of the converter. */
const stepsToUsbDevice = 4;

/** The USB device above a port in the device tree: the first folder that has `idVendor`. */
const usbDeviceAbove = async (folder: string): Promise<Omit<UsbSerialPort, 'path'> | null> => {
  for (let step = 0, at = folder; step < stepsToUsbDevice; step += 1, at = dirname(at)) {
    const [vendor, product] = await Promise.all([
      textOf(join(at, 'idVendor')),
      textOf(join(at, 'idProduct')),
    ]);
    if (vendor === null || product === null) continue;
    return {
      vendorId: Number.parseInt(vendor, 16),
      productId: Number.parseInt(product, 16),
      serialNumber: await textOf(join(at, 'serial')),
    };
  }
  return null;
};

/**
 * Lists the ports from sysfs (Linux, Documentation/ABI/testing/sysfs-bus-usb): `class/tty/<name>/device` leads into the
 * device tree. Needs neither udev nor another process, so that it can be asked four times a second.
 */
export const listPortsOfSysfs =
  (roots: { readonly sysfs: string; readonly dev: string }): ListUsbSerialPorts =>
  async () => {
    const terminals = join(roots.sysfs, 'class/tty');
    const names = await readdir(terminals).catch(() => []);
    const ports = await Promise.all(
      names.map(async (name): Promise<UsbSerialPort | null> => {
        // A virtual console has no device; one that is being unplugged has it no more.
        const device = await realpath(join(terminals, name, 'device')).catch(() => null);
        const usb = device === null ? null : await usbDeviceAbove(device);
        return usb && { path: join(roots.dev, name), ...usb };
      }),
    );
    return ports.filter((port) => port !== null);
  };

/** Lists the ports by the serial port library, on systems without sysfs. */
const listPortsOfLibrary: ListUsbSerialPorts = async () => {
  const { SerialPort } = await import('serialport');
  return (await SerialPort.list()).flatMap(({ path, vendorId, productId, serialNumber }) =>
    vendorId === undefined || productId === undefined
      ? []
      : [
          {
            path,
            vendorId: Number.parseInt(vendorId, 16),
            productId: Number.parseInt(productId, 16),
            serialNumber: serialNumber ?? null,
          },
        ],
  );
};

/** Lists the ports of this machine. */
export const listUsbSerialPorts: ListUsbSerialPorts =
  process.platform === 'linux' ? listPortsOfSysfs({ sysfs: '/sys', dev: '/dev' }) : listPortsOfLibrary;

const inWords = ({ vendorId, productId, serialNumber }: UsbIdentity): string => {
  const [vendor, product] = [vendorId, productId].map((id) => id.toString(16).toUpperCase().padStart(4, '0'));
  return `USB ${vendor}:${product}${serialNumber === undefined ? '' : ` serial number ${serialNumber}`}`;
};

/**
 * Finds the path that a USB serial port has now. A device with several ports matches several times, as do several devices
 * of one kind: then none is taken, because the wrong one would be driven.
 */
export const findSerialPort = async (
  wanted: UsbIdentity,
  list: ListUsbSerialPorts = listUsbSerialPorts,
): Promise<FindSerialPortOutcome> => {
  const fitting = (await list())
    .filter(
      (port) =>
        port.vendorId === wanted.vendorId &&
        port.productId === wanted.productId &&
        (wanted.serialNumber === undefined || port.serialNumber === wanted.serialNumber),
    )
    .map(({ path }) => path)
    .sort();
  const [path, ...others] = fitting;
  if (path === undefined) return { ok: false, reason: 'port-not-found', detail: inWords(wanted) };
  if (others.length > 0) {
    return { ok: false, reason: 'several-match', detail: `${inWords(wanted)}: ${fitting.join(', ')}` };
  }
  return { ok: true, path };
};
