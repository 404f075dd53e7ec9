import type { Agency, AgencyRefusal } from '../contract/agency.ts';
import { type AgencyService, servicesOfWay } from '../contract/agency-service.ts';
import { type AgencyWay, agencyWays } from '../contract/agency-way.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import {
  type Authorisation,
  authorisationFault,
  authorisationsOf,
  capacityFault,
  childrenOf,
  isMinor,
} from './registered-agency.ts';

interface Claim {
  readonly agency: Agency;
  readonly principalIdNumber: string;
  /** When it was done, milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Somebody who wants to do an item for another. */
export interface AgencyClaim extends Claim {
  readonly item: {
    readonly code: string;
    /** By which ways the item admits agents; undefined: by none. */
    readonly agency?: readonly AgencyWay[] | undefined;
  };
}

/** Somebody who wants to do something else for another. */
export interface ServiceClaim extends Claim {
  readonly service: AgencyService;
}

type Database = PlatformDatabase | PlatformTransaction;

/** What stands against the way by which the agent acts. */
const wayFault = async (
  database: Database,
  { agency, principalIdNumber, at }: Claim,
  isGranted: (authorisation: Authorisation) => boolean,
): Promise<AgencyRefusal | undefined> => {
  const { agent, way } = agency;
  switch (way) {
    case 'principal-card':
      // A child's card in other hands authorises nobody: parents act by the register.
      return (await isMinor(database, principalIdNumber, at)) ? 'not-authorised' : undefined;
    case 'child':
      return (await childrenOf(database, agent.idNumber, at)).includes(principalIdNumber)
        ? undefined
        : 'not-authorised';
    case 'authorisation': {
      const named = (await authorisationsOf(database, agent.idNumber)).find(
        ({ id }) => id === agency.authorisation,
      );
      if (named?.principalIdNumber !== principalIdNumber) return 'not-authorised';
      const fault = authorisationFault(named, at);
      if (fault !== undefined) return fault;
      return isGranted(named) ? undefined : 'authorisation-out-of-scope';
    }
  }
};

/** Whether the agent is whom the register knows under this number. */
const isKnown = async (database: Database, { idNumber, name, sex }: Agency['agent']): Promise<boolean> => {
  const row = await database
    .selectFrom('residents')
    .select(['name', 'sex'])
    .where('id_number', '=', idNumber)
    .executeTakeFirst();
  return row !== undefined && row.name.normalize('NFC') === name.normalize('NFC') && row.sex === sex;
};

/** What stands against an agent by whatever way, as far as it is admitted by `ways`. */
const refusalOf = async (
  database: Database,
  claim: Claim,
  ways: readonly AgencyWay[],
  isGranted: (authorisation: Authorisation) => boolean,
): Promise<AgencyRefusal | undefined> => {
  const { agency, principalIdNumber } = claim;
  if (agency.agent.idNumber === principalIdNumber) return 'agent-is-principal';
  if (!ways.includes(agency.way)) return 'agency-not-admitted';
  if (!(await isKnown(database, agency.agent))) return 'not-authorised';
  return (await capacityFault(database, principalIdNumber)) ?? (await wayFault(database, claim, isGranted));
};

/** Why the agent may not do this item for the principal; undefined where nothing stands against it. */
export const agencyRefusal = (database: Database, claim: AgencyClaim): Promise<AgencyRefusal | undefined> =>
  refusalOf(
    database,
    claim,
    claim.item.agency ?? [],
    ({ items }) => items === null || items.includes(claim.item.code),
  );

const waysOfService = (service: AgencyService): readonly AgencyWay[] =>
  agencyWays.filter((way) => servicesOfWay[way].includes(service));

/** Why the agent may not do this for the principal beside items; undefined where nothing stands against it. */
export const serviceRefusal = (database: Database, claim: ServiceClaim): Promise<AgencyRefusal | undefined> =>
  refusalOf(database, claim, waysOfService(claim.service), ({ services }) =>
    services.includes(claim.service),
  );
