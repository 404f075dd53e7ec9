import { arch, platform as systemName, release } from 'node:os';
import { v7 } from 'uuid';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { CoreStart } from '../../contract/supervision.ts';
import type { Synchronisation } from '../../sync/synchronisation.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import type { Typefaces } from '../certificates/rendering/typesetting/typeface.ts';
import { deviceAddresses } from '../diagnostics/devices/device-addresses.ts';
import { createDeviceHistory } from '../diagnostics/devices/device-history.ts';
import { diagnosedDevices } from '../diagnostics/devices/diagnosed-devices.ts';
import { createDiagnostics, type Diagnostics } from '../diagnostics/diagnostics.ts';
import { inspectSync } from '../diagnostics/inspect-sync.ts';
import { createKioskChecks } from '../diagnostics/kiosk-checks.ts';
import { createDeviceTests } from '../diagnostics/tests/device-tests.ts';
import { createSealDocument } from '../kiosk-documents/seal-document.ts';
import type { Log } from '../log/core-log.ts';
import { findSticks } from '../log-export/find-sticks.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { StorageService } from '../storage/storage-service.ts';
import type { KioskDevices } from './kiosk-devices.ts';

/** What a technician finds faults with, of this kiosk. */
export const createDiagnosticsSide = (options: {
  readonly settings: Settings;
  readonly start: Pick<CoreStart, 'appVersion' | 'dataFolder' | 'runtime'>;
  readonly database: KioskDatabase;
  readonly storage: StorageService;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly devices: KioskDevices;
  readonly sync: Synchronisation;
  readonly documents: Pick<TrustedDocuments, 'sealingKey'>;
  /** Fonts take a moment to load; null when they could not be. */
  readonly typefaces: Promise<Typefaces | null>;
  readonly clock: Clock;
  readonly log: Log;
}): Diagnostics => {
  const { settings, start, database, storage, identity, platformTime, devices, sync, clock } = options;
  const { registry, reader, printer, camera, scanner } = devices;
  const { now } = platformTime;
  const newId = () => v7();
  const history = createDeviceHistory({ registry, reader, scanner, now });
  const addresses = deviceAddresses(settings);
  return createDiagnostics({
    database,
    checks: createKioskChecks({
      dataFolder: start.dataFolder,
      settings,
      database,
      storage,
      registry,
      platformTime,
      sync,
      clock,
    }),
    deviceTests: createDeviceTests({
      reader,
      scanner,
      printer,
      camera,
      testPage: async () => {
        const typefaces = await options.typefaces;
        const facts = { stationCode: identity.stationCode, version: start.appVersion, at: now() };
        const { renderTestPage } = await import('../diagnostics/tests/test-page.ts');
        return typefaces && renderTestPage(typefaces, facts);
      },
      newId,
      clock,
    }),
    devices: () => diagnosedDevices({ registry, history, addresses }),
    devicesSince: history.since,
    inspectSync: () => inspectSync(sync.view(), database),
    sticks: () => findSticks(settings.maintenance.stickFolders),
    kiosk: {
      kioskId: identity.kioskId,
      stationCode: identity.stationCode,
      versions: {
        app: start.appVersion,
        electron: start.runtime.electron,
        node: process.versions.node,
        system: `${systemName()} ${release()} ${arch()}`,
      },
    },
    printer,
    typefaces: options.typefaces,
    seal: createSealDocument({ sealingKey: options.documents.sealingKey, now, newId }),
    wakeQueue: sync.wake,
    newId,
    now,
    log: options.log,
  });
};
