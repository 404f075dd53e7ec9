import { v7 } from 'uuid';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { DeviceRegistry } from '../../../drivers/device/device-registry.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import { devicesAtWork } from '../devices/working-devices.ts';
import { createSealDocument } from '../kiosk-documents/seal-document.ts';
import type { Log } from '../log/core-log.ts';
import { createCollectLog } from '../remote-commands/collect-log.ts';
import { createOrdersAtRest } from '../remote-commands/orders-at-rest.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { readTrial } from '../settings/trial/settings-trial.ts';
import type { PlatformSide } from './platform-side.ts';

/** What is done at this kiosk, when nobody is served, because the centre commands it. */
export const createCommandSide = (options: {
  readonly dataFolder: string;
  readonly database: KioskDatabase;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly platform: Pick<PlatformSide, 'commands' | 'documents' | 'sync'>;
  readonly devices: Pick<DeviceRegistry, 'list'>;
  readonly restart: () => void;
  readonly log: Log;
}): ReturnType<typeof createOrdersAtRest> => {
  const { dataFolder, platform, log } = options;
  const { now } = options.platformTime;
  const seal = createSealDocument({
    sealingKey: platform.documents.sealingKey,
    now,
    newId: () => v7(),
  });
  return createOrdersAtRest({
    commands: platform.commands,
    collectLog: createCollectLog({ ...options, seal, now }),
    changeSettings: (command, changes) =>
      changeSettings(dataFolder, { command, changes, working: devicesAtWork(options.devices), now: now() }),
    onTrial: () => readTrial(dataFolder) !== null,
    wakeQueue: platform.sync.wake,
    restart: options.restart,
    log,
  });
};
