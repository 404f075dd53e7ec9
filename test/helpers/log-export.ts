import { join } from 'node:path';
import type { KioskDatabase } from '../../db/connection.ts';
import { exportLog, type LogExportOutcome } from '../../electron/core/log-export/export-log.ts';
import { generateKioskKey } from '../../electron/sync/trust/kiosk-key.ts';
import type { TestDatabase } from './database.ts';
import { folderAsStick } from './folder-as-stick.ts';

const key = generateKioskKey();
/** The id of the key that signs here. */
export const exportKeyId = key.keyId;

/** Appends entries as a day of work does. */
export const appendEntries = (database: TestDatabase, count: number): void =>
  database.commit(({ audit }) => {
    for (let number = 1; number <= count; number += 1) {
      audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action: 'test.entry', details: { number } });
    }
  });

/** Exports the log of a kiosk to a folder that plays the stick. */
export const exportTo = (
  database: TestDatabase,
  folder: string,
  changes: {
    readonly freeBytes?: number;
    readonly device?: number;
    readonly read?: KioskDatabase['read'];
    readonly revoked?: boolean;
  } = {},
): Promise<LogExportOutcome> =>
  exportLog({
    stick: {
      ...folderAsStick(folder),
      ...(changes.freeBytes === undefined ? {} : { freeBytes: changes.freeBytes }),
      ...(changes.device === undefined ? {} : { device: changes.device }),
    },
    database: { read: changes.read ?? database.current().read },
    dataFolder: join(database.folder, '.'),
    identity: {
      kioskId: 'kiosk-1',
      stationCode: 'QX-0007',
      signingKeys: () => (changes.revoked ? [] : [key]),
    },
    now: database.clock.now,
  });
