import { sql } from 'kysely';
import { dayInChina } from '../china-day.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type { AgencyService } from '../contract/agency-service.ts';
import { type AgencyWay, fullAge } from '../contract/agency-way.ts';
import type { AgencyActKind } from '../store/agency-tables.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { yearsFrom } from '../years-from.ts';

type Database = PlatformDatabase | PlatformTransaction;

/** Relations to the head of a household of whoever may be a parent there, and of a child (GB/T 4761). */
const parents = ['户主', '配偶'];
const children = ['子', '女'];

/** An authorisation 授权委托 as it was registered. */
export interface Authorisation {
  readonly id: string;
  readonly principalIdNumber: string;
  readonly agentIdNumber: string;
  readonly items: readonly string[] | null;
  readonly services: readonly AgencyService[];
  /** YYYY-MM-DD, both days included. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** Milliseconds since the Unix epoch. */
  readonly withdrawnAt: number | null;
}

/** The authorisations of an agent, the one that lasts longest first. */
export const authorisationsOf = async (
  database: Database,
  agentIdNumber: string,
): Promise<readonly Authorisation[]> => {
  const rows = await database
    .selectFrom('agent_authorisations')
    .select((eb) => [
      'authorisation_id as id',
      'principal_id_number as principalIdNumber',
      'agent_id_number as agentIdNumber',
      'items',
      'services',
      sql<string>`to_char(${eb.ref('valid_from')}, 'YYYY-MM-DD')`.as('validFrom'),
      sql<string>`to_char(${eb.ref('valid_until')}, 'YYYY-MM-DD')`.as('validUntil'),
      'withdrawn_at as withdrawnAt',
    ])
    .where('agent_id_number', '=', agentIdNumber)
    .orderBy('valid_until', 'desc')
    .orderBy('authorisation_id')
    .execute();
  return rows.map((row) => ({ ...row, withdrawnAt: row.withdrawnAt?.getTime() ?? null }));
};

/** What stands against an authorisation at a time, whatever it is used for. */
export const authorisationFault = (
  { validFrom, validUntil, withdrawnAt }: Authorisation,
  at: number,
): Extract<AgencyRefusal, 'not-authorised' | 'authorisation-expired'> | undefined => {
  if (withdrawnAt !== null && withdrawnAt <= at) return 'not-authorised';
  const day = dayInChina(at);
  return day < validFrom || day > validUntil ? 'authorisation-expired' : undefined;
};

/** The last birth date of those who are so many years old at a time. */
const lastBirthOfAge = (at: number, years = fullAge): string => yearsFrom(dayInChina(at), -years);

/** Id numbers of the agent's children under 18, by the household register. */
export const childrenOf = async (
  database: Database,
  agentIdNumber: string,
  at: number,
): Promise<readonly string[]> => {
  const rows = await database
    .selectFrom('household_members as child')
    .innerJoin('household_members as parent', 'parent.household_number', 'child.household_number')
    .select('child.id_number')
    .where('parent.id_number', '=', agentIdNumber)
    .where('parent.relation', 'in', parents)
    .where('child.relation', 'in', children)
    .where('child.birth_date', '>', sql<Date>`${lastBirthOfAge(at)}::date`)
    .orderBy('child.birth_date')
    .execute();
  return rows.map(({ id_number }) => id_number);
};

/** Whether somebody is younger by the register than so many years at a time; who is not in it is taken for an adult. */
export const isYoungerThan = async (
  database: Database,
  idNumber: string,
  years: number,
  at: number,
): Promise<boolean> =>
  (await database
    .selectFrom('household_members')
    .select('id_number')
    .where('id_number', '=', idNumber)
    .where('birth_date', '>', sql<Date>`${lastBirthOfAge(at, years)}::date`)
    .executeTakeFirst()) !== undefined;

/** Whether the register knows somebody as a child at a time. */
export const isMinor = (database: Database, idNumber: string, at: number): Promise<boolean> =>
  isYoungerThan(database, idNumber, fullAge, at);

/** What stands against acting for a person, whoever acts. */
export const capacityFault = async (
  database: Database,
  idNumber: string,
): Promise<Extract<AgencyRefusal, 'principal-deceased' | 'principal-under-guardianship'> | undefined> => {
  const row = await database
    .selectFrom('civil_capacities')
    .select('state')
    .where('id_number', '=', idNumber)
    .executeTakeFirst();
  return row && (row.state === 'deceased' ? 'principal-deceased' : 'principal-under-guardianship');
};

/** What was done by whom for whom. */
export interface AgencyAct {
  readonly agentIdNumber: string;
  readonly principalIdNumber: string;
  readonly way: AgencyWay;
  readonly authorisation: string | null;
  readonly act: AgencyActKind;
  readonly subject: string;
  /** Milliseconds since the Unix epoch. */
  readonly actedAt: number;
}

/** Writes both persons down. */
export const recordAgency = async (database: Database, act: AgencyAct): Promise<void> => {
  await database
    .insertInto('agency_records')
    .values({
      agent_id_number: act.agentIdNumber,
      principal_id_number: act.principalIdNumber,
      way: act.way,
      authorisation_id: act.authorisation,
      act: act.act,
      subject: act.subject,
      acted_at: new Date(act.actedAt),
    })
    .execute();
};

/** What was done for a person by others, the latest first. */
export const agencyActsFor = async (
  database: Database,
  principalIdNumber: string,
): Promise<readonly AgencyAct[]> => {
  const rows = await database
    .selectFrom('agency_records')
    .selectAll()
    .where('principal_id_number', '=', principalIdNumber)
    .orderBy('acted_at', 'desc')
    .orderBy('record_id', 'desc')
    .execute();
  return rows.map((row) => ({
    agentIdNumber: row.agent_id_number,
    principalIdNumber: row.principal_id_number,
    way: row.way,
    authorisation: row.authorisation_id,
    act: row.act,
    subject: row.subject,
    actedAt: row.acted_at.getTime(),
  }));
};
