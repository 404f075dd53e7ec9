import { describe, expect, test } from 'vitest';
import { birthDateOf, idNumberFrom } from '../../../platform/seed/id-number.ts';
import { registerRows } from '../../../platform/seed/register-rows.ts';
import { householdAround, syntheticHouseholds } from '../../../platform/seed/synthetic-households.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';

const households = syntheticHouseholds(3000);
const rows = registerRows(households, []);
const people = households.flatMap(({ members }) => members);
const byIdNumber = new Map(people.map((person) => [person.idNumber, person]));

/** A column by which the rows of a table are told apart. */
const distinct = <Row>(list: readonly Row[], key: (row: Row) => unknown): number =>
  new Set(list.map(key)).size;

describe('the synthetic city of 3,000', () => {
  test('is the same every time, in all registers', () => {
    expect(registerRows(syntheticHouseholds(200), [])).toEqual(registerRows(syntheticHouseholds(200), []));
  });

  test('has everybody once, with a number that fits the birth date, the sex and the check character', () => {
    expect(people.length).toBeGreaterThanOrEqual(3000);
    expect(byIdNumber.size).toBe(people.length);
    for (const { idNumber, sex, birthYear } of people) {
      expect(idNumberFrom(idNumber.slice(0, 17))).toBe(idNumber);
      expect(idNumber.startsWith('430199')).toBe(true);
      expect(birthDateOf(idNumber)?.startsWith(String(birthYear))).toBe(true);
      expect(Number(idNumber[16]) % 2 === 1 ? '男' : '女').toBe(sex);
    }
  });

  test('has no number twice in any register', () => {
    expect(distinct(rows.properties, (row) => row.certificate_number)).toBe(rows.properties.length);
    expect(distinct(rows.provident_fund_accounts, (row) => row.account)).toBe(
      rows.provident_fund_accounts.length,
    );
    expect(distinct(rows.households, (row) => row.household_number)).toBe(rows.households.length);
    expect(distinct(rows.marriage_registrations, (row) => row.registration_number)).toBe(
      rows.marriage_registrations.length,
    );
    expect(distinct(rows.education_records, (row) => row.record_number)).toBe(rows.education_records.length);
    expect(distinct(rows.blood_donations, (row) => row.donation_number)).toBe(rows.blood_donations.length);
    expect(distinct(rows.social_insurance_participants, (row) => row.personal_number)).toBe(
      rows.social_insurance_participants.length,
    );
    expect(distinct(rows.administrative_penalties, (row) => row.decision_number)).toBe(
      rows.administrative_penalties.length,
    );
    expect(
      distinct(
        rows.certificates_held,
        (row) => `${row.kind} ${row.certificate_number} ${row.holder_id_number}`,
      ),
    ).toBe(rows.certificates_held.length);
  });

  test('has families: parents old enough for their children, couples old enough to marry', () => {
    for (const { members, marriages } of households) {
      const [head] = members;
      for (const { relation, birthYear } of members) {
        if (relation === '子' || relation === '女') {
          expect(birthYear - head.birthYear).toBeGreaterThanOrEqual(18);
        }
        if (relation === '父亲' || relation === '母亲') {
          expect(head.birthYear - birthYear).toBeGreaterThanOrEqual(20);
        }
      }
      for (const { husband, wife, year, divorceYear = year } of marriages) {
        expect(year - husband.birthYear).toBeGreaterThanOrEqual(22);
        expect(year - wife.birthYear).toBeGreaterThanOrEqual(20);
        expect(divorceYear).toBeGreaterThanOrEqual(year);
      }
    }
  });

  test('has children without accounts, dwellings or donations, and pensioners who draw a pension', () => {
    const ageOf = (idNumber: string): number => 2026 - (byIdNumber.get(idNumber)?.birthYear ?? Number.NaN);
    expect(
      Math.min(...rows.provident_fund_accounts.map((row) => ageOf(row.holder_id_number))),
    ).toBeGreaterThan(19);
    expect(Math.min(...rows.properties.map((row) => ageOf(row.owner_id_number)))).toBeGreaterThan(23);
    expect(Math.min(...rows.blood_donations.map((row) => ageOf(row.donor_id_number)))).toBeGreaterThan(17);
    for (const row of rows.social_insurance_participants.filter(
      ({ holder_id_number }) => ageOf(holder_id_number) > 61,
    )) {
      expect(row.state).toBe('领取待遇');
    }
    for (const { first_month, last_month } of rows.social_insurance_periods) {
      expect(first_month <= last_month && last_month <= '2026-12-01').toBe(true);
    }
  });

  test('has some of everything: divorces, penalties, lost and cancelled certificates, residents and employees', () => {
    expect(rows.marriage_registrations.filter(({ kind }) => kind === '离婚').length).toBeGreaterThan(50);
    expect(rows.administrative_penalties.length).toBeGreaterThan(20);
    expect(rows.blood_donations.length).toBeGreaterThan(200);
    expect(new Set(rows.certificates_held.map(({ state }) => state))).toEqual(
      new Set(['valid', 'cancelled', 'reported-lost']),
    );
    expect(new Set(rows.certificates_held.map(({ kind }) => kind)).size).toBe(11);
    expect(new Set(rows.medical_insurance_years.map(({ scheme }) => scheme)).size).toBe(2);
  });
});

describe('a person who is given', () => {
  test('is the head of a household at the address of the card', () => {
    const household = householdAround(demonstrationResident, new Set([demonstrationResident.idNumber]));
    expect(household?.place.address).toBe('潇湘市清溪区清溪镇柳塘村三组18号');
    expect(household?.members[0]).toMatchObject({ name: '林晓岚', relation: '户主', nationCode: '01' });
    const held = registerRows(household ? [household] : [], []).certificates_held;
    expect(held.find(({ kind }) => kind === 'senior-citizen-card' || kind === 'id-card')).toMatchObject({
      holder_id_number: demonstrationResident.idNumber,
    });
  });

  test.each([
    ['a foreigner', { idNumber: '911199198001010018', name: 'ANNA SPECIMEN', sex: '女' as const }],
    [
      'a number without a birth date',
      { idNumber: 'UTO123456789012', name: 'ANNA SPECIMEN', sex: '女' as const },
    ],
    ['an impossible birth date', { idNumber: '430199199902300013', name: '林', sex: '男' as const }],
  ])('has no household: %s', (_who, resident) => {
    expect(householdAround(resident, new Set())).toBeUndefined();
    expect(registerRows([], [resident]).residents).toHaveLength(1);
  });
});
