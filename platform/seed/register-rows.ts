import type { Insertable } from 'kysely';
import type { PlatformSchema } from '../store/schema.ts';
import { heldRows } from './registers/certificates-held.ts';
import { householdRows, marriageRows } from './registers/household-register.ts';
import { medicalInsuranceRows, socialInsuranceRows } from './registers/insurances.ts';
import { bloodDonationRows, educationRows, penaltyRows } from './registers/personal-records.ts';
import type { SeedProperty, SeedResident } from './seed-resident.ts';
import { accountFor } from './synthetic-account.ts';
import type { Household } from './synthetic-households.ts';
import { propertiesFor } from './synthetic-population.ts';

/** Tables that the synthetic city fills, in an order in which no row comes before what it refers to. */
export const cityTables = [
  'residents',
  'properties',
  'provident_fund_accounts',
  'social_insurance_participants',
  'social_insurance_periods',
  'medical_insurance_years',
  'households',
  'household_members',
  'marriage_registrations',
  'administrative_penalties',
  'education_records',
  'blood_donations',
  'certificates_held',
] as const;
export type CityTable = (typeof cityTables)[number];

export type CityRows = { [Table in CityTable]: Insertable<PlatformSchema[Table]>[] };

const noRows = (): CityRows => ({
  residents: [],
  properties: [],
  provident_fund_accounts: [],
  social_insurance_participants: [],
  social_insurance_periods: [],
  medical_insurance_years: [],
  households: [],
  household_members: [],
  marriage_registrations: [],
  administrative_penalties: [],
  education_records: [],
  blood_donations: [],
  certificates_held: [],
});

const propertyRow = (ownerIdNumber: string, property: SeedProperty): CityRows['properties'][number] => ({
  certificate_number: property.certificateNumber,
  owner_id_number: ownerIdNumber,
  location: property.location,
  area: property.area.toFixed(2),
  use: property.use,
  share: property.share,
  registered_on: property.registeredOn,
});

const accountRows = (idNumber: string): CityRows['provident_fund_accounts'] => {
  const account = accountFor(idNumber);
  return account === undefined
    ? []
    : [
        {
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
        },
      ];
};

/** What housing and the provident fund know of somebody. */
const addHoldings = (
  rows: CityRows,
  { idNumber, name, sex, ...given }: SeedResident,
): readonly SeedProperty[] => {
  const properties = given.properties ?? propertiesFor(idNumber);
  rows.residents.push({ id_number: idNumber, name, sex });
  rows.properties.push(...properties.map((property) => propertyRow(idNumber, property)));
  rows.provident_fund_accounts.push(...accountRows(idNumber));
  return properties;
};

/** What all registers know of the members of a household. */
const addHousehold = (rows: CityRows, household: Household): void => {
  const registered = householdRows(household);
  const marriages = marriageRows(household);
  const [booklet] = registered.households;
  if (booklet === undefined) {
    throw new Error('A household is not in its register');
  }
  rows.households.push(booklet);
  rows.household_members.push(...registered.members);
  rows.marriage_registrations.push(...marriages);
  for (const person of household.members) {
    const { idNumber } = person;
    const properties = addHoldings(rows, person);
    const social = socialInsuranceRows(person);
    const education = educationRows(person);
    rows.social_insurance_participants.push(...social.participants);
    rows.social_insurance_periods.push(...social.periods);
    rows.medical_insurance_years.push(...medicalInsuranceRows(person));
    rows.administrative_penalties.push(...penaltyRows(person));
    rows.education_records.push(...education);
    rows.blood_donations.push(...bloodDonationRows(person));
    rows.certificates_held.push(
      ...heldRows(person, {
        household: {
          number: booklet.household_number,
          policeStation: booklet.police_station,
          address: booklet.address,
        },
        properties,
        marriages: marriages.filter(
          (marriage) => marriage.husband_id_number === idNumber || marriage.wife_id_number === idNumber,
        ),
        education,
      }),
    );
  }
};

/**
 * Rows of households, and of people without one: foreigners, and whose number says no birth date. Those are known to
 * housing and provident fund only.
 */
export const registerRows = (
  households: readonly Household[],
  withoutHousehold: readonly SeedResident[],
): CityRows => {
  const rows = noRows();
  for (const household of households) {
    addHousehold(rows, household);
  }
  for (const resident of withoutHousehold) {
    addHoldings(rows, resident);
  }
  return rows;
};
