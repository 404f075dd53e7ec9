import type { Catalogue } from '../contract/catalogue.ts';
import type { Guide } from '../contract/guide.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { seedDisabilities } from './load-policies.ts';
import { insertRows } from './insert-rows.ts';
import { cityTables, type CityTable, type CityRows, registerRows } from './register-rows.ts';
import { seedAgency } from './seed-agency.ts';
import { seedCredit } from './seed-credit.ts';
import { seedEnterprises } from './seed-enterprises.ts';
import { seedEarlierFilings } from './seed-earlier-filings.ts';
import { seedServiceItems } from './seed-service-items.ts';
import type { SeedResident } from './seed-resident.ts';
import { type Household, householdAround, syntheticHouseholds } from './synthetic-households.ts';
import { demonstrationResident } from './synthetic-population.ts';

/** What the registers are filled with. */
export interface SeedOptions {
  /** People to be known beside the synthetic population. */
  readonly residents: readonly SeedResident[];
  /** People of the city, at least; whole households. */
  readonly populationSize: number;
}

/** What the libraries are filled with. */
export interface LibraryContent {
  /** What kiosks offer, and the guides to it: the first items of the library. */
  readonly catalogue: Catalogue;
  readonly guides: readonly Guide[];
}

const populationName = 'population';

/** One entry for each id number; what a later list says of a person counts. */
const oncePerIdNumber = (residents: readonly SeedResident[]): SeedResident[] => {
  const byIdNumber = new Map<string, SeedResident>();
  for (const resident of residents) {
    byIdNumber.set(resident.idNumber, { ...byIdNumber.get(resident.idNumber), ...resident });
  }
  return [...byIdNumber.values()];
};

const insertTable = <Table extends CityTable>(
  transaction: PlatformTransaction,
  table: Table,
  rows: CityRows,
): Promise<void> => insertRows(transaction, table, rows[table]);

const insertCity = async (transaction: PlatformTransaction, rows: CityRows): Promise<void> => {
  for (const table of cityTables) {
    await insertTable(transaction, table, rows);
  }
};

/** Those of the people who are not in the store. */
const unknownAmong = async (
  transaction: PlatformTransaction,
  residents: readonly SeedResident[],
): Promise<SeedResident[]> => {
  const rows = await transaction
    .selectFrom('residents')
    .select('id_number')
    .where(
      'id_number',
      'in',
      residents.map(({ idNumber }) => idNumber),
    )
    .execute();
  const known = new Set(rows.map((row) => row.id_number));
  return residents.filter(({ idNumber }) => !known.has(idNumber));
};

/** Adds given people, each with a family around. They come first: what is said of them counts. */
const addGiven = async (transaction: PlatformTransaction, given: readonly SeedResident[]): Promise<void> => {
  const added = await unknownAmong(transaction, given);
  if (added.length === 0) {
    return;
  }
  const households: Household[] = [];
  const withoutHousehold: SeedResident[] = [];
  const taken = new Set(given.map(({ idNumber }) => idNumber));
  for (const resident of added) {
    const household = householdAround(resident, taken);
    if (household === undefined) {
      withoutHousehold.push(resident);
    } else {
      households.push(household);
    }
  }
  await insertCity(transaction, registerRows(households, withoutHousehold));
};

/** Adds the city, unless one of this size or larger is there: a larger one begins like a smaller one. */
const addPopulation = async (transaction: PlatformTransaction, size: number): Promise<void> => {
  const seeded = await transaction
    .selectFrom('seeded_data')
    .select('content')
    .where('name', '=', populationName)
    .executeTakeFirst();
  if (seeded !== undefined && Number(seeded.content) >= size) {
    return;
  }
  await insertCity(transaction, registerRows(syntheticHouseholds(size), []));
  await transaction
    .insertInto('seeded_data')
    .values({ name: populationName, content: String(size) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ content: String(size) }))
    .execute();
};

/**
 * Fills the departments' registers with synthetic data: a small city, the person of the demonstration, and `residents`
 * (whoever has a card at the simulated reader). May run again on a filled store: what is there stays.
 */
export const seedRegisters = (
  database: PlatformDatabase,
  { residents, populationSize }: SeedOptions,
): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    await addGiven(transaction, oncePerIdNumber([demonstrationResident, ...residents]));
    await addPopulation(transaction, populationSize);
    await seedAgency(transaction);
    await seedCredit(transaction);
    await seedEarlierFilings(transaction);
    await seedDisabilities(transaction);
    await seedEnterprises(transaction);
  });

/** Fills the service item library; what is there and says the same stays. */
export const seedLibrary = (
  database: PlatformDatabase,
  { catalogue, guides }: LibraryContent,
): Promise<void> =>
  database.transaction().execute((transaction) => seedServiceItems(transaction, catalogue, guides));
