import { v7 } from 'uuid';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import { createIdentifyByCode } from '../identity/by-code/identify-by-code.ts';
import { lookForCode } from '../identity/by-code/look-for-code.ts';
import { createRedeemCode } from '../identity/by-code/redeem-code.ts';
import { createUsedCodes } from '../identity/by-code/used-codes.ts';
import type { Log } from '../log/core-log.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { VisitServices } from '../session/visit-services.ts';
import type { KioskDevices } from './kiosk-devices.ts';
import type { PlatformSide } from './platform-side.ts';

/** What the codes of the city's app need of the kiosk. */
export interface VisitCodeParts {
  readonly scanner: KioskDevices['scanner'];
  readonly platform: Pick<PlatformSide, 'client' | 'line' | 'documents'>;
  readonly platformTime: PlatformTime;
  readonly database: KioskDatabase;
  readonly journal: VisitJournal;
  readonly clock: Clock;
  readonly log: Log;
  readonly pseudonymOf: (idNumber: string) => string;
}

export interface VisitCodes extends Pick<VisitServices, 'lookForCode' | 'identifyByCode'> {
  /** A scanner is there and reads, and there is a key by which a code could be believed. */
  takesCodes(): boolean;
}

/** How residents are identified by the code of the city's app. */
export const createVisitCodes = (parts: VisitCodeParts): VisitCodes => {
  const { scanner, platform, platformTime, database, journal, clock, log, pseudonymOf } = parts;
  const { client, line, documents } = platform;
  const identityKeys = () => documents.keySet().identityKeys;
  const reads = (): boolean => {
    const status = scanner?.status();
    return status?.state === 'online' && status.reasons.length === 0;
  };
  return {
    takesCodes: () => reads() && identityKeys().length > 0,
    lookForCode: (listener) => (scanner ? lookForCode(scanner, listener, log) : () => undefined),
    identifyByCode: createIdentifyByCode({
      identityKeys,
      platformTime,
      take: createUsedCodes(database),
      redeem: createRedeemCode({ client, line, clock, newRedemptionId: () => v7() }),
      journal,
      log,
      pseudonymOf,
    }),
  };
};
