import { createHash } from 'node:crypto';
import type { PlatformClock } from '../clock.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { crockfordText } from './crockford-text.ts';

const groups = 4;
const groupCharacters = 5;

/** A code is good for a day, milliseconds. */
const codeLifetime = 86_400_000;

/** A one-time code for the technician. */
export interface EnrolmentCode {
  /** `XXXXX-XXXXX-XXXXX-XXXXX`, Crockford's base 32, 100 random bits. It is not kept. */
  readonly code: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** What is kept of a code. It has 100 random bits, so a plain hash cannot be turned round. */
export const enrolmentCodeHash = (code: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(code).digest());

/**
 * Makes an enrolment code for a station, and the station where it is new.
 * @param stationCode as in `stationCodeSchema`
 */
export const createEnrolmentCode = async (
  database: PlatformDatabase,
  stationCode: string,
  {
    clock,
    randomBytes,
  }: { readonly clock: PlatformClock; readonly randomBytes: (length: number) => Uint8Array },
): Promise<EnrolmentCode> => {
  const now = clock.now();
  const expiresAt = now + codeLifetime;
  const code = Array.from({ length: groups }, () => crockfordText(randomBytes(groupCharacters))).join('-');
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('stations')
      .values({ station_code: stationCode, created_at: new Date(now) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('enrolment_codes')
      .values({
        code_hash: enrolmentCodeHash(code),
        station_code: stationCode,
        created_at: new Date(now),
        expires_at: new Date(expiresAt),
        used_at: null,
        kiosk_id: null,
        key_id: null,
      })
      .execute();
  });
  return { code, expiresAt };
};
