import { type OpenDatabaseOutcome, openDatabase } from '../../db/connection.ts';
import { databaseFileIn } from '../../db/data-folder.ts';
import {
  type StorageFailure,
  type StorageFailureReason,
  toStorageFailure,
} from '../../db/storage-failure.ts';
import { lookAtDisk } from '../../db/storage-watch/look-at-disk.ts';
import type { Clock } from '../../drivers/device/clock.ts';
import type { CoreStart } from '../contract/supervision.ts';
import type { OutOfServiceReason } from '../contract/problems.ts';
import { readKeptPlatformTime } from '../sync/synchronisation.ts';
import { type NoIdentityReason, openIdentity } from '../sync/trust/open-identity.ts';
import { createPlatformTime, type PlatformTime } from '../sync/trust/platform-time.ts';
import { loadPseudonymSalt } from './identity/pseudonym.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import type { Log } from './log/core-log.ts';
import type { OutOfService } from './out-of-service.ts';
import { loadSettings } from './settings/load-settings.ts';
import { isSetupUnfinished } from './setup/setup-state.ts';
import { openOrRecover } from './storage/open-or-recover.ts';
import type { RecordStart } from './storage/record-start.ts';
import type { RecoveryAttempts } from './storage/recovery-attempts.ts';
import type { RunStorageTask } from './storage/run-storage-task.ts';
import { createStorageService } from './storage/storage-service.ts';

type DatabaseFailure = Exclude<OpenDatabaseOutcome, { ok: true }>['reason'];

const reasonOfFailure: Readonly<Record<DatabaseFailure, OutOfServiceReason>> = {
  'folder-not-writable': 'data-folder-read-only',
  'database-from-the-future': 'database-from-the-future',
  'database-damaged': 'database-damaged',
  'disk-full': 'disk-full',
  'locked-by-another-process': 'locked-by-another-process',
};

const reasonOfNoIdentity = (reason: NoIdentityReason | StorageFailureReason): OutOfServiceReason => {
  switch (reason) {
    case 'not-enrolled':
    case 'kiosk-revoked':
    case 'identity-unusable':
      return reason;
    default:
      return reasonOfFailure[reason];
  }
};

export type BootOutcome =
  | { readonly ok: true; readonly kiosk: Kiosk }
  | ({ readonly ok: false } & OutOfService);

/**
 * Tries to bring the kiosk up: data folder and database first, then the settings. A damaged database is recovered in a
 * worker thread, which may take minutes; `tell` is called before, so that the screen says why it waits. The caller says
 * and logs what is wrong in the end.
 */
export const boot = async (
  start: CoreStart,
  {
    clock,
    log,
    run,
    attempts,
    recordStart,
    tell,
  }: {
    readonly clock: Clock;
    readonly log: Log;
    readonly run: RunStorageTask;
    /** Of recovering the database, since this process began. */
    readonly attempts: RecoveryAttempts;
    readonly recordStart: RecordStart;
    readonly tell: (state: OutOfService) => void;
  },
): Promise<BootOutcome> => {
  const file = databaseFileIn(start.dataFolder);
  // Rows are dated by the platform's clock, as far as it is known; what was known of it lies in the database itself.
  let platformTime: PlatformTime | null = null;
  const now = (): number => platformTime?.now() ?? clock.now();
  const opened = await openOrRecover({
    file,
    now,
    log,
    open: () => openDatabase({ file, now }),
    run,
    attempts,
    recovering: (detail) => tell({ reason: 'database-being-recovered', detail }),
  });
  if (!opened.ok) {
    return { ok: false, reason: reasonOfFailure[opened.reason], detail: opened.detail };
  }
  const { database } = opened;
  recordStart(database);
  const unfinished = isSetupUnfinished(database);
  const loaded = loadSettings(start.dataFolder);
  if (!loaded.ok) {
    database.close();
    if (loaded.reason === 'settings-invalid') {
      return { ok: false, reason: 'settings-invalid', detail: loaded.problems.join('\n') };
    }
    return { ok: false, reason: unfinished ? 'setup-unfinished' : 'not-set-up', detail: start.dataFolder };
  }
  if (unfinished) {
    database.close();
    return { ok: false, reason: 'setup-unfinished', detail: '' };
  }
  const salt = readSalt(start.dataFolder);
  if (!salt.ok) {
    database.close();
    return { ok: false, reason: reasonOfFailure[salt.reason], detail: salt.detail };
  }
  const { settings } = loaded;
  const identity = openIdentity({
    dataFolder: start.dataFolder,
    settings,
    environment: process.env,
    platformNow: now,
  });
  for (const note of identity.notes) log.warn('identity', { note });
  if (!identity.ok) {
    database.close();
    return { ok: false, reason: reasonOfNoIdentity(identity.reason), detail: identity.detail };
  }
  platformTime = createPlatformTime({
    clock,
    kept: readKeptPlatformTime(database),
    keySince: identity.identity.presentKey().since,
  });
  if (platformTime.basis() === 'local-clock-not-believed') {
    log.warn('clock-not-believed', {
      clock: new Date(clock.now()).toISOString(),
      takenInstead: new Date(platformTime.now()).toISOString(),
    });
  }
  const storage = createStorageService({
    database,
    clock,
    log,
    run,
    look: () => lookAtDisk(file),
    time: platformTime.now,
  });
  const kiosk = createKiosk({
    start,
    settings,
    database: storage.database,
    storage,
    identity: identity.identity,
    platformTime,
    salt: salt.value,
    clock,
    log,
  });
  return { ok: true, kiosk };
};

const readSalt = (dataFolder: string): { readonly ok: true; readonly value: Uint8Array } | StorageFailure => {
  try {
    return { ok: true, value: loadPseudonymSalt(dataFolder) };
  } catch (error) {
    return toStorageFailure(error, dataFolder);
  }
};
