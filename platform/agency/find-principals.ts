import type { PlatformClock } from '../clock.ts';
import type { ProblemReason } from '../contract/api.ts';
import type { AgencyQuery, AgencyReply, KnownPrincipal } from '../contract/agency.ts';
import { servicesOfWay } from '../contract/agency-service.ts';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { maskedName } from '../contract/masked-name.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { authorisationFault, authorisationsOf, capacityFault, childrenOf } from './registered-agency.ts';

/** What looking up principals needs of the platform. */
export interface AgencyContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
}

export type PrincipalsOutcome =
  | { readonly outcome: 'answered'; readonly reply: AgencyReply }
  | {
      readonly outcome: 'refused';
      readonly reason: Extract<
        ProblemReason,
        'unknown-person' | 'person-data-differs' | 'assurance-level-too-low'
      >;
    };

/** A QR code (1) does not open who trusts whom. */
const lowestAssuranceLevel = 2;
const mostPrincipals = 50;

interface Candidate
  extends Pick<KnownPrincipal, 'way' | 'authorisation' | 'items' | 'services' | 'validUntil'> {
  readonly idNumber: string;
  readonly fault: Exclude<KnownPrincipal['standing'], 'good'> | undefined;
}

const candidatesOf = async (
  database: PlatformDatabase,
  agentIdNumber: string,
  now: number,
): Promise<readonly Candidate[]> => {
  const own = (await childrenOf(database, agentIdNumber, now)).map((idNumber) => ({
    way: 'child' as const,
    authorisation: null,
    items: null,
    services: [...servicesOfWay.child],
    validUntil: null,
    idNumber,
    fault: undefined,
  }));
  const registered = (await authorisationsOf(database, agentIdNumber)).map((authorisation) => ({
    way: 'authorisation' as const,
    authorisation: authorisation.id,
    items: authorisation.items === null ? null : [...authorisation.items],
    services: [...authorisation.services],
    validUntil: authorisation.validUntil,
    idNumber: authorisation.principalIdNumber,
    fault: authorisationFault(authorisation, now),
  }));
  return [...own, ...registered];
};

/** For whom an agent may act by what is registered; of whom the agent may not act for, only a masked name is told. */
export const findPrincipals = async (
  { database, clock }: AgencyContext,
  { agent, assuranceLevel }: AgencyQuery,
): Promise<PrincipalsOutcome> => {
  if (assuranceLevel < lowestAssuranceLevel) return { outcome: 'refused', reason: 'assurance-level-too-low' };
  const holderOf = async (idNumber: string) => {
    const row = await database
      .selectFrom('residents')
      .select(['id_number as idNumber', 'name', 'sex'])
      .where('id_number', '=', idNumber)
      .executeTakeFirst();
    return row && certificateHolderSchema.parse(row);
  };
  const known = await holderOf(agent.idNumber);
  if (known === undefined) return { outcome: 'refused', reason: 'unknown-person' };
  if (known.name.normalize('NFC') !== agent.name.normalize('NFC') || known.sex !== agent.sex) {
    return { outcome: 'refused', reason: 'person-data-differs' };
  }
  const now = clock.now();
  const principals: KnownPrincipal[] = [];
  for (const { idNumber, fault, ...candidate } of await candidatesOf(database, agent.idNumber, now)) {
    const principal = await holderOf(idNumber);
    if (principal === undefined || principals.length >= mostPrincipals) continue;
    const standing = (await capacityFault(database, idNumber)) ?? fault ?? 'good';
    principals.push({
      ...candidate,
      maskedName: maskedName(principal.name),
      principal: standing === 'good' ? principal : null,
      standing,
    });
  }
  // Whom the agent may act for stands first.
  const inOrder = [
    ...principals.filter(({ standing }) => standing === 'good'),
    ...principals.filter(({ standing }) => standing !== 'good'),
  ];
  return { outcome: 'answered', reply: { lookedUpAt: now, principals: inOrder } };
};
