import { readdir, realpath } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { listUsbSerialPorts } from '../../../drivers/transport/find-serial-port.ts';
import { loadHidSupport } from '../../../drivers/transport/hid-support.ts';
import { type Place, placeId } from './place.ts';

/** A place that is there now; `detail`: a path or what the maker calls it. */
export interface FoundPlace {
  readonly place: Place;
  readonly detail: string;
}

export type ListPlaces = () => Promise<readonly FoundPlace[]>;

/** Folders in which the system keeps links to serial ports under names of its own (udev), besides those on USB. */
export const portFoldersVariable = 'YIZHAN_PORT_FOLDERS';

/** ipp-usb gives the first USB printer port 60000 and counts on (ipp-usb.conf, http-min-port). */
const usbPrinterPorts = [60_000, 60_001, 60_002, 60_003] as const;
const connectWithinMilliseconds = 500;

const hexadecimal = (value: number): string => value.toString(16).toLowerCase().padStart(4, '0');

const usbOf = (usb: {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
}) => ({
  vendorId: hexadecimal(usb.vendorId),
  productId: hexadecimal(usb.productId),
  ...(usb.serialNumber ? { serialNumber: usb.serialNumber } : {}),
});

const listUsbPorts: ListPlaces = async () =>
  (await listUsbSerialPorts()).map((port) => ({
    place: { kind: 'usb', usb: usbOf(port) },
    detail: port.path,
  }));

/** Ports of the board itself; what hangs on USB is listed by what it says of itself. */
const listBoardPorts: ListPlaces = async () => {
  const { SerialPort } = await import('serialport');
  return (await SerialPort.list())
    .filter(({ vendorId }) => vendorId === undefined)
    .map(({ path, manufacturer }) => ({ place: { kind: 'serial', path }, detail: manufacturer ?? path }));
};

const listHid: ListPlaces = async () => {
  const loaded = await loadHidSupport();
  if (!loaded.ok) return [];
  const devices = await loaded.support.devices();
  return devices.map((device) => ({
    place: { kind: 'hid', usb: usbOf(device) },
    detail:
      device.usagePage === undefined
        ? 'HID'
        : `HID ${hexadecimal(device.usagePage)}:${hexadecimal(device.usage ?? 0)}`,
  }));
};

const listLinks =
  (folders: readonly string[]): ListPlaces =>
  async () => {
    const found = await Promise.all(
      folders.map(async (folder) => {
        const names = await readdir(folder).catch(() => []);
        return Promise.all(
          names.map(async (name) => {
            const path = join(folder, name);
            // A link whose port is gone leads nowhere.
            const node = await realpath(path).catch(() => null);
            return node === null ? null : { place: { kind: 'serial', path } as const, detail: node };
          }),
        );
      }),
    );
    return found.flat().filter((place) => place !== null);
  };

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(connectWithinMilliseconds, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });

const listUsbPrinters: ListPlaces = async () => {
  const found = await Promise.all(usbPrinterPorts.map(async (port) => ((await listens(port)) ? port : null)));
  return found
    .filter((port) => port !== null)
    .map((port) => ({
      place: { kind: 'printer', uri: `ipp://localhost:${port}/ipp/print` },
      detail: 'ipp-usb',
    }));
};

/** The folders of links that the environment names, separated by colons. */
export const portFoldersOf = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  (environment[portFoldersVariable] ?? '').split(':').filter((folder) => folder !== '');

/**
 * Lists what is connected now: serial ports (of the board, on USB, under links of the system), HID devices, printers on USB.
 * Nothing is opened but a connection to ipp-usb. A system that cannot list one kind lists the others.
 */
export const createListPlaces = (folders: readonly string[]): ListPlaces => {
  const kinds = [listUsbPorts, listBoardPorts, listLinks(folders), listHid, listUsbPrinters];
  return async () => {
    // On a system without udev the serial port library cannot list; what the other ways find is still there.
    const lists = await Promise.allSettled(kinds.map((list) => list()));
    const byId = new Map<string, FoundPlace>();
    for (const list of lists) {
      if (list.status !== 'fulfilled') continue;
      for (const found of list.value) byId.set(placeId(found.place), found);
    }
    return [...byId.values()];
  };
};
