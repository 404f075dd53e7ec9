import { randomBytes } from 'node:crypto';
import { arch, platform as systemName, release } from 'node:os';
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
import type { CoreStart } from '../../contract/supervision.ts';
import type { Log } from '../log/core-log.ts';
import { createRemoteCommands } from '../remote-commands/remote-commands.ts';
import type { ServiceClosing } from '../staff-mode/service-closing.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { StorageService } from '../storage/storage-service.ts';

/** As the report takes it: name, release, architecture. */
const system = `${systemName()} ${release()} ${arch()}`.slice(0, 80);

/** Characters of a supply's name that the report takes; some printers tell part numbers and places beside it. */
const longestSupplyName = 80;

/** Everything between this kiosk and the platform: signed exchange, line, documents, queue. Not yet started. */
export const createPlatformSide = (options: {
  readonly settings: Settings;
  readonly start: Pick<CoreStart, 'appVersion' | 'runtime' | 'formerEnd'>;
  readonly database: KioskDatabase;
  readonly storage: StorageService;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly templateCheck: ContentCheck;
  readonly devices: Pick<DeviceRegistry, 'list'>;
  readonly closing: ServiceClosing;
  readonly update: () => NonNullable<HealthReport['update']>;
  readonly clock: Clock;
  readonly log: Log;
}) => {
  const { settings, database, storage, identity, platformTime, closing, clock, log } = options;
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
  const closingHealth = (): HealthReport['closing'] => {
    const closed = closing.current();
    return closed && { by: closed.by, since: closed.since, reopensAt: closed.reopensAt };
  };
  const commands = createRemoteCommands({
    store: database,
    kioskId: identity.kioskId,
    answerKeys: () => documents.keySet().answerKeys,
    closing: closing.byCentre,
    now: platformTime.now,
    log,
  });
  const { appVersion, runtime, formerEnd } = options.start;
  const startedAt = clock.monotonic();
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
      appVersion,
      versions: { electron: runtime.electron, node: process.versions.node, system },
      lastStart: {
        at: Math.max(0, Math.round(platformTime.now() - (clock.monotonic() - startedAt))),
        after: formerEnd,
      },
      devices: options.devices.list().map(({ role, status }) => ({
        role,
        state: status.state,
        reasons: status.reasons.map(({ code, severity, actor }) => ({ code, severity, actor })),
        supplies: (status.supplies ?? []).map(({ name, kind, percent, state }) => ({
          name: name.slice(0, longestSupplyName),
          kind,
          percent,
          state,
        })),
      })),
      auditHead: auditHead(),
      database: databaseHealth(),
      closing: closingHealth(),
      update: options.update(),
    }),
    commands,
  });
  return {
    client,
    line,
    documents,
    commands,
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
