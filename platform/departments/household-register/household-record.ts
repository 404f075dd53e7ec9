import type { PlatformDatabase } from '../../store/open-store.ts';
import { dayText } from '../register-dates.ts';

export interface HouseholdMember {
  readonly idNumber: string;
  readonly name: string;
  readonly sex: string;
  /** To the head (GB/T 4761). */
  readonly relation: string;
  /** GB/T 3304. */
  readonly nationCode: string;
  /** YYYY-MM-DD, as is `movedInOn`. */
  readonly birthDate: string;
  readonly movedInOn: string;
  /** Null for who was registered here at birth. */
  readonly movedFrom: string | null;
}

/** What 户籍证明 states: the household, the person asked for, and who else belongs to it, the head first. */
export interface HouseholdRecord {
  readonly number: string;
  readonly kind: '家庭户' | '集体户';
  readonly address: string;
  readonly policeStation: string;
  readonly person: HouseholdMember;
  readonly members: readonly HouseholdMember[];
}

const findHousehold = (database: PlatformDatabase, idNumber: string) =>
  database
    .selectFrom('household_members')
    .innerJoin('households', 'households.household_number', 'household_members.household_number')
    .select(['households.household_number as number', 'kind', 'address', 'police_station as policeStation'])
    .where('id_number', '=', idNumber)
    .executeTakeFirst();

const membersOf = async (database: PlatformDatabase, householdNumber: string): Promise<HouseholdMember[]> => {
  const rows = await database
    .selectFrom('household_members')
    .selectAll()
    .where('household_number', '=', householdNumber)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    idNumber: row.id_number,
    name: row.name,
    sex: row.sex,
    relation: row.relation,
    nationCode: row.nation_code,
    birthDate: dayText(row.birth_date),
    movedInOn: dayText(row.moved_in_on),
    movedFrom: row.moved_from,
  }));
};

/** The household of a person; undefined for who is not in the register. */
export const householdOf = async (
  database: PlatformDatabase,
  idNumber: string,
): Promise<HouseholdRecord | undefined> => {
  const household = await findHousehold(database, idNumber);
  const members = household ? await membersOf(database, household.number) : [];
  const person = members.find((member) => member.idNumber === idNumber);
  return household && person && { ...household, person, members };
};
