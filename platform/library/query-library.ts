import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { ProblemReason } from '../contract/api.ts';
import type { LibraryQuery, LibraryReply } from '../contract/library.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { certificatesOf, recordAccess } from './certificate-library.ts';
import { courseItem } from './course-item.ts';

/** What the certificate library needs of the platform. */
export interface LibraryContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
}

/** `unknown-item`: the service item for which materials are looked up is not in the library. */
export type LibraryRefusal =
  | Extract<ProblemReason, 'unknown-person' | 'person-data-differs' | 'assurance-level-too-low'>
  | 'unknown-item';

export type LibraryOutcome =
  | { readonly outcome: 'answered'; readonly reply: LibraryReply }
  | { readonly outcome: 'refused'; readonly reason: LibraryRefusal };

/** A QR code (1) does not open what a person holds. */
const lowestAssuranceLevel = 2;

/** Why the query is refused; undefined when it is answered. */
const refusalOf = async (
  transaction: PlatformTransaction,
  { holder, item, assuranceLevel }: LibraryQuery,
): Promise<LibraryRefusal | undefined> => {
  if (assuranceLevel < lowestAssuranceLevel) {
    return 'assurance-level-too-low';
  }
  if (item !== null && (await courseItem(transaction, item)) === undefined) {
    return 'unknown-item';
  }
  const known = await transaction
    .selectFrom('residents')
    .select(['name', 'sex'])
    .where('id_number', '=', holder.idNumber)
    .executeTakeFirst();
  if (known === undefined) {
    return 'unknown-person';
  }
  return known.name.normalize('NFC') === holder.name.normalize('NFC') && known.sex === holder.sex
    ? undefined
    : 'person-data-differs';
};

/**
 * Answers a kiosk's query for what a resident holds. The access is on the trail, durably, before anything is shown.
 *
 * @param kiosk who signed the query
 */
export const queryLibrary = (
  { database, clock }: LibraryContext,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  query: LibraryQuery,
): Promise<LibraryOutcome> =>
  database.transaction().execute(async (transaction) => {
    const reason = await refusalOf(transaction, query);
    if (reason !== undefined) {
      return { outcome: 'refused', reason };
    }
    const accessedAt = clock.now();
    const { idNumber } = query.holder;
    const certificates = await certificatesOf(transaction, idNumber, dayInChina(accessedAt));
    await recordAccess(transaction, {
      holderIdNumber: idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      purpose: query.purpose,
      item: query.item,
      consentedAt: query.consentedAt,
      accessedAt,
      kinds: [...new Set(certificates.map(({ kind }) => kind))],
    });
    return { outcome: 'answered', reply: { accessedAt, certificates } };
  });
