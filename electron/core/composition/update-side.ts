import { join } from 'node:path';
import { v7 } from 'uuid';
import type { KioskDatabase } from '../../../db/connection.ts';
import { migrations } from '../../../db/migrations/all.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { DeviceRegistry } from '../../../drivers/device/device-registry.ts';
import { releaseFolders } from '../../update/folders.ts';
import { readLauncherWord } from '../../update/launcher-word.ts';
import { createFolderSource } from '../../update/receive/folder-source.ts';
import { createHttpSource } from '../../update/receive/http-source.ts';
import { runReceiver } from '../../update/receive/run-receiver.ts';
import type { CoreStart } from '../../contract/supervision.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import { devicesAtWork } from '../devices/working-devices.ts';
import type { Log } from '../log/core-log.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { readTrial } from '../settings/trial/settings-trial.ts';
import { createUpdateRecord } from '../update/update-record.ts';
import { createUpdateService, type UpdateService } from '../update/update-service.ts';

/** Of a program as it is packed: its own Node, and what fetches releases under it. */
const nodeOfProgram = 'resources/node';
const receiverOfProgram = 'resources/app.asar.unpacked/dist/launcher/receiver.mjs';

/** How this kiosk comes by new versions of its program. */
export const createUpdateSide = (options: {
  readonly start: Pick<CoreStart, 'dataFolder' | 'appVersion'>;
  readonly settings: Pick<Settings, 'update'>;
  readonly database: KioskDatabase;
  readonly identity: Pick<KioskIdentity, 'kioskId'>;
  readonly platformTime: Pick<PlatformTime, 'now'>;
  readonly devices: Pick<DeviceRegistry, 'list'>;
  readonly nobodyIsServed: () => boolean;
  readonly endKiosk: () => void;
  readonly changed: () => void;
  readonly clock: Clock;
  readonly log: Log;
}): UpdateService => {
  const { start, settings, database, clock, log } = options;
  const word = readLauncherWord(process.env);
  const { update } = settings;

  /** Paper that is on its way out is waited for; what is unknown staff have to settle, and may take days. */
  const nothingIsPrinted = (): boolean => {
    const jobs = database.read(({ printJobs }) => printJobs.unsettled());
    return jobs.ok && jobs.value.every(({ state }) => state === 'unknown');
  };

  return createUpdateService({
    word,
    source: update ? { address: update.source, ring: update.ring } : null,
    taker: {
      kioskId: options.identity.kioskId,
      platform: process.platform === 'win32' ? 'win32' : 'linux',
      architecture: process.arch === 'arm64' ? 'arm64' : 'x64',
      databaseVersion: migrations.length,
    },
    appVersion: start.appVersion,
    folders: releaseFolders(start.dataFolder),
    dataFolder: start.dataFolder,
    record: createUpdateRecord(database, log),
    openSource: (source) =>
      source.kind === 'http' ? createHttpSource(source.address, clock) : createFolderSource(source.folder),
    receive: (order, onProgress) => {
      const program = order.runningProgram ?? '';
      const parts = { node: join(program, nodeOfProgram), entry: join(program, receiverOfProgram) };
      return runReceiver(parts, order, onProgress);
    },
    now: options.platformTime.now,
    isAtRest: () =>
      options.nobodyIsServed() && nothingIsPrinted() && readTrial(start.dataFolder)?.state !== 'tried',
    working: () => devicesAtWork(options.devices),
    endKiosk: options.endKiosk,
    newId: () => v7(),
    changed: options.changed,
    clock,
    log,
  });
};
