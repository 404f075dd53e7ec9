import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bloodDonationsOf } from '../../../platform/departments/blood-donation/blood-donation-record.ts';
import { educationOf } from '../../../platform/departments/education/education-record.ts';
import { householdOf } from '../../../platform/departments/household-register/household-record.ts';
import { marriagesOf } from '../../../platform/departments/marriage-register/marriage-record.ts';
import { medicalInsuranceOf } from '../../../platform/departments/medical-insurance/medical-insurance-record.ts';
import { penaltiesOf } from '../../../platform/departments/penalty-register/penalty-record.ts';
import { socialInsuranceOf } from '../../../platform/departments/social-insurance/social-insurance-record.ts';
import { cityTables, registerRows } from '../../../platform/seed/register-rows.ts';
import { syntheticHouseholds } from '../../../platform/seed/synthetic-households.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { fillTestStore } from '../../helpers/platform-services.ts';
import { testStores } from '../../helpers/platform-submissions.ts';

const households = syntheticHouseholds(400);
const rows = registerRows(households, []);

/** One of those whom the registers must have among 400 people. */
const one = <Row>(list: readonly Row[], is: (row: Row) => boolean = () => true): Row => {
  const found = list.find(is);
  if (found === undefined) {
    throw new Error('Nobody of the city is like that');
  }
  return found;
};

describe.each(['embedded', 'PostgreSQL'] as const)('the registers on the %s store', (name) => {
  let store: Store;
  let stop: () => Promise<void>;

  const counts = async (): Promise<number[]> => {
    const found: number[] = [];
    for (const table of cityTables) {
      const row = await store.database
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      found.push(row.count);
    }
    return found;
  };

  beforeAll(async () => {
    const place = await testStores[name]();
    stop = place.stop;
    store = await openStore(place.location);
    await fillTestStore(store.database, { populationSize: 100 });
    await fillTestStore(store.database, { populationSize: 400 });
  });

  afterAll(async () => {
    await store.close();
    await stop();
  });

  test('hold the city as it was made, though it grew, and the given person beside it', async () => {
    const [residents = 0, ...others] = await counts();
    const made = cityTables.map((table) => rows[table].length);
    const family = residents - (made[0] ?? 0);
    expect(family).toBeGreaterThanOrEqual(1);
    expect(others.every((count, index) => count >= (made[index + 1] ?? Number.NaN))).toBe(true);
  });

  test('stay as they are when they are filled again, whole or smaller', async () => {
    const before = await counts();
    await fillTestStore(store.database, { populationSize: 400 });
    await fillTestStore(store.database, { populationSize: 10 });
    expect(await counts()).toEqual(before);
  });

  test('take a resident who was given later, and keep what they know of those who were there', async () => {
    const later = { idNumber: '43019919990909137X', name: '彭子昂', sex: '男' as const, nationCode: '15' };
    await fillTestStore(store.database, {
      residents: [later, { ...demonstrationResident, name: '林晓蓝' }],
      populationSize: 400,
    });
    expect(await householdOf(store.database, later.idNumber)).toMatchObject({
      person: { name: '彭子昂', nationCode: '15', relation: '户主', birthDate: '1999-09-09' },
    });
    const known = await householdOf(store.database, demonstrationResident.idNumber);
    expect(known?.person.name).toBe('林晓岚');
  });

  test('know a household with its members, the head first', async () => {
    const household = one(households, ({ members }) => members.length > 2);
    const [head, second] = household.members;
    const found = await householdOf(store.database, second?.idNumber ?? '');
    expect(found).toMatchObject({ kind: '家庭户', address: household.place.address });
    expect(found?.members.map(({ idNumber }) => idNumber)).toEqual(
      household.members.map(({ idNumber }) => idNumber),
    );
    expect(found?.members[0]).toMatchObject({ relation: '户主', name: head.name });
    expect(found?.person.idNumber).toBe(second?.idNumber);
  });

  test('know a marriage from either side, and the divorce after it', async () => {
    const divorce = one(rows.marriage_registrations, ({ kind }) => kind === '离婚');
    const [his, hers] = await Promise.all([
      marriagesOf(store.database, divorce.husband_id_number),
      marriagesOf(store.database, divorce.wife_id_number),
    ]);
    expect(his.map(({ kind }) => kind)).toEqual(['结婚', '离婚']);
    expect(his[1]).toMatchObject({
      registeredOn: divorce.registered_on,
      spouse: { idNumber: divorce.wife_id_number, name: divorce.wife_name },
    });
    expect(hers[1]?.spouse.idNumber).toBe(divorce.husband_id_number);
  });

  test('count the months of social insurance and show the last 24', async () => {
    const period = one(
      rows.social_insurance_periods,
      ({ last_month, kinds }) => last_month === '2026-10-01' && kinds.length === 3,
    );
    const found = await socialInsuranceOf(store.database, period.holder_id_number, '2026-12');
    const [year = 0, month = 0] = period.first_month.split('-').map(Number);
    const months = (2026 - year) * 12 + (10 - month) + 1;
    expect(found?.state).toBe('参保缴费');
    expect(found?.monthsPaid).toEqual({ 企业职工基本养老保险: months, 失业保险: months, 工伤保险: months });
    expect(found?.lastMonths).toHaveLength(24);
    expect(found?.lastMonths[0]?.month).toBe('2025-01');
    expect(found?.lastMonths.slice(-3).map(({ period: paid }) => paid?.employer)).toEqual([
      period.employer,
      undefined,
      undefined,
    ]);
  });

  test('know medical insurance, schools, donations and penalties', async () => {
    const donation = one(rows.blood_donations);
    const donor = await bloodDonationsOf(store.database, donation.donor_id_number);
    const own = rows.blood_donations.filter((row) => row.donor_id_number === donation.donor_id_number);
    expect(donor?.donations).toHaveLength(own.length);
    expect(donor?.wholeBloodMillilitres).toBe(
      own.reduce((sum, { kind, amount }) => sum + (kind === '全血' ? amount : 0), 0),
    );

    const insured = one(rows.medical_insurance_years, ({ year }) => year === 2024).holder_id_number;
    expect((await medicalInsuranceOf(store.database, insured)).map(({ year }) => year)).toEqual([
      2026, 2025, 2024,
    ]);

    const pupil = one(rows.education_records, ({ state }) => state === '在读');
    expect((await educationOf(store.database, pupil.holder_id_number)).at(-1)).toMatchObject({
      school: pupil.school,
      until: pupil.until_date,
      state: '在读',
    });

    const penalty = one(rows.administrative_penalties);
    const day = penalty.decided_on;
    const during = (from: string, until: string) =>
      penaltiesOf(store.database, penalty.subject_id_number, { from, until });
    expect(await during(day, day)).toMatchObject([
      { decisionNumber: penalty.decision_number, decidedOn: day },
    ]);
    expect(await during('2010-01-01', '2020-12-31')).toEqual([]);
  });

  test('know nothing of strangers', async () => {
    const stranger = '110105194912310021';
    expect(await householdOf(store.database, stranger)).toBeUndefined();
    expect(await socialInsuranceOf(store.database, stranger, '2026-11')).toBeUndefined();
    expect(await bloodDonationsOf(store.database, stranger)).toBeUndefined();
    expect(await marriagesOf(store.database, stranger)).toEqual([]);
    expect(await medicalInsuranceOf(store.database, stranger)).toEqual([]);
    expect(await educationOf(store.database, stranger)).toEqual([]);
  });
});
