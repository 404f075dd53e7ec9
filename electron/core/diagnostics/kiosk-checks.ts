import { databaseFileIn, fileSize } from '../../../db/data-folder.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { DeviceRegistry } from '../../../drivers/device/device-registry.ts';
import type { StartView } from '../../contract/diagnostics/diagnostic-pages.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import type { Synchronisation } from '../../sync/synchronisation.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { StorageService, StorageState } from '../storage/storage-service.ts';
import { checkDataFolder, checkMemory, checkRestarts, readRestarts } from './checks/check-machine.ts';
import { checkPlatform } from './checks/check-platform.ts';
import { checkBackup, checkClock, checkIdentity, checkQueue, checkStarts } from './checks/check-records.ts';
import { finding } from './checks/finding.ts';

/** What a look at everything found; `at` in epoch milliseconds. */
export interface CheckRun {
  readonly at: number;
  readonly findings: readonly Finding[];
  /** Newest first. */
  readonly starts: readonly StartView[];
}

export interface KioskChecks {
  /** Looks at everything; takes as long as the platform's silence does at worst. */
  run(): Promise<CheckRun>;
  /** The last look; null before the first. */
  last(): CheckRun | null;
}

const startsShown = 12;
const thirtyDays = 30 * 86_400_000;

const databaseFinding = ({ integrity }: Pick<StorageState, 'integrity'>, bytes: number): Finding => {
  const found = finding('database');
  const detail = `${Math.round(bytes / 100_000) / 10} MB`;
  switch (integrity) {
    case 'whole':
      return found('good', 'database-whole', detail);
    case 'damaged':
      return found('bad', 'database-not-whole', detail);
    case 'not-checked':
      return found('warning', 'database-not-checked', detail);
  }
};

/** How each device is. */
export const deviceFindings = (registry: Pick<DeviceRegistry, 'list'>): readonly Finding[] =>
  registry.list().map(({ role, status: { state, reasons } }) => {
    const found = finding('device');
    const codes = reasons.map(({ code, detail }) => (detail ? `${code} (${detail})` : code)).join(', ');
    const detail = codes === '' ? role : `${role}: ${codes}`;
    const works = state === 'online' || state === 'deviceBusy';
    if (!works || reasons.some(({ severity }) => severity === 'error'))
      return found('bad', 'device-faulty', detail);
    return found(reasons.length > 0 ? 'warning' : 'good', 'device-answers', detail);
  });

/** The checks of `yizhan doctor`, done by the kiosk on itself. */
export const createKioskChecks = (options: {
  readonly dataFolder: string;
  readonly settings: Pick<Settings, 'platform'>;
  readonly database: Pick<UnitOfWork, 'read'>;
  readonly storage: Pick<StorageService, 'state' | 'checkNow'>;
  readonly registry: Pick<DeviceRegistry, 'list'>;
  readonly platformTime: Pick<PlatformTime, 'basis'>;
  readonly sync: Pick<Synchronisation, 'view'>;
  readonly clock: Clock;
}): KioskChecks => {
  const { dataFolder, database, storage, clock } = options;
  let last: CheckRun | null = null;

  const startsOf = (now: number): readonly StartView[] => {
    const kiosk = database.read(({ activity }) => activity.startsSince(now - thirtyDays));
    const starts: StartView[] = (kiosk.ok ? kiosk.value : []).map(({ time, reason }) => ({
      at: time,
      part: 'kiosk',
      reason: reason ?? '',
    }));
    const restarts: StartView[] = readRestarts(dataFolder).map(({ time, part, reason }) => ({
      at: Date.parse(time),
      part,
      reason,
    }));
    return [...starts, ...restarts].sort((one, other) => other.at - one.at).slice(0, startsShown);
  };

  return {
    last: () => last,
    run: async () => {
      const [platform] = await Promise.all([
        checkPlatform(options.settings.platform, clock),
        storage.checkNow(),
      ]);
      const now = clock.now();
      const { pending, oldestPendingAt, refused, uploading } = options.sync.view();
      const chunks = uploading === null ? 0 : uploading.total - uploading.done;
      const cuts = database.read((unit) => checkStarts(unit, now));
      last = {
        at: now,
        findings: [
          finding('settings')('good', 'settings-read'),
          checkDataFolder(dataFolder),
          databaseFinding(storage.state(), fileSize(databaseFileIn(dataFolder))),
          checkBackup(dataFolder, now),
          checkClock(options.platformTime.basis(), now),
          checkIdentity(dataFolder),
          ...deviceFindings(options.registry),
          ...platform,
          checkQueue({ pending, oldestPendingAt, refused, chunks }, now),
          checkMemory(),
          checkRestarts(dataFolder, now),
          ...(cuts.ok ? [cuts.value] : []),
        ],
        starts: startsOf(now),
      };
      return last;
    },
  };
};
