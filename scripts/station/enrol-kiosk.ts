import { randomBytes } from 'node:crypto';
import { systemClock } from '../../drivers/device/clock.ts';
import type { SettingsFile } from '../../electron/core/settings/settings-schema.ts';
import { enrol } from '../../electron/sync/trust/enrol.ts';
import { createHttpTransport } from '../../electron/sync/trust/http-transport.ts';
import { loadIdentity } from '../../electron/sync/trust/load-identity.ts';
import type { Platform } from '../../platform/server.ts';

const timeoutMilliseconds = 20_000;

/**
 * Does what a technician does with a new kiosk: gets a code and enrols the data folder, unless the platform knows it
 * already. A platform that keeps nothing between starts is another one each time.
 * @throws Error when the platform does not take the kiosk
 */
export const enrolKiosk = async (
  dataFolder: string,
  settings: Pick<SettingsFile, 'station' | 'platform'>,
  platform: Pick<Platform, 'url' | 'createEnrolmentCode'>,
): Promise<void> => {
  const stationCode = settings.station.code;
  const { rootKey } = settings.platform;
  const found = loadIdentity({
    dataFolder,
    stationCode,
    rootKey,
    wrapping: null,
    platformNow: () => systemClock.now(),
  });
  if (found.outcome === 'enrolled') return;
  const transport = createHttpTransport({ clock: systemClock, timeoutMilliseconds });
  try {
    const outcome = await enrol({
      dataFolder,
      stationCode,
      // Not over the line of the station: it may be cut before the kiosk starts.
      platform: { url: platform.url, rootKey },
      code: await platform.createEnrolmentCode(stationCode),
      appVersion: 'demo',
      wrapping: null,
      transport,
      clock: systemClock,
      randomBytes,
    });
    if (outcome.outcome !== 'enrolled') {
      throw new Error(`the station's kiosk could not be enrolled: ${JSON.stringify(outcome)}`);
    }
  } finally {
    transport.close();
  }
};
