import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { SealingKey } from '../../../platform/contract/api.ts';
import type { Log } from '../log/core-log.ts';
import type { FilingAvailability } from '../session/filing-types.ts';

/** What filing a reply needs of the kiosk. */
export interface ReplyFilingOptions {
  readonly database: Pick<UnitOfWork, 'transaction'>;
  /** Whether anything would be kept now (applications/file-application.ts). */
  readonly availability: () => FilingAvailability;
  readonly sealingKey: (now: number) => SealingKey | null;
  readonly platformTime: { now(): number };
  readonly stationCode: string;
  /** Makes a UUIDv7 (RFC 9562 §5.7). */
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
}
