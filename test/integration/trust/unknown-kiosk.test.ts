import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { boot } from '../../../electron/core/boot.ts';
import type { Kiosk } from '../../../electron/core/kiosk.ts';
import { createRecoveryAttempts } from '../../../electron/core/storage/recovery-attempts.ts';
import { runStorageTask } from '../../../electron/core/storage/run-storage-task.ts';
import { enrol } from '../../../electron/sync/trust/enrol.ts';
import { createHttpTransport } from '../../../electron/sync/trust/http-transport.ts';
import { silentLog } from '../../helpers/journal.ts';
import { writeLonelyIdentity } from '../../helpers/kiosk-identity.ts';
import { openTemporaryStation } from '../../helpers/station.ts';

/** The core of a kiosk in a data folder, as its process brings it up. */
const startCore = async (dataFolder: string): Promise<Kiosk> => {
  const booted = await boot(
    {
      dataFolder,
      appFolder: join(import.meta.dirname, '../../..'),
      runtime: { electron: 'none', chromium: 'none', developmentRuntime: false },
      appVersion: '0.1.0',
      formerEnd: 'none',
    },
    {
      clock: systemClock,
      log: silentLog,
      run: runStorageTask,
      attempts: createRecoveryAttempts(systemClock.monotonic),
      recordStart: () => undefined,
      tell: () => undefined,
    },
  );
  if (!booted.ok) throw new Error(`${booted.reason}: ${booted.detail}`);
  return booted.kiosk;
};

const reached = (kiosk: Kiosk, isSo: (screen: Kiosk) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (isSo(kiosk)) resolve();
    };
    kiosk.onChange(look);
    look();
  });

test('a kiosk that its platform does not know says so, takes nobody in, and serves again once it is enrolled anew', async () => {
  const { station, close } = await openTemporaryStation({ printer: { uri: 'ipp://127.0.0.1:9/ipp/print' } });
  onTestFinished(close);
  const { kioskFolder: dataFolder, settings } = station;
  writeLonelyIdentity(dataFolder, settings);
  const lost = await startCore(dataFolder);
  expect(lost.snapshot().visit.screen).toBe('attract');
  await reached(lost, (kiosk) => kiosk.snapshot().visit.screen === 'outOfService');
  expect(lost.snapshot().visit).toEqual({
    screen: 'outOfService',
    reason: 'kiosk-unknown',
    detail: 'K-0123456789, npx yizhan enrol --anew --code …',
  });
  expect(lost.act({ name: 'start' })).toEqual({ accepted: false, reason: 'not-now' });

  const transport = createHttpTransport({ clock: systemClock, timeoutMilliseconds: 20_000 });
  onTestFinished(transport.close);
  const stationCode = settings.station.code;
  const mustBootAgain = new Promise<void>((resolve) => lost.onMustBootAgain(resolve));
  const outcome = await enrol({
    dataFolder,
    stationCode,
    platform: { url: station.platform.url, rootKey: settings.platform.rootKey },
    code: await station.platform.createEnrolmentCode(stationCode),
    anew: true,
    appVersion: '0.1.0',
    wrapping: null,
    transport,
    clock: systemClock,
    randomBytes,
  });
  expect(outcome).toMatchObject({ outcome: 'enrolled' });
  await mustBootAgain;
  await lost.stop();

  const again = await startCore(dataFolder);
  onTestFinished(() => again.stop());
  await reached(again, (kiosk) => kiosk.snapshot().line === 'online');
  expect(again.snapshot().visit.screen).toBe('attract');
  expect(again.act({ name: 'start' })).toEqual({ accepted: true });
}, 90_000);
