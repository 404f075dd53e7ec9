import { agencyRefusal } from '../agency/check-agency.ts';
import { recordAgency } from '../agency/registered-agency.ts';
import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type {
  EnterpriseMatches,
  Policy,
  PolicyFacts,
  PolicyMatch,
  PolicyMatchQuery,
  PolicyMatchReply,
} from '../contract/policies.ts';
import { representedEnterprises } from '../enterprises/represented-enterprises.ts';
import { recordAccess } from '../library/certificate-library.ts';
import { type HolderRefusal, holderRefusal } from '../library/known-holder.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { factsOf } from './facts-of.ts';
import { factsOfEnterprise } from './facts-of-enterprise.ts';
import { isLost } from './lost-grants.ts';
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

/** A policy and period for which something was granted. */
type Granted = Pick<PolicyMatch, 'policy' | 'period'>;

const matchesOf = (
  policies: readonly Policy[],
  {
    audience,
    facts,
    granted,
    at,
  }: {
    readonly audience: Policy['audience'];
    readonly facts: PolicyFacts;
    readonly granted: readonly Granted[];
    readonly at: number;
  },
): PolicyMatch[] =>
  policies.flatMap((policy) => {
    const { condition, grant, code } = policy;
    if (policy.audience !== audience || condition === null || !isOpenAt(policy, at)) return [];
    const { verdict, reasons } = evaluateCondition(condition, facts);
    if (verdict !== 'met') return [];
    const period = periodOf(grant?.period ?? 'once', at);
    const isGranted = granted.some((row) => row.policy === code && row.period === period);
    return [{ policy: code, period, reasons: [...reasons], state: isGranted ? 'confirmed' : 'open' }];
  });

const personMatches = async (
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
    .where(({ not }) => not(isLost('policy_grants')))
    .execute();
  return matchesOf(policies, { audience: 'person', facts, granted, at });
};

/** The same of each enterprise that the person represents. */
const enterpriseMatches = async (
  transaction: PlatformTransaction,
  idNumber: string,
  policies: readonly Policy[],
  at: number,
): Promise<EnterpriseMatches[]> => {
  const found: EnterpriseMatches[] = [];
  for (const { creditCode, name } of await representedEnterprises(transaction, idNumber, at)) {
    const facts = await factsOfEnterprise(transaction, creditCode, at);
    const granted = await transaction
      .selectFrom('enterprise_policy_grants')
      .select(['policy', 'period'])
      .where('credit_code', '=', creditCode)
      .where(({ not }) => not(isLost('enterprise_policy_grants')))
      .execute();
    const matches = matchesOf(policies, { audience: 'enterprise', facts, granted, at });
    found.push({ creditCode, name, matches });
  }
  return found;
};

/**
 * Says which policies fit a person and, to nobody but that person, each enterprise that the person represents, and why. That
 * it was looked up is on the person’s access trail before the answer.
 */
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
    const matches = await personMatches(transaction, idNumber, policies, at);
    const enterprises =
      query.agency === undefined ? await enterpriseMatches(transaction, idNumber, policies, at) : [];
    const access = {
      holderIdNumber: idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      item: null,
      consentedAt: query.consentedAt,
      accessedAt: at,
      kinds: [],
    };
    await recordAccess(transaction, { ...access, purpose: 'policy-match' });
    if (enterprises.length > 0) await recordAccess(transaction, { ...access, purpose: 'enterprise-match' });
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
    return { outcome: 'answered', reply: { lookedUpAt: at, matches, enterprises } };
  });
