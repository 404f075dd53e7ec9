import { realpath } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { DeviceRole } from '../../../drivers/device/device-status.ts';
import { scannerUsage } from '../../../drivers/qr-scanner/hid-pos-report.ts';
import { listUsbSerialPorts, type UsbIdentity } from '../../../drivers/transport/find-serial-port.ts';
import { type HidDeviceInfo, loadHidSupport } from '../../../drivers/transport/hid-support.ts';
import { defineCommand, type Report } from '../command.ts';
import { onAbort } from '../devices/await-event.ts';
import type { ConfiguredDevices } from '../devices/configured-devices.ts';
import { formatPortAddress, hexadecimal, type PortAddress } from '../devices/port-address.ts';
import { exitCodes } from '../exit-code.ts';
import type { HidListing, ListDocument, SerialPortListing } from '../json-documents.ts';
import { interruptedReport } from '../reports.ts';
import type { Surroundings } from '../surroundings.ts';
import { columns } from '../text/columns.ts';
import { roleWords } from '../words/device-words.ts';
import { inBoth } from '../words/words.ts';

export interface ListRequest {
  readonly configured: ConfiguredDevices;
}

/** What is connected, and what the settings name. */
export interface Connected {
  readonly serialPorts: readonly SerialPortListing[];
  readonly hidDevices: readonly HidListing[];
  readonly configured: readonly { readonly device: DeviceRole; readonly address: string }[];
  readonly notes: readonly string[];
}

export type ListResult = ({ readonly outcome: 'listed' } & Connected) | { readonly outcome: 'interrupted' };

const name = 'list';

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Listing<Listed> {
  readonly listed: readonly Listed[];
  readonly notes: readonly string[];
}

/** The path of the device node, also where a link as those of /dev/serial/by-id was given. */
const deviceNode = (path: string): Promise<string> => realpath(path).catch(() => path);

const isSameDevice = (wanted: UsbIdentity, found: UsbIdentity): boolean =>
  wanted.vendorId === found.vendorId &&
  wanted.productId === found.productId &&
  (wanted.serialNumber === undefined || wanted.serialNumber === found.serialNumber);

/** Whether an address of the settings means a serial port. */
const meansPort = async (address: PortAddress | undefined, found: SerialPortListing): Promise<boolean> => {
  switch (address?.kind) {
    case 'serial':
      return (await deviceNode(address.path)) === (await deviceNode(found.path));
    case 'usb':
      return isSameDevice(address, {
        vendorId: Number.parseInt(found.vendorId ?? '', 16),
        productId: Number.parseInt(found.productId ?? '', 16),
        ...(found.serialNumber === undefined ? {} : { serialNumber: found.serialNumber }),
      });
    default:
      return false;
  }
};

type FoundPort = Pick<
  Awaited<ReturnType<typeof SerialPort.list>>[number],
  'path' | 'manufacturer' | 'vendorId' | 'productId' | 'serialNumber'
>;

const findSerialPorts = async (): Promise<Listing<FoundPort>> => {
  try {
    return { listed: await SerialPort.list(), notes: [] };
  } catch (error) {
    // On Linux it asks udevadm, which small systems lack.
    const onUsb = await listUsbSerialPorts().catch(() => []);
    return {
      listed: onUsb.map(({ path, vendorId, productId, serialNumber }) => ({
        path,
        manufacturer: undefined,
        vendorId: hexadecimal(vendorId),
        productId: hexadecimal(productId),
        serialNumber: serialNumber ?? undefined,
      })),
      notes: [`only serial ports on USB are listed, because listing all failed: ${textOf(error)}`],
    };
  }
};

const listSerialPorts = async (configured: ConfiguredDevices): Promise<Listing<SerialPortListing>> => {
  const { listed, notes } = await findSerialPorts();
  const ports = listed.map(async (port): Promise<SerialPortListing> => {
    const listing = {
      path: port.path,
      ...(port.vendorId ? { vendorId: port.vendorId.toLowerCase() } : {}),
      ...(port.productId ? { productId: port.productId.toLowerCase() } : {}),
      ...(port.serialNumber ? { serialNumber: port.serialNumber } : {}),
      ...(port.manufacturer ? { manufacturer: port.manufacturer } : {}),
    };
    if (await meansPort(configured.idCardReader?.port, listing))
      return { ...listing, usedAs: 'idCardReader' };
    if (await meansPort(configured.qrScanner?.port, listing)) return { ...listing, usedAs: 'qrScanner' };
    return listing;
  });
  return { listed: await Promise.all(ports), notes };
};

const hidListing = (
  { vendorId, productId, serialNumber, usagePage, usage }: HidDeviceInfo,
  { idCardReader }: ConfiguredDevices,
): HidListing => {
  const usb: UsbIdentity = { vendorId, productId, ...(serialNumber ? { serialNumber } : {}) };
  const wanted = idCardReader?.port.kind === 'hid' ? idCardReader.port.usb : null;
  const isScanner = usagePage === scannerUsage.usagePage && usage === scannerUsage.usage;
  return {
    port: formatPortAddress({ kind: 'hid', usb }),
    vendorId: hexadecimal(vendorId),
    productId: hexadecimal(productId),
    ...(serialNumber ? { serialNumber } : {}),
    ...(usagePage === undefined || usage === undefined
      ? {}
      : { usage: `${hexadecimal(usagePage)}:${hexadecimal(usage)}` }),
    ...(isScanner ? { looksLike: 'qrScanner' as const } : {}),
    ...(wanted && isSameDevice(wanted, usb) ? { looksLike: 'idCardReader' as const } : {}),
  };
};

const listHidDevices = async (configured: ConfiguredDevices): Promise<Listing<HidListing>> => {
  const loaded = await loadHidSupport();
  if (!loaded.ok) return { listed: [], notes: [`HID devices cannot be listed: ${loaded.detail}`] };
  try {
    const devices = await loaded.support.devices();
    return {
      notes: [],
      listed: devices.map((device) => hidListing(device, configured)),
    };
  } catch (error) {
    return { listed: [], notes: [`HID devices cannot be listed: ${textOf(error)}`] };
  }
};

const configuredList = ({ idCardReader, qrScanner, printer }: ConfiguredDevices): Connected['configured'] => [
  ...(idCardReader
    ? [{ device: 'idCardReader' as const, address: formatPortAddress(idCardReader.port) }]
    : []),
  ...(qrScanner ? [{ device: 'qrScanner' as const, address: formatPortAddress(qrScanner.port) }] : []),
  ...(printer === undefined ? [] : [{ device: 'printer' as const, address: printer }]),
];

const listAll = async ({ configured }: ListRequest): Promise<ListResult> => {
  const [serial, hid] = await Promise.all([listSerialPorts(configured), listHidDevices(configured)]);
  return {
    outcome: 'listed',
    serialPorts: serial.listed,
    hidDevices: hid.listed,
    configured: configuredList(configured),
    notes: [...serial.notes, ...hid.notes],
  };
};

/** A system that does not answer must not keep the command from ending. */
const run = (request: ListRequest, { interrupted }: Surroundings): Promise<ListResult> =>
  new Promise((resolve, reject) => {
    onAbort(interrupted, () => resolve({ outcome: 'interrupted' }));
    listAll(request).then(resolve, reject);
  });

const usbText = ({ vendorId, productId }: SerialPortListing | HidListing): string =>
  vendorId === undefined || productId === undefined ? '' : `${vendorId}:${productId}`;

const section = (title: string, rows: readonly (readonly string[])[]): string[] => [
  title,
  ...(rows.length > 0 ? columns(rows, '  ') : ['  none · 没有']),
];

const roleText = (role: DeviceRole | undefined): string =>
  role === undefined ? '' : inBoth(roleWords[role]);

const reportOf = ({ serialPorts, hidDevices, configured, notes }: Connected): Report => ({
  exitCode: exitCodes.ok,
  text: [
    ...section(
      'serial ports · 串口',
      serialPorts.map((port) => [
        port.path,
        usbText(port),
        port.manufacturer ?? '',
        port.serialNumber ?? '',
        roleText(port.usedAs),
      ]),
    ),
    ...section(
      'HID devices · HID 设备',
      hidDevices.map((device) => [device.port, device.usage ?? '', roleText(device.looksLike)]),
    ),
    ...section(
      'settings · 设置',
      configured.map(({ device, address }) => [inBoth(roleWords[device]), address]),
    ),
  ],
  complaint: notes.map((note) => `note: ${note}`),
  document: { command: name, ok: true, serialPorts, hidDevices, configured, notes } satisfies ListDocument,
});

const report = (result: ListResult): Report =>
  result.outcome === 'listed' ? reportOf(result) : interruptedReport(name);

/** `list`: what is connected to this machine. */
export const listCommand = defineCommand<ListRequest, ListResult>({
  name,
  synopsis: '',
  summary: 'list serial ports, HID devices and what the settings name',
  details: [
    'No device is opened. Printers on the network are not looked for: give their address with --printer.',
  ],
  accepts: [],
  positionals: [],
  request: (_options, _positionals, configured) => ({ ok: true, request: { configured } }),
  run,
  report,
});
