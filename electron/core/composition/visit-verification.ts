import { join } from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { Log } from '../log/core-log.ts';
import { createRecordVerification } from '../verification/record-verification.ts';
import type { VerifyScannedCode } from '../verification/verification-types.ts';
import { createVerifyScannedCode } from '../verification/verify-scanned-code.ts';
import type { KioskDevices } from './kiosk-devices.ts';
import type { PlatformSide } from './platform-side.ts';

export interface VisitVerification {
  readonly verifyScannedCode: VerifyScannedCode;
  /** A scanner is there and reads. */
  takesCertificates(): boolean;
}

const templatesFolder = 'assets/templates';

/** The templates that the kiosk came with, by kind, as far as they can be read: they only lend their words here. */
const readBuiltInTemplates = async (appFolder: string, log: Log): Promise<ReadonlyMap<string, unknown>> => {
  const folder = join(appFolder, templatesFolder);
  const templates = new Map<string, unknown>();
  try {
    for (const file of await readdir(folder)) {
      if (!file.endsWith('.json')) continue;
      templates.set(file.slice(0, -'.json'.length), JSON.parse(await readFile(join(folder, file), 'utf8')));
    }
  } catch (error) {
    log.error('templates-unreadable', { error: String(error) });
  }
  return templates;
};

/** How certificates that are held to the scanner are verified at this kiosk. */
export const createVisitVerification = (parts: {
  readonly appFolder: string;
  readonly scanner: KioskDevices['scanner'];
  readonly platform: Pick<PlatformSide, 'line' | 'documents'>;
  readonly platformTime: PlatformTime;
  readonly database: KioskDatabase;
  readonly clock: Clock;
  readonly log: Log;
}): VisitVerification => {
  const { appFolder, scanner, platform, platformTime, database, clock, log } = parts;
  return {
    takesCertificates: () => {
      const status = scanner?.status();
      return status?.state === 'online' && status.reasons.length === 0;
    },
    verifyScannedCode: createVerifyScannedCode({
      ...platform,
      platformTime,
      clock,
      builtInTemplates: readBuiltInTemplates(appFolder, log),
      record: createRecordVerification(database),
      log,
    }),
  };
};
