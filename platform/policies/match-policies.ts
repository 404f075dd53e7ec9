import { agencyRefusal } from '../agency/check-agency.ts';
import { recordAgency } from '../agency/registered-agency.ts';
import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type { Policy, PolicyMatch, PolicyMatchQuery, PolicyMatchReply } from '../contract/policies.ts';
import { recordAccess } from '../library/certificate-library.ts';
import { type HolderRefusal, holderRefusal } from '../library/known-holder.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { factsOf } from './facts-of.ts';
import { publishedPolicies } from './published-policies.ts';

/** What matching needs of the platform. */
export interface MatchingContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
}

export type MatchRefusal = HolderRefusal | AgencyRefusal;

export type MatchOutcome =
  | { readonly outcome: 'answered'; readonly reply: PolicyMatchReply }
  | { readonly outcome: 'refused'; readonly reason: MatchRefusal };

/** The period in which a time falls: `once`, a year or a month in China. */
export const periodOf = (period: 'once' | 'year' | 'month', at: number): string => {
  const day = dayInChina(at);
  return period === 'once' ? 'once' : day.slice(0, period === 'year' ? 4 : 7);
};

/** Whether a policy is open to anybody at a time. */
export const isOpenAt = ({ until }: Pick<Policy, 'until'>, at: number): boolean =>
  until === null || dayInChina(at) <= until;

const refusalOf = async (
  transaction: PlatformTransaction,
  { holder, assuranceLevel, agency }: PolicyMatchQuery,
  policies: readonly Policy[],
  at: number,
): Promise<MatchRefusal | undefined> => {
  const refusal = await holderRefusal(transaction, { holder, assuranceLevel });
  if (refusal !== undefined) return refusal;
  if (agency === undefined) return undefined;
  // Looking is for whoever may confirm one of them.
  const refusals: (AgencyRefusal | undefined)[] = [];
  for (const { code, grant } of policies.filter((policy) => policy.grant?.agency?.includes(agency.way))) {
    const item = { code, agency: grant?.agency };
    refusals.push(await agencyRefusal(transaction, { agency, principalIdNumber: holder.idNumber, item, at }));
  }
  return refusals.includes(undefined) ? undefined : (refusals[0] ?? 'agency-not-admitted');
};

const matchesFor = async (
  transaction: PlatformTransaction,
  idNumber: string,
  policies: readonly Policy[],
  at: number,
): Promise<PolicyMatch[]> => {
  const facts = await factsOf(transaction, idNumber, at);
  const granted = await transaction
    .selectFrom('policy_grants')
    .select(['policy', 'period'])
    .where('holder_id_number', '=', idNumber)
    .execute();
  return policies.flatMap((policy) => {
    const { audience, condition, grant, code } = policy;
    if (audience !== 'person' || condition === null || !isOpenAt(policy, at)) return [];
    const { verdict, reasons } = evaluateCondition(condition, facts);
    if (verdict !== 'met') return [];
    const period = periodOf(grant?.period ?? 'once', at);
    const isGranted = granted.some((row) => row.policy === code && row.period === period);
    return [{ policy: code, period, reasons: [...reasons], state: isGranted ? 'confirmed' : 'open' }];
  });
};

/** Says which policies fit a person, and why. That it was looked up is on the person's access trail before the answer. */
export const matchPolicies = (
  { database, clock }: MatchingContext,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  query: PolicyMatchQuery,
): Promise<MatchOutcome> =>
  database.transaction().execute(async (transaction) => {
    const at = clock.now();
    const policies = await publishedPolicies(transaction);
    const reason = await refusalOf(transaction, query, policies, at);
    if (reason !== undefined) return { outcome: 'refused', reason };
    const { idNumber } = query.holder;
    const matches = await matchesFor(transaction, idNumber, policies, at);
    await recordAccess(transaction, {
      holderIdNumber: idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      purpose: 'policy-match',
      item: null,
      consentedAt: query.consentedAt,
      accessedAt: at,
      kinds: [],
    });
    if (query.agency !== undefined) {
      await recordAgency(transaction, {
        agentIdNumber: query.agency.agent.idNumber,
        principalIdNumber: idNumber,
        way: query.agency.way,
        authorisation: query.agency.authorisation,
        act: 'policy-match',
        subject: String(at),
        actedAt: at,
      });
    }
    return { outcome: 'answered', reply: { lookedUpAt: at, matches } };
  });
