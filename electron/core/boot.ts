import { join } from 'node:path';
import { type OpenDatabaseOutcome, openDatabase } from '../../db/connection.ts';
import { type StorageFailure, toStorageFailure } from '../../db/storage-failure.ts';
import type { Clock } from '../../drivers/device/clock.ts';
import type { CoreStart } from '../contract/supervision.ts';
import type { OutOfServiceReason } from '../contract/view-snapshot.ts';
import { loadPseudonymSalt } from './identity/pseudonym.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import type { Log } from './log/core-log.ts';
import type { OutOfService } from './out-of-service.ts';
import { loadSettings } from './settings/load-settings.ts';

export const databaseFileName = 'kiosk.db';

type DatabaseFailure = Exclude<OpenDatabaseOutcome, { ok: true }>['reason'];

const reasonOfFailure: Readonly<Record<DatabaseFailure, OutOfServiceReason>> = {
  'folder-not-writable': 'data-folder-read-only',
  'database-from-the-future': 'database-from-the-future',
  'database-damaged': 'database-damaged',
  'disk-full': 'disk-full',
  'locked-by-another-process': 'locked-by-another-process',
};

export type BootOutcome =
  | { readonly ok: true; readonly kiosk: Kiosk }
  | ({ readonly ok: false } & OutOfService);

/** Tries to bring the kiosk up: data folder and database first, then the settings. The caller says and logs what is wrong. */
export const boot = (start: CoreStart, clock: Clock, log: Log): BootOutcome => {
  const opened = openDatabase({ file: join(start.dataFolder, databaseFileName), now: () => clock.now() });
  if (!opened.ok) {
    return { ok: false, reason: reasonOfFailure[opened.reason], detail: opened.detail };
  }
  const { database } = opened;
  const loaded = loadSettings(start.dataFolder);
  if (!loaded.ok) {
    database.close();
    return { ok: false, reason: loaded.reason, detail: loaded.problems.join('\n') };
  }
  const salt = readSalt(start.dataFolder);
  if (!salt.ok) {
    database.close();
    return { ok: false, reason: reasonOfFailure[salt.reason], detail: salt.detail };
  }
  const { settings } = loaded;
  return { ok: true, kiosk: createKiosk({ start, settings, database, salt: salt.value, clock, log }) };
};

const readSalt = (dataFolder: string): { readonly ok: true; readonly value: Uint8Array } | StorageFailure => {
  try {
    return { ok: true, value: loadPseudonymSalt(dataFolder) };
  } catch (error) {
    return toStorageFailure(error, dataFolder);
  }
};
