import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../drivers/device/clock.ts';
import {
  createSimulatedIdCardReader,
  type SimulatedIdCardReader,
} from '../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import {
  createPrinterSimulator,
  type PrinterSimulator,
} from '../../drivers/simulator/printer/printer-simulator.ts';
import {
  createSimulatedQrScanner,
  type SimulatedQrScanner,
} from '../../drivers/simulator/qr-scanner/qr-scanner-simulator.ts';
import { createSerialLine, type SerialLine } from '../../drivers/simulator/serial-line/serial-line.ts';
import type { SettingsFile } from '../../electron/core/settings/settings-schema.ts';
import { type Platform, startPlatform } from '../../platform/server.ts';
import { enrolKiosk } from './enrol-kiosk.ts';
import { type NetworkLine, openNetworkLine } from './network-line.ts';
import type { StationOptions } from './station-api.ts';
import { registeredResidents } from './station-cards.ts';
import { defaultSettings } from './station-settings.ts';

const portOf = (url: string): number => Number(new URL(url).port);

/** Replaces the file at once: a kiosk that looks meanwhile finds the old settings or the new. */
const writeSettings = async (kioskFolder: string, settings: SettingsFile): Promise<void> => {
  const file = join(kioskFolder, 'settings.json');
  await writeFile(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`);
  await rename(`${file}.new`, file);
};

/** What a station is made of. */
export interface StationParts {
  readonly kioskFolder: string;
  readonly settings: SettingsFile;
  readonly platform: Platform;
  readonly network: NetworkLine;
  readonly serialLine: SerialLine;
  readonly reader: SimulatedIdCardReader;
  readonly scannerLine: SerialLine;
  readonly scanner: SimulatedQrScanner;
  readonly printer: PrinterSimulator | null;
}

/** How to end what is running, in the order in which it was started. */
export type Closers = (() => Promise<void> | void)[];

/** Starts the parts in the order in which they need each other; what is running is in `closers` even when one fails. */
export const startParts = async (options: StationOptions, closers: Closers): Promise<StationParts> => {
  const { folder } = options;
  const kioskFolder = join(folder, 'kiosk');
  await mkdir(kioskFolder, { recursive: true, mode: 0o700 });
  await mkdir(join(folder, 'dev'), { recursive: true });

  const platform = await startPlatform({
    store: options.platformStore === 'memory' ? 'memory' : { folder: join(folder, 'platform') },
    residents: registeredResidents,
    cityApp: true,
    ...(options.populationSize !== undefined && { populationSize: options.populationSize }),
    ...(options.platformContent !== undefined && { content: options.platformContent }),
  });
  closers.push(() => platform.close());
  const network = await openNetworkLine({ host: '127.0.0.1', port: portOf(platform.url) }, systemClock);
  closers.push(() => network.close());

  const serialLine = await createSerialLine(join(folder, 'dev', 'id-card-reader'));
  closers.push(() => serialLine.close());
  const reader = createSimulatedIdCardReader({
    stream: serialLine.stream,
    clock: systemClock,
    ...(options.readerTimings && { timings: options.readerTimings }),
  });
  closers.push(() => reader.close());
  const scannerLine = await createSerialLine(join(folder, 'dev', 'qr-scanner'));
  closers.push(() => scannerLine.close());
  const scanner = createSimulatedQrScanner({ stream: scannerLine.stream, clock: systemClock });
  closers.push(() => scanner.close());
  const printer =
    options.printer === 'simulated'
      ? await createPrinterSimulator({
          clock: systemClock,
          ...(options.printerConditions && { conditions: options.printerConditions }),
        })
      : null;
  if (printer) closers.push(() => printer.close());

  const printerUri = options.printer === 'simulated' ? printer?.uri : options.printer.uri;
  if (printerUri === undefined) throw new Error('a station needs a printer');
  const settings = {
    ...defaultSettings({
      platformUrl: `http://127.0.0.1:${network.port}`,
      rootKey: platform.rootKey,
      readerPath: serialLine.devicePath,
      scannerPath: scannerLine.devicePath,
      printerUri,
    }),
    ...options.settings,
  };
  await writeSettings(kioskFolder, settings);
  await enrolKiosk(kioskFolder, settings, platform);
  return { kioskFolder, settings, platform, network, serialLine, reader, scannerLine, scanner, printer };
};

/** Ends everything, last started first; a second call finds nothing left. */
export const closeAll = async (closers: Closers): Promise<void> => {
  for (const close of closers.splice(0).reverse()) await close();
};
