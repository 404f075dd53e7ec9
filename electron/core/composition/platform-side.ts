import { randomBytes } from 'node:crypto';
import type { KioskDatabase } from '../../../db/connection.ts';
import { fileSize } from '../../../db/data-folder.ts';
import { emptyHead } from '../../../db/audit-chain.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { DeviceRegistry } from '../../../drivers/device/device-registry.ts';
import type { HealthReport } from '../../../platform/contract/kiosks.ts';
import type { ContentCheck } from '../../sync/feed/ports.ts';
import { createLineMonitor } from '../../sync/line-monitor.ts';
import { createSynchronisation } from '../../sync/synchronisation.ts';
import { createTrustedDocuments } from '../../sync/trusted-documents.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import { createPlatformLink } from '../../sync/trust/platform-link.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { Log } from '../log/core-log.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { StorageService } from '../storage/storage-service.ts';

/** Everything between this kiosk and the platform: signed exchange, line, documents, queue. Not yet started. */
export const createPlatformSide = (options: {
  readonly settings: Settings;
  readonly appVersion: string;
  readonly database: KioskDatabase;
  readonly storage: StorageService;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly templateCheck: ContentCheck;
  readonly devices: Pick<DeviceRegistry, 'list'>;
  readonly clock: Clock;
  readonly log: Log;
}) => {
  const { settings, database, storage, identity, platformTime, clock, log } = options;
  const link = createPlatformLink({
    platform: settings.platform,
    signer: identity,
    platformTime,
    clock,
    randomBytes,
  });
  const { client } = link;
  const line = createLineMonitor({ client, clock });
  const documents = createTrustedDocuments({
    store: database,
    client,
    keySet: link.keySet,
    kioskId: identity.kioskId,
    templateCheck: options.templateCheck,
    log,
  });
  const auditHead = () => {
    const head = database.read(({ audit }) => audit.head());
    return head.ok ? head.value : emptyHead;
  };
  const databaseHealth = (): HealthReport['database'] => {
    const { lastBackupAt, notices } = storage.state();
    return { bytes: fileSize(database.file), lastBackupAt, notices: [...notices] };
  };
  const sync = createSynchronisation({
    store: database,
    client,
    documents,
    identity,
    platformTime,
    line,
    clock,
    random: Math.random,
    log,
    health: () => ({
      appVersion: options.appVersion,
      devices: options.devices.list().map(({ role, status }) => ({
        role,
        state: status.state,
        reasons: status.reasons.map(({ code }) => code),
      })),
      auditHead: auditHead(),
      database: databaseHealth(),
    }),
  });
  return {
    client,
    line,
    documents,
    sync,
    start: (): void => void documents.restore().then(sync.start),
    stop: async (): Promise<void> => {
      const stopped = sync.stop();
      // What is on its way ends now, not at its time-out.
      link.close();
      await stopped;
    },
  };
};
export type PlatformSide = ReturnType<typeof createPlatformSide>;
