import { systemClock } from '../../drivers/device/clock.ts';
import type { SettingsFile } from '../../electron/core/settings/settings-schema.ts';
import { identityFiles, writeJson, writeKey } from '../../electron/sync/trust/identity-files.ts';
import { generateKioskKey } from '../../electron/sync/trust/kiosk-key.ts';
import { ensurePrivateFolder } from '../../electron/sync/trust/private-file.ts';

/** An identity as enrolling leaves it, for a kiosk whose platform is not there: it serves without a line. */
export const writeLonelyIdentity = (
  dataFolder: string,
  settings: Pick<SettingsFile, 'station' | 'platform'>,
): void => {
  const files = identityFiles(dataFolder);
  const key = generateKioskKey();
  const now = systemClock.now();
  ensurePrivateFolder(files.folder);
  writeKey(files.key, key, null);
  writeJson(files.enrolment, {
    schemaVersion: 1,
    kioskId: 'K-0123456789',
    keyId: key.keyId,
    keySince: now,
    stationCode: settings.station.code,
    enrolledAt: now,
    rootKey: settings.platform.rootKey,
    chains: [],
  });
};
