import { type Chance, chanceFrom } from './chance.ts';
import { birthDateOf, idNumberFrom } from './id-number.ts';
import { seedYear } from './seed-day.ts';
import type { SeedProperty, SeedResident } from './seed-resident.ts';
import { syntheticHouseholds } from './synthetic-households.ts';
import { city, districts, flatAddress } from './synthetic-places.ts';

/** People and dwellings of Xiaoxiang, a city that does not exist. The same seed makes the same city. */
const uses = ['成套住宅', '成套住宅', '成套住宅', '住宅'] as const;
const shares = ['单独所有', '单独所有', '共同共有', '按份共有'] as const;

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

const property = (chance: Chance): SeedProperty => {
  const year = 2016 + chance.below(10);
  return {
    location: flatAddress(chance, chance.of(districts)),
    certificateNumber: `湘（${year}）${city}不动产权第${digits(chance.below(10_000_000), 7)}号`,
    area: (4500 + chance.below(11_000)) / 100,
    use: chance.of(uses),
    share: chance.of(shares),
    registeredOn: `${year}-${digits(1 + chance.below(12), 2)}-${digits(1 + chance.below(28), 2)}`,
  };
};

/** Nobody younger has a dwelling. */
const youngestOwner = 24;

/** Dwellings of a person, the same ones whenever asked: none for about two in five adults, else up to three. */
export const propertiesFor = (ownerIdNumber: string): SeedProperty[] => {
  const birthYear = Number((birthDateOf(ownerIdNumber) ?? '1980').slice(0, 4));
  if (seedYear - birthYear < youngestOwner) {
    return [];
  }
  const chance = chanceFrom(`properties of ${ownerIdNumber}`);
  const count = chance.of([0, 0, 1, 1, 2] as const) + (chance.below(12) === 0 ? 1 : 0);
  return Array.from({ length: count }, () => property(chance));
};

/** People of the city, at least `count`: whole households, in the same order with the same numbers every time. */
export const syntheticPopulation = (count: number): SeedResident[] =>
  syntheticHouseholds(count).flatMap(({ members }) =>
    members.map(({ idNumber, name, sex }) => ({ idNumber, name, sex })),
  );

/** The person of the demonstration: she has no dwelling. */
export const demonstrationResident: SeedResident = {
  idNumber: idNumberFrom('43019919580312042'),
  name: '林晓岚',
  sex: '女',
  nationCode: '01',
  address: '潇湘市清溪区清溪镇柳塘村三组18号',
  validFrom: '2018-05-20',
  validUntil: 'long-term',
  properties: [],
};
