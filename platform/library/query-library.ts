import { agentRefusal, recordAgent } from '../agency/admit-agent.ts';
import { agencyRefusal } from '../agency/check-agency.ts';
import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
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
export type LibraryRefusal = HolderRefusal | AgencyRefusal | 'unknown-item';

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
 * Why an agent does not get this: materials belong to the filing of an item, all else to 我的证照. Undefined where the holder
 * stands there, or the agent may.
 */
const refusalOfAgent = async (
  transaction: PlatformTransaction,
  query: LibraryQuery,
  at: number,
): Promise<AgencyRefusal | undefined> => {
  const { agency, item: code, holder } = query;
  if (agency === undefined) return undefined;
  if (code === null) return agentRefusal(transaction, query, 'documents', at);
  const form = await transaction
    .selectFrom('accepted_forms')
    .select('agency')
    .where('item', '=', code)
    .executeTakeFirst();
  const item = { code, agency: form?.agency };
  return agencyRefusal(transaction, { agency, principalIdNumber: holder.idNumber, item, at });
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
    const accessedAt = clock.now();
    const reason =
      (await refusalOf(transaction, query)) ?? (await refusalOfAgent(transaction, query, accessedAt));
    if (reason !== undefined) {
      return { outcome: 'refused', reason };
    }
    const { idNumber } = query.holder;
    const certificates = await certificatesOf(transaction, idNumber, dayInChina(accessedAt));
    await recordAccess(transaction, {
      holderIdNumber: idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      agency: query.agency,
      purpose: query.purpose,
      item: query.item,
      consentedAt: query.consentedAt,
      accessedAt,
      kinds: [...new Set(certificates.map(({ kind }) => kind))],
    });
    await recordAgent(transaction, query, { act: 'documents', actedAt: accessedAt });
    return { outcome: 'answered', reply: { accessedAt, certificates } };
  });
