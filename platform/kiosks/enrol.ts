import type { PlatformClock } from '../clock.ts';
import type { EnrolmentRequest } from '../contract/kiosks.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { crockfordText } from './crockford-text.ts';
import { enrolmentCodeHash } from './enrolment-codes.ts';
import type { SlowDown } from './slow-down.ts';

const kioskIdCharacters = 10;

/**
 * Wrong codes in `failurePeriod` milliseconds after which one address is told to wait, and after which, whoever sent
 * them, each wrong one waits for its answer. A code has 100 random bits: this does not keep guessers from it, which the
 * bits do, but from the store. A right code is looked at always: whoever stands behind the same proxy as a guesser is
 * not locked out.
 */
const allowedFailures = 10;
const allowedFailuresOfAll = 100;
const failurePeriod = 600_000;

export interface EnrolmentContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly slowDown: SlowDown;
}

export type EnrolmentOutcome =
  | { readonly outcome: 'enrolled'; readonly kioskId: string }
  /** `busy`: the code is wrong, and too many wrong ones came. */
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
      return code.key_id === keyId ? { outcome: 'enrolled', kioskId: code.kiosk_id } : invalid;
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
    return { outcome: 'enrolled', kioskId };
  });

interface Failures {
  readonly ofAddress: number;
  readonly ofAll: number;
}

const recentFailures = async ({ database, clock }: EnrolmentContext, address: string): Promise<Failures> => {
  const { of_address, of_all } = await database
    .selectFrom('enrolment_failures')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('address', '=', address).as('of_address'),
      fn.countAll<number>().as('of_all'),
    ])
    .where('failed_at', '>', new Date(clock.now() - failurePeriod))
    .executeTakeFirstOrThrow();
  return { ofAddress: of_address, ofAll: of_all };
};

/** What a wrong code is answered: as it is, later, or not at all, by how many came before it. */
const answerWrongCode = async (context: EnrolmentContext, address: string): Promise<EnrolmentOutcome> => {
  const { ofAddress, ofAll } = await recentFailures(context, address);
  if (ofAddress >= allowedFailures) {
    return { outcome: 'refused', reason: 'busy' };
  }
  await context.database
    .insertInto('enrolment_failures')
    .values({ address, failed_at: new Date(context.clock.now()) })
    .execute();
  const isTold = ofAll < allowedFailuresOfAll || (await context.slowDown.wait()) === 'waited';
  return isTold ? invalid : { outcome: 'refused', reason: 'busy' };
};

/**
 * Makes a kiosk known by its one-time code. The same code from the same key again comes to the same kiosk:
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
  const outcome = await enrolWithCode(context, request, keyId);
  return outcome === invalid ? answerWrongCode(context, address) : outcome;
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
