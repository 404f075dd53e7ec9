import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { migrations } from '../../../db/migrations/all.ts';
import { systemClock } from '../../../drivers/device/clock.ts';
import {
  createPrinterSimulator,
  type PrinterSimulator,
} from '../../../drivers/simulator/printer/printer-simulator.ts';
import { enrol } from '../../../electron/sync/trust/enrol.ts';
import { createHttpTransport } from '../../../electron/sync/trust/http-transport.ts';
import type { PublicJwk } from '../../../platform/contract/api.ts';
import { defaultSettings } from '../../../scripts/station/station-settings.ts';
import { type FaultLine, openFaultLine } from '../../helpers/fault-line.ts';

/** Impressions that have left the printer, by the name of their job, over all its lives. */
export type PrintedPages = ReadonlyMap<string, number>;

/** What stands around one kiosk whose core is killed: its data folder, its line, its printer. */
export interface StationUnderTest {
  readonly number: number;
  readonly kioskId: string;
  readonly dataFolder: string;
  readonly databaseFile: string;
  readonly line: FaultLine;
  readonly printer: PrinterSimulator;
  readonly printed: PrintedPages;
  /** Names of the jobs whose document has come to the printer. */
  readonly documents: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A kiosk's database as an earlier version left it, so that its first start migrates; 0 leaves none. */
const leaveEarlierVersion = (file: string, version: number): void => {
  if (version === 0) return;
  const connection = new BetterSqlite3(file);
  for (const migration of migrations.slice(0, version)) connection.exec(migration.sql);
  connection.pragma('application_id = 0x59495a48');
  connection.pragma(`user_version = ${version}`);
  connection.close();
};

/** Waits longest for an answer, milliseconds: long for loopback, short for one that never comes. */
const timeoutMilliseconds = 2_000;

export const openStation = async (options: {
  readonly folder: string;
  readonly number: number;
  readonly platform: {
    readonly url: string;
    readonly rootKey: PublicJwk;
    enrolmentCode(stationCode: string): Promise<string>;
  };
  readonly earlierVersion: number;
}): Promise<StationUnderTest> => {
  const { number, platform } = options;
  const dataFolder = join(options.folder, `kiosk-${number}`);
  mkdirSync(dataFolder, { mode: 0o700 });
  const databaseFile = join(dataFolder, 'kiosk.db');
  leaveEarlierVersion(databaseFile, options.earlierVersion);
  const line = await openFaultLine(platform.url, systemClock);
  const printer = await createPrinterSimulator({
    clock: systemClock,
    // The printer of every third kiosk wants a job for each certificate.
    conditions: { millisecondsPerPage: 3, sheetsInTray: 1_000_000, takesSeveralDocuments: number % 3 !== 0 },
  });
  const printed = new Map<string, number>();
  const documents = new Set<string>();
  const nameOf = (jobId: number): string => printer.jobs().find(({ id }) => id === jobId)?.name ?? '';
  printer.onEvent((event) => {
    if (event.type === 'document-received') documents.add(nameOf(event.jobId));
    if (event.type !== 'page-printed') return;
    const name = nameOf(event.jobId);
    printed.set(name, (printed.get(name) ?? 0) + 1);
  });

  const stationCode = `QX-${String(number).padStart(4, '0')}`;
  const settings = defaultSettings({
    platformUrl: line.url,
    rootKey: platform.rootKey,
    readerPath: '/nowhere',
    printerUri: printer.uri,
  });
  writeFileSync(
    join(dataFolder, 'settings.json'),
    JSON.stringify({
      ...settings,
      station: { ...settings.station, code: stationCode },
      platform: { ...settings.platform, timeoutMilliseconds },
    }),
  );
  const transport = createHttpTransport({ clock: systemClock, timeoutMilliseconds: 10_000 });
  const enrolled = await enrol({
    dataFolder,
    stationCode,
    platform,
    code: await platform.enrolmentCode(stationCode),
    appVersion: '0.1.0',
    wrapping: null,
    transport,
    clock: systemClock,
    randomBytes,
  });
  transport.close();
  if (enrolled.outcome !== 'enrolled') throw new Error(JSON.stringify(enrolled));

  return {
    number,
    kioskId: enrolled.kioskId,
    dataFolder,
    databaseFile,
    line,
    printer,
    printed,
    documents,
    close: async () => {
      await line.close();
      await printer.close();
    },
  };
};
