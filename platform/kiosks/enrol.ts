import type { PlatformClock } from '../clock.ts';
import type { EnrolmentReply, EnrolmentRequest } from '../contract/kiosks.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { crockfordText } from './crockford-text.ts';
import { enrolmentCodeHash } from './enrolment-codes.ts';

const kioskIdCharacters = 10;

/** Wrong codes that one address may send in `failurePeriod` milliseconds. */
const allowedFailures = 10;
const failurePeriod = 600_000;

export interface EnrolmentContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly randomBytes: (length: number) => Uint8Array;
}

export type EnrolmentOutcome =
  | { readonly outcome: 'enrolled'; readonly reply: EnrolmentReply }
  /** `busy`: too many wrong codes from this address; the code was not looked at. */
  | {
      readonly outcome: 'refused';
      readonly reason: 'enrolment-code-invalid' | 'station-mismatch' | 'busy';
    };

const invalid: EnrolmentOutcome = { outcome: 'refused', reason: 'enrolment-code-invalid' };

/** A key that is a kiosk's already is not enrolled again: whose requests they are must never be in doubt. */
const isKnownKey = async (transaction: PlatformTransaction, keyId: string): Promise<boolean> =>
  (await transaction
    .selectFrom('kiosk_keys')
    .select('key_id')
    .where('key_id', '=', keyId)
    .executeTakeFirst()) !== undefined;

const enrolWithCode = (
  { database, clock, randomBytes }: EnrolmentContext,
  request: EnrolmentRequest,
  keyId: string,
): Promise<EnrolmentOutcome> =>
  database.transaction().execute(async (transaction) => {
    const now = new Date(clock.now());
    const codeHash = enrolmentCodeHash(request.code);
    const code = await transaction
      .selectFrom('enrolment_codes')
      .selectAll()
      .where('code_hash', '=', codeHash)
      .forUpdate()
      .executeTakeFirst();
    if (code === undefined) {
      return invalid;
    }
    if (code.station_code !== request.stationCode) {
      return { outcome: 'refused', reason: 'station-mismatch' };
    }
    if (code.kiosk_id !== null) {
      return code.key_id === keyId
        ? { outcome: 'enrolled', reply: { kioskId: code.kiosk_id, keyId } }
        : invalid;
    }
    if (code.expires_at <= now || (await isKnownKey(transaction, keyId))) {
      return invalid;
    }
    const kioskId = `K-${crockfordText(randomBytes(kioskIdCharacters))}`;
    await transaction
      .insertInto('kiosks')
      .values({
        kiosk_id: kioskId,
        station_code: code.station_code,
        app_version: request.appVersion,
        enrolled_at: now,
        revoked_at: null,
        revocation_reason: null,
      })
      .execute();
    await transaction
      .insertInto('kiosk_keys')
      .values({
        key_id: keyId,
        kiosk_id: kioskId,
        x: request.publicKey.x,
        y: request.publicKey.y,
        state: 'active',
        added_at: now,
        retired_at: null,
      })
      .execute();
    await transaction
      .updateTable('enrolment_codes')
      .set({ used_at: now, kiosk_id: kioskId, key_id: keyId })
      .where('code_hash', '=', codeHash)
      .execute();
    return { outcome: 'enrolled', reply: { kioskId, keyId } };
  });

const hasFailedTooOften = async (
  { database, clock }: EnrolmentContext,
  address: string,
): Promise<boolean> => {
  const { failures } = await database
    .selectFrom('enrolment_failures')
    .select(({ fn }) => fn.countAll<number>().as('failures'))
    .where('address', '=', address)
    .where('failed_at', '>', new Date(clock.now() - failurePeriod))
    .executeTakeFirstOrThrow();
  return failures >= allowedFailures;
};

/**
 * Makes a kiosk known by its one-time code. The same code from the same key again is answered with the first reply:
 * the answer may have been lost on the way.
 *
 * @param keyId thumbprint (RFC 7638) of the request's public key, with which the request was signed
 * @param address network address that the request came from; wrong codes are counted by it
 */
export const enrolKiosk = async (
  context: EnrolmentContext,
  request: EnrolmentRequest,
  { keyId, address }: { readonly keyId: string; readonly address: string },
): Promise<EnrolmentOutcome> => {
  if (await hasFailedTooOften(context, address)) {
    return { outcome: 'refused', reason: 'busy' };
  }
  const outcome = await enrolWithCode(context, request, keyId);
  if (outcome.outcome === 'refused') {
    await context.database
      .insertInto('enrolment_failures')
      .values({ address, failed_at: new Date(context.clock.now()) })
      .execute();
  }
  return outcome;
};

/** Forgets failures that no longer count. */
export const purgeEnrolmentFailures = async (
  database: PlatformDatabase,
  clock: PlatformClock,
): Promise<void> => {
  await database
    .deleteFrom('enrolment_failures')
    .where('failed_at', '<=', new Date(clock.now() - failurePeriod))
    .execute();
};
