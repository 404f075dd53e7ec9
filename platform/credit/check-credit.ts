import { recordAgent } from '../agency/admit-agent.ts';
import { agencyRefusal } from '../agency/check-agency.ts';
import type { PlatformClock } from '../clock.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import { type CreditQuery, type CreditReply, type CreditRule, creditRuleSchema } from '../contract/credit.ts';
import { recordAccess } from '../library/certificate-library.ts';
import { type HolderRefusal, holderRefusal } from '../library/known-holder.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { standingOf } from './credit-standing.ts';

/** What a credit check needs of the platform. */
export interface CreditContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
}

export type CreditOutcome =
  | { readonly outcome: 'answered'; readonly reply: CreditReply }
  /** `not-found`: the item has no rule, so that nobody need look. */
  | { readonly outcome: 'refused'; readonly reason: HolderRefusal | AgencyRefusal | 'not-found' };

/** Whoever may file an item for the holder may learn whether the holder can: it is the holder's credit that counts. */
const agentRefusal = async (
  database: PlatformTransaction,
  { holder, agency, item }: CreditQuery,
  at: number,
): Promise<AgencyRefusal | undefined> => {
  if (agency === undefined) return undefined;
  const form = await database
    .selectFrom('accepted_forms')
    .select('agency')
    .where('item', '=', item)
    .executeTakeFirst();
  const principalIdNumber = holder.idNumber;
  return agencyRefusal(database, {
    agency,
    principalIdNumber,
    item: { code: item, agency: form?.agency },
    at,
  });
};

/** What credit has to do with an item; null where nothing, or where the item is not taken. */
export const creditRuleOf = async (
  database: PlatformDatabase | PlatformTransaction,
  item: string,
): Promise<CreditRule | null> => {
  const form = await database
    .selectFrom('accepted_forms')
    .select('credit')
    .where('item', '=', item)
    .executeTakeFirst();
  return creditRuleSchema.nullable().parse(form?.credit ?? null);
};

/**
 * Tells a kiosk how the resident who stands there stands for an item. That it was looked is on the resident's trail, durably,
 * before anything is told.
 *
 * @param kiosk who signed the query
 */
export const checkCredit = (
  { database, clock }: CreditContext,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  query: CreditQuery,
): Promise<CreditOutcome> =>
  database.transaction().execute(async (transaction): Promise<CreditOutcome> => {
    const refusal = await holderRefusal(transaction, query);
    if (refusal !== undefined) return { outcome: 'refused', reason: refusal };
    const rule = await creditRuleOf(transaction, query.item);
    if (rule === null) return { outcome: 'refused', reason: 'not-found' };
    const answeredAt = clock.now();
    const refusalOfAgent = await agentRefusal(transaction, query, answeredAt);
    if (refusalOfAgent !== undefined) return { outcome: 'refused', reason: refusalOfAgent };
    const { idNumber } = query.holder;
    await recordAccess(transaction, {
      holderIdNumber: idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      agency: query.agency,
      purpose: 'credit-check',
      item: query.item,
      consentedAt: query.consentedAt,
      accessedAt: answeredAt,
      kinds: [],
    });
    await recordAgent(transaction, query, {
      act: 'credit-check',
      subject: query.item,
      actedAt: answeredAt,
    });
    const found = await standingOf(transaction, idNumber, answeredAt);
    return {
      outcome: 'answered',
      reply:
        found.standing === 'listed'
          ? { standing: 'listed', answeredAt, rule, listing: found.listing }
          : { standing: found.standing, answeredAt },
    };
  });
