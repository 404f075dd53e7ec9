import { type Chance, chanceFrom } from './chance.ts';
import { birthDateOf, idNumberFrom, syntheticRegionCode } from './id-number.ts';
import { seedYear } from './seed-day.ts';
import type { SeedResident } from './seed-resident.ts';
import { givenNameFrom, surnameFrom } from './synthetic-names.ts';
import { type Place, placeFrom } from './synthetic-places.ts';

/** Relation to the head of the household (after GB/T 4761). */
export type Relation = '户主' | '配偶' | '子' | '女' | '父亲' | '母亲';

/** Somebody in a household. */
export interface CityPerson extends SeedResident {
  readonly sex: '男' | '女';
  readonly birthYear: number;
  readonly relation: Relation;
  readonly nationCode: string;
}

/** A marriage as it was registered; who was divorced since has a year of divorce. */
export interface Marriage {
  readonly husband: CityPerson;
  readonly wife: CityPerson;
  readonly year: number;
  readonly divorceYear?: number;
}

/** People who are registered at one address. */
export interface Household {
  /** What this household is made from; its registers draw their chance from it too. */
  readonly seed: string;
  readonly place: Place;
  /** The head first. */
  readonly members: readonly [CityPerson, ...CityPerson[]];
  readonly marriages: readonly Marriage[];
}

const nationCodes = ['01', '01', '01', '01', '01', '01', '01', '15', '06', '12', '13', '03'] as const;
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** Makes people whose id numbers nobody has. */
interface Maker {
  readonly chance: Chance;
  readonly taken: Set<string>;
}

const freeIdNumber = ({ chance, taken }: Maker, sex: '男' | '女', birthYear: number): string => {
  for (;;) {
    // The seed's day is in November: everybody of the seed's year was born before.
    const birth = `${birthYear}${digits(chance.between(1, 10), 2)}${digits(chance.between(1, 28), 2)}`;
    const sequence = 2 * chance.below(500) + (sex === '男' ? 1 : 0);
    const idNumber = idNumberFrom(`${syntheticRegionCode}${birth}${digits(sequence, 3)}`);
    if (!taken.has(idNumber)) {
      taken.add(idNumber);
      return idNumber;
    }
  }
};

const otherSex = (sex: '男' | '女'): '男' | '女' => (sex === '男' ? '女' : '男');

const makePerson = (
  maker: Maker,
  about: Pick<CityPerson, 'sex' | 'birthYear' | 'relation'> & { readonly surname?: string },
  nationCode: string,
): CityPerson => {
  const { sex, birthYear, relation, surname = surnameFrom(maker.chance) } = about;
  return {
    idNumber: freeIdNumber(maker, sex, birthYear),
    name: surname + givenNameFrom(maker.chance, sex, birthYear),
    sex,
    birthYear,
    relation,
    nationCode,
  };
};

const makeHead = (maker: Maker): CityPerson => {
  const { chance } = maker;
  const birthYear = chance.percent(30) ? chance.between(1938, 1966) : chance.between(1967, 2004);
  const sex = chance.percent(65) ? '男' : '女';
  return makePerson(maker, { sex, birthYear, relation: '户主' }, chance.of(nationCodes));
};

const coupleOf = (a: CityPerson, b: CityPerson): Pick<Marriage, 'husband' | 'wife'> =>
  a.sex === '男' ? { husband: a, wife: b } : { husband: b, wife: a };

/** Children who have not moved out, with their father's family name. */
const makeChildren = (maker: Maker, { husband, wife, year }: Marriage, nationCode: string): CityPerson[] => {
  const { chance } = maker;
  const surname = [...husband.name][0] ?? '';
  const births = Array.from(
    { length: chance.of([0, 1, 1, 2, 2, 3] as const) },
    (_, index) => year + 1 + 3 * index + chance.below(3),
  );
  return births
    .filter((birth) => birth <= seedYear && birth >= seedYear - 24 && birth - wife.birthYear <= 44)
    .map((birthYear) => {
      const sex = chance.of(['男', '女'] as const);
      return makePerson(maker, { sex, birthYear, relation: sex === '男' ? '子' : '女', surname }, nationCode);
    });
};

const makeParents = (maker: Maker, head: CityPerson): CityPerson[] => {
  const { chance } = maker;
  const surname = [...head.name][0] ?? '';
  const birthYear = head.birthYear - chance.between(22, 30);
  const mother = makePerson(maker, { sex: '女', birthYear, relation: '母亲' }, head.nationCode);
  return birthYear < 1935 || chance.percent(40)
    ? [mother]
    : [
        makePerson(
          maker,
          { sex: '男', birthYear: birthYear - 2, relation: '父亲', surname },
          head.nationCode,
        ),
        mother,
      ];
};

/** Age at which nobody is too young to marry (民法典 Art. 1047). */
const youngestSpouse = 22;

/** The marriage that the head lives in, or the one that ended; none for about one in six. */
const makeMarriage = (maker: Maker, head: CityPerson): Marriage | undefined => {
  const { chance } = maker;
  const age = seedYear - head.birthYear;
  if (age < 23 || chance.percent(age < 32 ? 45 : 8)) {
    return undefined;
  }
  const difference = head.sex === '男' ? chance.between(0, 4) : -chance.between(0, 4);
  const birthYear = Math.min(head.birthYear + difference, seedYear - youngestSpouse);
  const spouse = makePerson(
    maker,
    { sex: otherSex(head.sex), birthYear, relation: '配偶' },
    chance.percent(85) ? head.nationCode : '01',
  );
  const couple = coupleOf(head, spouse);
  const earliest = Math.max(couple.wife.birthYear + 20, couple.husband.birthYear + 22);
  const year = Math.min(seedYear, earliest + chance.below(8));
  const isDivorced = seedYear - year > 4 && chance.percent(14);
  return {
    ...couple,
    year,
    ...(isDivorced ? { divorceYear: chance.between(year + 3, seedYear) } : {}),
  };
};

const makeHousehold = (maker: Maker, seed: string, given?: CityPerson, address?: string): Household => {
  const { chance } = maker;
  const place = placeFrom(chance);
  const head = given ?? makeHead(maker);
  const marriage = makeMarriage(maker, head);
  const age = seedYear - head.birthYear;
  const spouse = marriage && (marriage.husband === head ? marriage.wife : marriage.husband);
  const isSpouseHere = marriage?.divorceYear === undefined && !(age > 70 && chance.percent(35));
  const children = marriage ? makeChildren(maker, marriage, head.nationCode) : [];
  return {
    seed,
    place: address === undefined ? place : { ...place, address },
    members: [
      head,
      ...(spouse && isSpouseHere ? [spouse] : []),
      ...children,
      ...(age < 58 && age > 28 && chance.percent(18) ? makeParents(maker, head) : []),
    ],
    marriages: marriage ? [marriage] : [],
  };
};

/** Households of at least `count` people, in the same order with the same people every time. */
export const syntheticHouseholds = (count: number): Household[] => {
  const taken = new Set<string>();
  const households: Household[] = [];
  for (let people = 0; people < count; people += households.at(-1)?.members.length ?? 0) {
    const seed = `household ${households.length}`;
    households.push(makeHousehold({ chance: chanceFrom(seed), taken }, seed));
  }
  return households;
};

/** What the card of a given person says, or a believable guess; undefined for whom the household register does not keep. */
const asHead = (resident: SeedResident): CityPerson | undefined => {
  const birthDate = birthDateOf(resident.idNumber);
  const { sex } = resident;
  return birthDate === undefined || (sex !== '男' && sex !== '女') || !resident.idNumber.startsWith('4')
    ? undefined
    : {
        ...resident,
        sex,
        birthYear: Number(birthDate.slice(0, 4)),
        relation: '户主',
        nationCode: resident.nationCode ?? '01',
      };
};

/**
 * The household of a person who was given, with a family around; undefined for a person whose number says no birth date
 * or who is no resident of the province (foreigners have no household register).
 *
 * @param taken id numbers that no relative may have; those of the relatives join them
 */
export const householdAround = (resident: SeedResident, taken: Set<string>): Household | undefined => {
  const head = asHead(resident);
  const seed = `household of ${resident.idNumber}`;
  return head && makeHousehold({ chance: chanceFrom(seed), taken }, seed, head, resident.address);
};
