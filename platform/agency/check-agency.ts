import type { Agency, AgencyRefusal, AgencyWay } from '../contract/agency.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import {
  authorisationFault,
  authorisationsOf,
  capacityFault,
  childrenOf,
  isMinor,
} from './registered-agency.ts';

/** Somebody who wants to act for another. */
export interface AgencyClaim {
  readonly agency: Agency;
  readonly principalIdNumber: string;
  readonly item: {
    readonly code: string;
    /** By which ways the item admits agents; undefined: by none. */
    readonly agency?: readonly AgencyWay[] | undefined;
  };
  /** When it was done, milliseconds since the Unix epoch. */
  readonly at: number;
}

type Database = PlatformDatabase | PlatformTransaction;

/** What stands against the way by which the agent acts. */
const wayFault = async (
  database: Database,
  { agency, principalIdNumber, item, at }: AgencyClaim,
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
      return named.items === null || named.items.includes(item.code)
        ? undefined
        : 'authorisation-out-of-scope';
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

/** Why the agent may not do this for the principal; undefined where nothing stands against it. */
export const agencyRefusal = async (
  database: Database,
  claim: AgencyClaim,
): Promise<AgencyRefusal | undefined> => {
  const { agency, principalIdNumber, item } = claim;
  if (agency.agent.idNumber === principalIdNumber) return 'agent-is-principal';
  if (!(item.agency ?? []).includes(agency.way)) return 'agency-not-admitted';
  if (!(await isKnown(database, agency.agent))) return 'not-authorised';
  return (await capacityFault(database, principalIdNumber)) ?? (await wayFault(database, claim));
};
