import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { LibraryQuery, LibraryReply } from '../contract/library.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { certificatesOf, recordAccess } from './certificate-library.ts';
import { courseItem } from './course-item.ts';
import { type HolderRefusal, holderRefusal } from './known-holder.ts';

/** What the certificate library needs of the platform. */
export interface LibraryContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
}

/** `unknown-item`: the service item for which materials are looked up is not in the library. */
export type LibraryRefusal = HolderRefusal | 'unknown-item';

export type LibraryOutcome =
  | { readonly outcome: 'answered'; readonly reply: LibraryReply }
  | { readonly outcome: 'refused'; readonly reason: LibraryRefusal };

/** Why the query is refused; undefined when it is answered. */
const refusalOf = async (
  transaction: PlatformTransaction,
  query: LibraryQuery,
): Promise<LibraryRefusal | undefined> => {
  const { item } = query;
  const isUnknown = item !== null && (await courseItem(transaction, item)) === undefined;
  const refused = await holderRefusal(transaction, query);
  if (refused === 'assurance-level-too-low') {
    return refused;
  }
  return isUnknown ? 'unknown-item' : refused;
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
