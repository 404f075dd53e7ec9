import type { SeedResident } from '../../../platform/seed/seed-resident.ts';
import type { PlatformDatabase } from '../../../platform/store/open-store.ts';

/** Somebody of whom the registers have more than a certificate can list. */
export const busyResident: SeedResident = {
  idNumber: '430199198203040015',
  name: '阿卜杜热合曼·艾则孜·买买提明',
  sex: '男',
};

const many = Array.from({ length: 30 }, (_, index) => index);
const twoDigits = (index: number): string => String(index + 1).padStart(2, '0');

/** Texts of which no two are alike, so that compression does not help. */
const distinct = (index: number, length: number): string =>
  Array.from({ length }, (_, position) =>
    String.fromCodePoint(0x4e00 + ((index * 131 + position * 977 + position * position * 37) % 20_000)),
  ).join('');

const householdRows = async (database: PlatformDatabase): Promise<void> => {
  await database
    .insertInto('households')
    .values({
      household_number: '4301990199999999999999',
      kind: '家庭户',
      address: `潇湘市清溪区${distinct(1, 40)}`,
      police_station: `潇湘市公安局${distinct(2, 20)}派出所`,
    })
    .execute();
  for (const index of many) {
    await database
      .insertInto('household_members')
      .values({
        id_number: index === 7 ? busyResident.idNumber : `4301992010010100${twoDigits(index)}`,
        household_number: '4301990199999999999999',
        position: index + 1,
        name: index === 7 ? busyResident.name : distinct(index, 10),
        sex: index % 2 === 0 ? '男' : '女',
        relation: index === 0 ? '户主' : '其他亲属',
        nation_code: '05',
        birth_date: `${1940 + 2 * index}-02-03`,
        moved_in_on: '2001-02-03',
        moved_from: distinct(3, 12),
      })
      .execute();
  }
};

const insuranceRows = async (database: PlatformDatabase): Promise<void> => {
  const holder = { holder_id_number: busyResident.idNumber };
  await database
    .insertInto('social_insurance_participants')
    .values({
      ...holder,
      personal_number: '43999999999999',
      state: '参保缴费',
      pension_since: null,
      pension_amount: null,
    })
    .execute();
  for (const index of many) {
    const month = `${2024 + Math.floor((index + 6) / 12)}-${twoDigits((index + 6) % 12)}-01`;
    await database
      .insertInto('social_insurance_periods')
      .values({
        ...holder,
        first_month: month,
        last_month: month,
        employer: `${distinct(index, 12)}有限公司`,
        kinds: ['企业职工基本养老保险', '失业保险', '工伤保险', '生育保险', '城乡居民基本养老保险'],
        base: `${4000 + 371 * index}.${twoDigits(index)}`,
      })
      .execute();
    await database
      .insertInto('medical_insurance_years')
      .values({
        ...holder,
        year: 1997 + index,
        scheme: index % 2 === 0 ? '职工基本医疗保险' : '城乡居民基本医疗保险',
        region: distinct(4, 8),
        months: 12,
        personal_amount: `${4000 + 371 * index}.${twoDigits(index)}`,
        employer_amount: `${9000 + 673 * index}.${twoDigits(index)}`,
        subsidy: `${1 + 97 * index}.${twoDigits(index)}`,
      })
      .execute();
  }
};

const personalRows = async (database: PlatformDatabase): Promise<void> => {
  const { idNumber, name } = busyResident;
  for (const index of many) {
    await database
      .insertInto('marriage_registrations')
      .values({
        registration_number: `J430199-${1990 + index}-98765${twoDigits(index)}`,
        kind: index % 2 === 0 ? '结婚' : '离婚',
        husband_id_number: idNumber,
        husband_name: name,
        wife_id_number: `4301991984010100${twoDigits(index)}`,
        wife_name: distinct(index, 3),
        registered_on: `${1990 + index}-03-04`,
        office: `${distinct(index, 8)}婚姻登记处`,
      })
      .execute();
    await database
      .insertInto('administrative_penalties')
      .values({
        decision_number: `潇罚决字〔2026〕第98765${twoDigits(index)}号`,
        subject_id_number: idNumber,
        authority: `潇湘市${distinct(index, 8)}局`,
        decided_on: `2026-01-${twoDigits(index)}`,
        conduct: distinct(index, 200),
        legal_basis: distinct(index, 40),
        penalty: distinct(index + 50, 90),
        fine: `${1000 + 137 * index}.00`,
      })
      .execute();
    await database
      .insertInto('education_records')
      .values({
        record_number: `43${1990 + index}98765432${twoDigits(index)}`,
        holder_id_number: idNumber,
        school: `${distinct(index, 8)}大学`,
        level: '大学本科',
        major: distinct(index + 7, 10),
        from_date: `${1990 + index}-09-01`,
        until_date: `${1994 + index}-06-30`,
        state: '毕业',
      })
      .execute();
    await database
      .insertInto('blood_donations')
      .values({
        donation_number: `X${twoDigits(index)}`,
        donor_id_number: idNumber,
        blood_group: 'AB',
        rhesus: '阴性',
        donated_on: `${1996 + index}-03-${twoDigits(index)}`,
        kind: index % 2 === 0 ? '全血' : '血小板',
        amount: index % 2 === 0 ? 200 + index : 2,
        place: distinct(index, 12),
      })
      .execute();
  }
};

/** Fills every register but those of dwellings and of the provident fund. */
export const addBusyResident = async (database: PlatformDatabase): Promise<void> => {
  const { idNumber, name, sex } = busyResident;
  await database.insertInto('residents').values({ id_number: idNumber, name, sex }).execute();
  await householdRows(database);
  await insuranceRows(database);
  await personalRows(database);
};
