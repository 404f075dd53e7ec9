import type { Insertable, Transaction } from 'kysely';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';
import type { SeedResident } from './seed-resident.ts';
import { accountFor } from './synthetic-account.ts';
import { demonstrationResident, propertiesFor, syntheticPopulation } from './synthetic-population.ts';

const populationSize = 300;

/** One entry for each id number; what a later list says of a person counts. */
const oncePerIdNumber = (...lists: readonly (readonly SeedResident[])[]): SeedResident[] => {
  const byIdNumber = new Map<string, SeedResident>();
  for (const resident of lists.flat()) {
    byIdNumber.set(resident.idNumber, { ...byIdNumber.get(resident.idNumber), ...resident });
  }
  return [...byIdNumber.values()];
};

const propertyRows = (residents: readonly SeedResident[]): Insertable<PlatformSchema['properties']>[] =>
  residents.flatMap(({ idNumber, properties = propertiesFor(idNumber) }) =>
    properties.map((property) => ({
      certificate_number: property.certificateNumber,
      owner_id_number: idNumber,
      location: property.location,
      area: property.area.toFixed(2),
      use: property.use,
      share: property.share,
      registered_on: property.registeredOn,
    })),
  );

const accountRows = (
  residents: readonly SeedResident[],
): Insertable<PlatformSchema['provident_fund_accounts']>[] =>
  residents.flatMap(({ idNumber }) => {
    const account = accountFor(idNumber);
    return account === undefined
      ? []
      : {
          account: account.account,
          holder_id_number: idNumber,
          employer: account.employer,
          base: account.base.toFixed(2),
          personal_percent: account.personalPercent,
          employer_percent: account.employerPercent,
          balance: account.balance.toFixed(2),
          first_month: account.firstMonth,
          last_month: account.lastMonth,
          state: account.state,
          has_loan: account.hasLoan,
        };
  });

/** Adds those who are not there yet and tells who they were. */
const addResidents = async (
  transaction: Transaction<PlatformSchema>,
  residents: readonly SeedResident[],
): Promise<SeedResident[]> => {
  const added = await transaction
    .insertInto('residents')
    .values(residents.map(({ idNumber, name, sex }) => ({ id_number: idNumber, name, sex })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id_number')
    .execute();
  const idNumbers = new Set(added.map((row) => row.id_number));
  return residents.filter(({ idNumber }) => idNumbers.has(idNumber));
};

/**
 * Fills the departments' data with synthetic people: a small city, the person of the demonstration, and `residents`
 * (whoever has a card at the simulated reader). May run again on a filled store: what is there stays.
 */
export const seedPlatform = async (
  database: PlatformDatabase,
  { residents }: { readonly residents: readonly SeedResident[] },
): Promise<void> => {
  const everyone = oncePerIdNumber(syntheticPopulation(populationSize), [demonstrationResident], residents);
  await database.transaction().execute(async (transaction) => {
    const added = await addResidents(transaction, everyone);
    const properties = propertyRows(added);
    if (properties.length > 0) {
      await transaction
        .insertInto('properties')
        .values(properties)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const accounts = accountRows(added);
    if (accounts.length > 0) {
      await transaction
        .insertInto('provident_fund_accounts')
        .values(accounts)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });
};
