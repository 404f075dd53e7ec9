import type { Insertable } from 'kysely';
import type { RegisterTables } from '../../store/register-tables.ts';
import { chanceFrom } from '../chance.ts';
import { birthDateOf } from '../id-number.ts';
import { seedYear } from '../seed-day.ts';
import type { CityPerson, Household, Marriage } from '../synthetic-households.ts';
import { city, districts } from '../synthetic-places.ts';

type Rows<Table extends keyof RegisterTables> = Insertable<RegisterTables[Table]>[];

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

const origins = ['湖南省外', '潇湘市外县', '潇湘市湘北区', '潇湘市云麓县'] as const;

/** Number of the household: the code of its district, its head's last digits, chance. */
const numberOf = ({ place, members: [head], seed }: Household): string =>
  `4301990${1 + districts.indexOf(place.district)}${head.idNumber.slice(6, 14)}${digits(chanceFrom(`number of ${seed}`).below(1_000_000), 6)}`;

const memberRow = (
  person: CityPerson,
  position: number,
  household: Household,
  moved: { readonly year: number; readonly from: string } | undefined,
): Insertable<RegisterTables['household_members']> => {
  const birthDate = birthDateOf(person.idNumber) ?? `${person.birthYear}-01-01`;
  return {
    id_number: person.idNumber,
    household_number: numberOf(household),
    position,
    name: person.name,
    sex: person.sex,
    relation: person.relation,
    nation_code: person.nationCode,
    birth_date: birthDate,
    moved_in_on: moved ? `${moved.year}-06-15` : birthDate,
    moved_from: moved?.from ?? null,
  };
};

/** A household with its members; who married into it, and some heads, moved there. */
export const householdRows = (
  household: Household,
): { readonly households: Rows<'households'>; readonly members: Rows<'household_members'> } => {
  const chance = chanceFrom(`register of ${household.seed}`);
  const [marriage] = household.marriages;
  const headMoved = chance.percent(35)
    ? { year: chance.between(2005, seedYear), from: chance.of(origins) }
    : undefined;
  const moveOf = (person: CityPerson) => {
    switch (person.relation) {
      case '户主': {
        const isGrown = headMoved !== undefined && headMoved.year - person.birthYear >= 18;
        return isGrown ? headMoved : undefined;
      }
      case '配偶':
        return { year: marriage?.year ?? seedYear, from: chance.of(origins) };
      case '子':
      case '女':
      case '父亲':
      case '母亲':
        return undefined;
    }
  };
  return {
    households: [
      {
        household_number: numberOf(household),
        kind: '家庭户',
        address: household.place.address,
        police_station: `${city}公安局${household.place.district.slice(0, 2)}分局${household.place.township.slice(0, -1).replace(/街$/, '')}派出所`,
      },
    ],
    members: household.members.map((person, index) =>
      memberRow(person, index + 1, household, moveOf(person)),
    ),
  };
};

const registration = (
  marriage: Marriage,
  kind: '结婚' | '离婚',
  year: number,
): Insertable<RegisterTables['marriage_registrations']> => {
  const { husband, wife } = marriage;
  const chance = chanceFrom(`${kind} of ${husband.idNumber} and ${wife.idNumber}`);
  return {
    registration_number: `${kind === '结婚' ? 'J' : 'L'}430199-${year}-${husband.idNumber.slice(-5, -1)}${digits(chance.below(100_000), 5)}`,
    kind,
    husband_id_number: husband.idNumber,
    husband_name: husband.name,
    wife_id_number: wife.idNumber,
    wife_name: wife.name,
    registered_on: `${year}-${digits(chance.between(1, 10), 2)}-${digits(chance.between(1, 28), 2)}`,
    office: `${city}${chance.of(districts)}民政局婚姻登记处`,
  };
};

/** Marriages, and divorces after them. */
export const marriageRows = ({ marriages }: Household): Rows<'marriage_registrations'> =>
  marriages.flatMap((marriage) => [
    registration(marriage, '结婚', marriage.year),
    ...(marriage.divorceYear === undefined ? [] : [registration(marriage, '离婚', marriage.divorceYear)]),
  ]);
