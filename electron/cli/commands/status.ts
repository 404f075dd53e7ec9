import type { Device } from '../../../drivers/device/device.ts';
import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import { createPrinterDriver } from '../../../drivers/printer/printer-driver.ts';
import { defineCommand, type Report, type RequestOutcome } from '../command.ts';
import { awaitEvent } from '../devices/await-event.ts';
import type { ConfiguredDevices } from '../devices/configured-devices.ts';
import {
  type DeviceReading,
  deviceDocument,
  isWorking,
  readingLines,
  readingOf,
} from '../devices/device-reading.ts';
import { explainBusy } from '../devices/explain-busy.ts';
import { openCardReader, openScanner } from '../devices/open-device.ts';
import { formatPortAddress, type PortAddress } from '../devices/port-address.ts';
import { stopDevice } from '../devices/stop-device.ts';
import { exitCodes } from '../exit-code.ts';
import type { StatusDocument } from '../json-documents.ts';
import type { Options } from '../options.ts';
import { interruptedReport } from '../reports.ts';
import type { Surroundings } from '../surroundings.ts';
import type { FaultCode } from '../words/fault-words.ts';
import { nothingNamed, type ReaderOnPort, readerFrom, type ScannerOnPort, scannerFrom } from './requests.ts';

export interface StatusRequest {
  /** At least one of them. */
  readonly idCardReader?: ReaderOnPort;
  readonly qrScanner?: ScannerOnPort;
  readonly printer?: string;
  readonly timeoutMilliseconds: number;
}

export type StatusResult =
  | { readonly outcome: 'read'; readonly devices: readonly DeviceReading[] }
  | { readonly outcome: 'interrupted' };

const name = 'status';
/** A printer that is switched off is given up by its connection after 4 s, a silent reader after 6. */
const usualTimeoutMilliseconds = 12_000;

/** Asks one device until it has said how it is; null when interrupted. */
const ask = async <Code extends FaultCode>(
  device: Device<Code>,
  address: string,
  isKnown: (status: DeviceStatus<Code>) => boolean,
  { timeoutMilliseconds }: StatusRequest,
  surroundings: Surroundings,
): Promise<DeviceReading | null> => {
  const wait = await awaitEvent<DeviceStatus<Code>, Code>(
    device,
    surroundings,
    timeoutMilliseconds,
    (found) =>
      device.onStatus((status) => {
        if (isKnown(status)) found(status);
      }),
  );
  const status = wait.end === 'found' ? wait.found : device.status();
  await stopDevice(device, surroundings.clock);
  return wait.end === 'interrupted' ? null : readingOf(device.role, address, status);
};

/** What hangs on a port tries several rates before it is known not to answer; see `onLastingFault`. */
const isOnline = ({ state }: DeviceStatus<FaultCode>): boolean => state === 'online';
const hasBegun = ({ state }: DeviceStatus<FaultCode>): boolean => state !== 'starting';

/** Asks devices how they are, all at once. */
export const askDevices = async (
  request: StatusRequest,
  surroundings: Surroundings,
): Promise<StatusResult> => {
  const { clock } = surroundings;
  const { idCardReader, qrScanner, printer } = request;
  const askOnPort = async <Code extends FaultCode>(
    device: Device<Code>,
    port: PortAddress,
  ): Promise<DeviceReading | null> => {
    const reading = await ask(device, formatPortAddress(port), isOnline, request, surroundings);
    return reading && explainReading(reading, port);
  };
  const asked = await Promise.all([
    ...(idCardReader ? [askOnPort(openCardReader(idCardReader.transport, clock), idCardReader.port)] : []),
    ...(qrScanner ? [askOnPort(openScanner(qrScanner.transport, clock), qrScanner.port)] : []),
    ...(printer === undefined
      ? []
      : [ask(createPrinterDriver({ uri: printer, clock }), printer, hasBegun, request, surroundings)]),
  ]);
  const devices = asked.filter((reading) => reading !== null);
  return devices.length === asked.length ? { outcome: 'read', devices } : { outcome: 'interrupted' };
};

const explainReading = async (reading: DeviceReading, port: PortAddress): Promise<DeviceReading> => ({
  ...reading,
  reasons: await Promise.all(
    reading.reasons.map(async (reason) => {
      const { detail } = await explainBusy({ device: reading.device, ...reason }, port);
      return { ...reason, ...(detail === undefined ? {} : { detail }) };
    }),
  ),
});

const report = (result: StatusResult): Report => {
  if (result.outcome === 'interrupted') return interruptedReport(name);
  const { devices } = result;
  const ok = devices.every(isWorking);
  return {
    exitCode: ok ? exitCodes.ok : exitCodes.deviceFault,
    text: devices.flatMap((reading, index) => [...(index > 0 ? [''] : []), ...readingLines(reading)]),
    document: { command: name, ok, devices: devices.map(deviceDocument) } satisfies StatusDocument,
  };
};

type Devices = Omit<StatusRequest, 'timeoutMilliseconds'>;

const printerFrom = (printer: string | undefined): Devices => (printer === undefined ? {} : { printer });

/** Every device of the settings. */
const allOf = (options: Options, configured: ConfiguredDevices): RequestOutcome<Devices> => {
  const reader = configured.idCardReader && readerFrom(options, configured.idCardReader);
  const scanner = configured.qrScanner && scannerFrom(options, configured.qrScanner);
  if (reader?.ok === false) return reader;
  if (scanner?.ok === false) return scanner;
  return {
    ok: true,
    request: {
      ...(reader ? { idCardReader: reader.request } : {}),
      ...(scanner ? { qrScanner: scanner.request } : {}),
      ...printerFrom(configured.printer),
    },
  };
};

/** Every device of the settings; null where they name none. */
export const devicesOfSettings = (options: Options, configured: ConfiguredDevices): Devices | null => {
  const all = allOf(options, configured);
  return all.ok && Object.keys(all.request).length > 0 ? all.request : null;
};

/** The devices to ask: those that options name, and only where they name none, all of the settings. */
const chosen = (options: Options, configured: ConfiguredDevices): RequestOutcome<Devices> => {
  const { port, device, printer } = options;
  if (port === undefined && device === undefined) {
    return printer === undefined ? allOf(options, configured) : { ok: true, request: { printer } };
  }
  if (device === 'scanner') {
    const scanner = scannerFrom(options, configured.qrScanner);
    if (!scanner.ok) return scanner;
    return { ok: true, request: { qrScanner: scanner.request, ...printerFrom(printer) } };
  }
  const reader = readerFrom(options, configured.idCardReader);
  if (!reader.ok) return reader;
  return { ok: true, request: { idCardReader: reader.request, ...printerFrom(printer) } };
};

/** `status`: asks devices how they are. */
export const statusCommand = defineCommand<StatusRequest, StatusResult>({
  name,
  synopsis: '[--port PORT] [--device card-reader|scanner] [--baud RATE] [--printer URI]',
  summary: 'ask card reader, scanner and printer how they are',
  details: [
    'Without --port and --printer every device of the settings is asked. --device says what hangs on --port: a card reader unless given.',
    'A scanner says nothing of its own accord: one whose port can be opened counts as online.',
    `Waits for --timeout seconds, ${usualTimeoutMilliseconds / 1000} unless given.`,
  ],
  accepts: ['port', 'baud', 'device', 'printer', 'timeout'],
  positionals: [],
  request(options, _positionals, configured) {
    const devices = chosen(options, configured);
    if (!devices.ok) return devices;
    if (Object.keys(devices.request).length === 0) return { ok: false, problem: nothingNamed('--port') };
    return {
      ok: true,
      request: {
        ...devices.request,
        timeoutMilliseconds: options.timeoutMilliseconds ?? usualTimeoutMilliseconds,
      },
    };
  },
  run: askDevices,
  report,
});
