import type { ReaderTransport } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import type { QrScannerDriverOptions } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import type { RequestOutcome } from '../command.ts';
import { dataFolderVariable, type PortDeviceAddress } from '../devices/configured-devices.ts';
import { readerTransport, scannerTransport } from '../devices/open-device.ts';
import type { PortAddress } from '../devices/port-address.ts';
import type { Options } from '../options.ts';

/** A card reader on its port. */
export interface ReaderOnPort {
  readonly port: PortAddress;
  readonly transport: ReaderTransport;
}

/** A scanner on its port. */
export interface ScannerOnPort {
  readonly port: PortAddress;
  readonly transport: QrScannerDriverOptions['transport'];
}

/** What to say where no device is named. */
export const nothingNamed = (option: '--port' | '--printer'): string =>
  `which one? Give ${option}, or the kiosk's data folder in ${dataFolderVariable}; "yizhan device list" shows what is connected`;

/** The device that `--port` and `--baud` name, or else the settings. */
const addressFrom = (
  { port, baud }: Options,
  configured: PortDeviceAddress | undefined,
): PortDeviceAddress | null => {
  if (port !== undefined) return { port, baudRate: baud ?? 'auto' };
  if (configured === undefined) return null;
  return baud === undefined ? configured : { ...configured, baudRate: baud };
};

/** The card reader that options or settings name. */
export const readerFrom = (
  options: Options,
  configured: PortDeviceAddress | undefined,
): RequestOutcome<ReaderOnPort> => {
  const address = addressFrom(options, configured);
  if (!address) return { ok: false, problem: nothingNamed('--port') };
  const transport = readerTransport(address);
  return transport
    ? { ok: true, request: { port: address.port, transport } }
    : { ok: false, problem: 'a card reader on HID is told by its numbers: --port hid:VENDOR:PRODUCT' };
};

/** The scanner that options or settings name. */
export const scannerFrom = (
  options: Options,
  configured: PortDeviceAddress | undefined,
): RequestOutcome<ScannerOnPort> => {
  const address = addressFrom(options, configured);
  if (!address) return { ok: false, problem: nothingNamed('--port') };
  return { ok: true, request: { port: address.port, transport: scannerTransport(address) } };
};
