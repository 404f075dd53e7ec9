import type { Insertable } from 'kysely';
import type { HeldCertificateKind } from '../../contract/library.ts';
import type { LibraryTables } from '../../store/library-tables.ts';
import type { RegisterTables } from '../../store/register-tables.ts';
import { yearsFrom } from '../../years-from.ts';
import { type Chance, chanceFrom } from '../chance.ts';
import { seedYear } from '../seed-day.ts';
import type { SeedProperty } from '../seed-resident.ts';
import type { CityPerson } from '../synthetic-households.ts';
import { demonstrationResident } from '../synthetic-population.ts';
import { city, districts } from '../synthetic-places.ts';

type HeldRow = Insertable<LibraryTables['certificates_held']>;
type Rows<Table extends keyof RegisterTables> = readonly Insertable<RegisterTables[Table]>[];

/** What the registers say of a person, from which the certificates follow. */
export interface RegisteredFacts {
  readonly household: { readonly number: string; readonly policeStation: string; readonly address: string };
  readonly properties: readonly SeedProperty[];
  readonly marriages: Rows<'marriage_registrations'>;
  readonly education: Rows<'education_records'>;
}

const cardSince = (chance: Chance, oldest: number): string =>
  `${chance.between(Math.max(oldest, seedYear - 9), seedYear)}-05-20`;

/** Terms of an id card by age at its issue (居民身份证法 Art. 5); null is for good. */
const idCardUntil = (since: string, birthYear: number): string | null => {
  const age = Number(since.slice(0, 4)) - birthYear;
  if (age >= 46) {
    return null;
  }
  return yearsFrom(since, age < 16 ? 5 : age < 26 ? 10 : 20);
};

/** Every certificate of a person in the library. */
export const heldRows = (person: CityPerson, facts: RegisteredFacts): HeldRow[] => {
  const { idNumber, birthYear } = person;
  const chance = chanceFrom(`certificates of ${idNumber}`);
  const age = seedYear - birthYear;
  const held = (
    kind: HeldCertificateKind,
    certificateNumber: string,
    issuer: string,
    [validFrom, validUntil]: readonly [string, string | null],
    said: Record<string, string> = {},
  ): HeldRow => ({
    kind,
    certificate_number: certificateNumber,
    holder_id_number: idNumber,
    issuer,
    valid_from: validFrom,
    valid_until: validUntil,
    state: 'valid',
    facts: said,
  });
  const drawn = cardSince(chance, birthYear);
  const cardFrom = person.validFrom ?? drawn;
  const cardUntil = person.validUntil === 'long-term' ? null : person.validUntil;
  const rows = [
    held('id-card', idNumber, `${city}公安局`, [
      cardFrom,
      cardUntil === undefined ? idCardUntil(cardFrom, birthYear) : cardUntil,
    ]),
    held(
      'household-booklet',
      facts.household.number,
      facts.household.policeStation,
      [`${Math.max(2015, birthYear)}-11-01`, null],
      { relation: person.relation, address: facts.household.address },
    ),
    held(
      'social-security-card',
      `HN${idNumber.slice(6, 17)}`,
      `${city}人力资源和社会保障局`,
      [`${Math.max(2017, birthYear)}-11-01`, null],
      {
        // The citizen's own number, with or without a card: 社会保障号码 of the standard for social security cards.
        socialSecurityNumber: idNumber,
        bank: chance.of(['潇湘银行', '潇湘农村商业银行'] as const),
      },
    ),
    ...facts.properties.map(({ certificateNumber, registeredOn, location }) =>
      held('property-title', certificateNumber, `${city}不动产登记中心`, [registeredOn, null], { location }),
    ),
    ...facts.marriages.map(({ kind, registration_number, registered_on, office }) =>
      held(kind === '结婚' ? 'marriage-certificate' : 'divorce-certificate', registration_number, office, [
        registered_on,
        null,
      ]),
    ),
    ...facts.education
      .filter(({ state }) => state === '毕业')
      .map(({ record_number, school, level, until_date }) =>
        held('diploma', record_number, school, [until_date, null], { level }),
      ),
  ];
  if (age >= 20 && age < 70 && chance.percent(55)) {
    const since = `${chance.between(Math.max(birthYear + 18, seedYear - 7), seedYear - 1)}-04-12`;
    const licence = held(
      'driving-licence',
      idNumber,
      `${city}公安局交通警察支队`,
      [since, yearsFrom(since, 6)],
      {
        class: chance.of(['C1', 'C1', 'C1', 'C2', 'B2', 'D'] as const),
      },
    );
    rows.push(chance.percent(3) ? { ...licence, state: 'reported-lost' } : licence);
  }
  if (age >= 61 && chance.percent(85)) {
    rows.push(
      held('senior-citizen-card', `LN${idNumber.slice(6, 17)}`, `${city}民政局`, [
        `${birthYear + 60}-12-01`,
        null,
      ]),
    );
  }
  const insurance = chanceFrom(`medical card of ${idNumber}`);
  rows.push(
    held(
      'medical-insurance-card',
      `YB${idNumber.slice(6, 17)}`,
      `${city}医疗保障局`,
      [`${Math.max(2021, birthYear)}-01-01`, null],
      { region: insurance.of(districts) },
    ),
  );
  const trade = chanceFrom(`business of ${idNumber}`);
  // The person of the demonstration once had a shop: her licence has expired.
  const hadShop = idNumber === demonstrationResident.idNumber;
  if (age >= 22 && age < 75 && (trade.percent(12) || hadShop)) {
    const since = `${trade.between(seedYear - 8, seedYear - 5)}-03-01`;
    rows.push(
      held(
        'business-licence',
        `92430199MA${idNumber.slice(7, 14)}X`,
        `${city}市场监督管理局`,
        [since, trade.percent(50) || hadShop ? yearsFrom(since, 4) : null],
        { title: `${city}清溪区${person.name.slice(0, 1)}记小吃店`, business: '个体工商户' },
      ),
    );
  }
  const [last] = facts.marriages.slice(-1);
  // A marriage that was ended is no longer certified.
  return rows.map((row) =>
    row.kind === 'marriage-certificate' && last?.kind === '离婚' ? { ...row, state: 'cancelled' } : row,
  );
};
