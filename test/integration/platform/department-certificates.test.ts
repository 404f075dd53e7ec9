import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import type { Resident, Statements } from '../../../platform/departments/certificate-issuer.ts';
import { shortened } from '../../../platform/departments/statement-text.ts';
import { syntheticHouseholds } from '../../../platform/seed/synthetic-households.ts';
import { cityTables, registerRows } from '../../../platform/seed/register-rows.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { fillTestStore } from '../../helpers/platform-services.ts';
import { testNow } from '../../helpers/platform.ts';

const households = syntheticHouseholds(400);
const rows = registerRows(households, []);

/** Somebody of whom no register has anything but what a test writes. */
const person: Resident = { idNumber: '430199198203040015', name: '欧阳清和', sex: '男' };
const spouse = { idNumber: '430199198405060028', name: '林晓岚' };

/** One of those whom the registers must have among 400 people. */
const one = <Row>(list: readonly Row[], is: (row: Row) => boolean = () => true): Row => {
  const found = list.find(is);
  if (found === undefined) {
    throw new Error('Nobody of the city is like that');
  }
  return found;
};

const residentOf = (holder: string): Resident => {
  const { idNumber, name, sex } = one(
    households.flatMap(({ members }) => members),
    (member) => member.idNumber === holder,
  );
  return { idNumber, name, sex };
};

let store: Store;

beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database, { populationSize: 400 });
});

afterAll(() => store.close());

const ask = (kind: string, resident: Resident, now = testNow): Promise<Statements | 'unknown-person'> =>
  one(certificateIssuers, (issuer) => issuer.kind === kind).state(store.database, resident, now);

/** What a department states of somebody whom it knows. */
const statementsOf = async (kind: string, resident: Resident, now = testNow): Promise<Statements> => {
  const statements = await ask(kind, resident, now);
  if (statements === 'unknown-person') {
    throw new Error(`${kind} does not know the person`);
  }
  return statements;
};

/** Takes back what a test wrote of the person. */
const forgetPerson = async (): Promise<void> => {
  const { database } = store;
  const { idNumber } = person;
  await database.deleteFrom('social_insurance_periods').where('holder_id_number', '=', idNumber).execute();
  await database
    .deleteFrom('social_insurance_participants')
    .where('holder_id_number', '=', idNumber)
    .execute();
  await database.deleteFrom('medical_insurance_years').where('holder_id_number', '=', idNumber).execute();
  await database.deleteFrom('household_members').where('household_number', '=', 'H1').execute();
  await database.deleteFrom('households').where('household_number', '=', 'H1').execute();
  await database.deleteFrom('marriage_registrations').where('husband_id_number', '=', idNumber).execute();
  await database.deleteFrom('administrative_penalties').where('subject_id_number', '=', idNumber).execute();
  await database.deleteFrom('education_records').where('holder_id_number', '=', idNumber).execute();
  await database.deleteFrom('blood_donations').where('donor_id_number', '=', idNumber).execute();
};

describe('a person of whom no department has anything', () => {
  test.each([
    'provident-fund-deposit',
    'social-insurance',
    'medical-insurance',
    'household-register',
    'education',
    'blood-donation',
  ])('is unknown to %s', async (kind) => {
    expect(await ask(kind, person)).toBe('unknown-person');
  });

  test.each(['housing-status', 'marriage-record', 'no-penalty'])(
    'is certified by %s to have nothing',
    async (kind) => {
      const { facts, tables } = await statementsOf(kind, person);
      expect(facts).toMatchObject({ result: '无', count: '0' });
      expect(Object.values(tables)).toEqual([[]]);
    },
  );
});

describe('社会保险参保证明', () => {
  const insure = async (
    state: '参保缴费' | '暂停缴费' | '领取待遇',
    periods: readonly (readonly [first: string, last: string, employer: string, base: string])[],
    pension: readonly [since: string, amount: string] | null = null,
  ): Promise<void> => {
    await forgetPerson();
    await store.database
      .insertInto('social_insurance_participants')
      .values({
        holder_id_number: person.idNumber,
        personal_number: '43000000000001',
        state,
        pension_since: pension?.[0] ?? null,
        pension_amount: pension?.[1] ?? null,
      })
      .execute();
    for (const [first, last, employer, base] of periods) {
      await store.database
        .insertInto('social_insurance_periods')
        .values({
          holder_id_number: person.idNumber,
          first_month: first,
          last_month: last,
          employer,
          kinds: ['企业职工基本养老保险', '失业保险'],
          base,
        })
        .execute();
    }
  };

  test('has the months of each kind, and the last 24 that were due, gaps named', async () => {
    await insure('参保缴费', [
      ['2023-01-01', '2025-02-01', '甲公司', '5000'],
      ['2025-06-01', '2026-10-01', '乙公司', '6500.5'],
    ]);
    expect(await statementsOf('social-insurance', person)).toEqual({
      facts: { personalNumber: '43000000000001', state: '参保缴费', employer: '乙公司', recentPaid: '21' },
      tables: {
        kinds: [
          ['企业职工基本养老保险', '2023-01', '2026-10', '43'],
          ['失业保险', '2023-01', '2026-10', '43'],
        ],
        recent: [
          ['2024-11', '2025-02', '4', '甲公司', '5000.00'],
          ['2025-03', '2025-05', '3', '未缴费', '—'],
          ['2025-06', '2026-10', '17', '乙公司', '6500.50'],
        ],
      },
    });
  });

  test('does not count the present month as missing, on its first and on its last day in China', async () => {
    await insure('参保缴费', [['2020-01-01', '2026-10-01', '甲公司', '5000']]);
    const first = Date.UTC(2026, 9, 31, 16);
    const last = Date.UTC(2026, 10, 30, 15, 59);
    for (const now of [first, last]) {
      const { facts, tables } = await statementsOf('social-insurance', person, now);
      expect(facts.recentPaid).toBe('24');
      expect(tables.recent).toEqual([['2024-11', '2026-10', '24', '甲公司', '5000.00']]);
    }
    const { tables } = await statementsOf('social-insurance', person, last + 60_000);
    expect(tables.recent?.at(-1)).toEqual(['2026-11', '2026-11', '1', '未缴费', '—']);
  });

  test('says since when a pension is drawn, but not how much', async () => {
    await insure('领取待遇', [['2020-01-01', '2025-06-01', '甲公司', '5000']], ['2025-07-01', '3456.78']);
    const statements = await statementsOf('social-insurance', person);
    expect(statements.facts).toMatchObject({ state: '领取待遇（2025-07起）', recentPaid: '8' });
    expect(statements.tables.recent).toEqual([
      ['2024-11', '2025-06', '8', '甲公司', '5000.00'],
      ['2025-07', '2026-10', '16', '领取养老待遇', '—'],
    ]);
    expect(JSON.stringify(statements)).not.toContain('3456');
  });

  test('of a pensioner who never paid here has no kinds, and no employer', async () => {
    await insure('领取待遇', [], ['2010-01-01', '200']);
    expect(await statementsOf('social-insurance', person)).toMatchObject({
      facts: { employer: '—', recentPaid: '0' },
      tables: { kinds: [], recent: [['2024-11', '2026-10', '24', '领取养老待遇', '—']] },
    });
  });
});

describe('基本医疗保险参保缴费证明', () => {
  const pay = async (years: readonly number[]): Promise<void> => {
    await forgetPerson();
    for (const year of years) {
      await store.database
        .insertInto('medical_insurance_years')
        .values({
          holder_id_number: person.idNumber,
          year,
          scheme: '城乡居民基本医疗保险',
          region: '潇湘市',
          months: 12,
          personal_amount: '380.10',
          employer_amount: '0',
          subsidy: '640',
        })
        .execute();
    }
  };

  test('has the present year and four before it, and adds up what the person paid, to the cent', async () => {
    await pay([2019, 2021, 2022, 2024, 2025, 2026]);
    const { facts, tables } = await statementsOf('medical-insurance', person);
    expect(facts).toEqual({
      scheme: '城乡居民基本医疗保险',
      region: '潇湘市',
      presentYear: '2026',
      state: '已参保缴费',
      firstYear: '2022',
      personalTotal: '1520.40',
    });
    expect(tables.years?.map(([year]) => year)).toEqual(['2026', '2025', '2024', '2022']);
    expect(tables.years?.[0]).toEqual(['2026', '城乡居民基本医疗保险', '12', '380.10', '0.00', '640.00']);
  });

  test('says that the present year is not paid, and that nothing was in five years', async () => {
    await pay([2025]);
    expect((await statementsOf('medical-insurance', person)).facts.state).toBe('未参保缴费');
    await pay([2018]);
    expect(await statementsOf('medical-insurance', person)).toMatchObject({
      facts: { state: '未参保缴费', personalTotal: '0.00' },
      tables: { years: [] },
    });
  });
});

describe('户籍证明', () => {
  const register = async (
    kind: '家庭户' | '集体户',
    members: readonly (readonly [idNumber: string, name: string, relation: string])[],
  ): Promise<void> => {
    await forgetPerson();
    await store.database
      .insertInto('households')
      .values({ household_number: 'H1', kind, address: '潇湘市清溪区1号', police_station: '清溪派出所' })
      .execute();
    for (const [index, [idNumber, name, relation]] of members.entries()) {
      await store.database
        .insertInto('household_members')
        .values({
          id_number: idNumber,
          household_number: 'H1',
          position: index + 1,
          name,
          sex: '女',
          relation,
          nation_code: '15',
          birth_date: '1984-05-06',
          moved_in_on: '2009-10-01',
          moved_from: idNumber === person.idNumber ? '湖南省外' : null,
        })
        .execute();
    }
  };

  test('names the holder in full, and of the others no more than it takes to see who belongs to whom', async () => {
    await register('家庭户', [
      [spouse.idNumber, spouse.name, '户主'],
      [person.idNumber, person.name, '配偶'],
      ['430199201001010031', '林*', '子'],
    ]);
    const statements = await statementsOf('household-register', person);
    expect(statements).toEqual({
      facts: {
        householdNumber: 'H1',
        householdKind: '家庭户',
        address: '潇湘市清溪区1号',
        policeStation: '清溪派出所',
        head: '林**',
        relation: '配偶',
        nation: '土家族',
        birthDate: '1984年5月6日',
        registration: '2009年10月1日由湖南省外迁入',
        memberCount: '3人',
      },
      tables: {
        members: [
          ['户主', '林**', '女', '1984'],
          ['配偶（本人）', '欧阳清和', '女', '1984'],
          ['子', '林*', '女', '1984'],
        ],
      },
    });
    expect(JSON.stringify(statements)).not.toContain(spouse.idNumber);
  });

  test('of somebody in a collective household says nothing of the hundreds of others', async () => {
    await register('集体户', [
      [spouse.idNumber, spouse.name, '户主'],
      [person.idNumber, person.name, '其他'],
    ]);
    expect(await statementsOf('household-register', person)).toMatchObject({
      facts: { householdKind: '集体户', head: '—', memberCount: '—' },
      tables: { members: [['其他（本人）', '欧阳清和', '女', '1984']] },
    });
  });

  test('of a large household has 20 members, and their number', async () => {
    const others = Array.from(
      { length: 24 },
      (_, index) => [`4301992010010100${10 + index}`, '林晓', '子'] as const,
    );
    await register('家庭户', [[person.idNumber, person.name, '户主'], ...others]);
    const { facts, tables } = await statementsOf('household-register', person);
    expect(facts.memberCount).toBe('25人');
    expect(facts.head).toBe('欧阳清和');
    expect(tables.members).toHaveLength(20);
  });
});

describe('婚姻登记记录证明', () => {
  const marry = async (registrations: readonly (readonly ['结婚' | '离婚', string])[]): Promise<void> => {
    await forgetPerson();
    for (const [kind, day] of registrations) {
      await store.database
        .insertInto('marriage_registrations')
        .values({
          registration_number: `${kind} ${day}`,
          kind,
          husband_id_number: person.idNumber,
          husband_name: person.name,
          wife_id_number: spouse.idNumber,
          wife_name: spouse.name,
          registered_on: day,
          office: '清溪区民政局婚姻登记处',
        })
        .execute();
    }
  };

  test('lists marriage and divorce in their order, the other one masked', async () => {
    await marry([
      ['离婚', '2019-07-01'],
      ['结婚', '2010-05-20'],
    ]);
    const statements = await statementsOf('marriage-record', person);
    expect(statements.facts).toEqual({
      scope: '潇湘市各婚姻登记机关',
      period: '有登记档案以来至本证明开具之时',
      result: '有',
      count: '2',
      source: '婚姻登记档案',
    });
    expect(statements.tables.registrations).toEqual([
      ['结婚登记', '2010-05-20', '结婚 2010-05-20', '清溪区民政局婚姻登记处', '林**'],
      ['离婚登记', '2019-07-01', '离婚 2019-07-01', '清溪区民政局婚姻登记处', '林**'],
    ]);
    expect(JSON.stringify(statements)).not.toMatch(new RegExp(`${spouse.name}|${spouse.idNumber}`));
  });

  test('is the same event for the other one, who sees the masked name of the first', async () => {
    await marry([['结婚', '2010-05-20']]);
    const hers = await statementsOf('marriage-record', { ...spouse, sex: '女' });
    expect(hers.tables.registrations?.map((cells) => cells.at(-1))).toEqual(['欧***']);
  });
});

describe('行政处罚信息查询证明', () => {
  const penalise = async (days: readonly string[]): Promise<void> => {
    await forgetPerson();
    for (const [index, day] of days.entries()) {
      await store.database
        .insertInto('administrative_penalties')
        .values({
          decision_number: `潇罚 ${index}`,
          subject_id_number: person.idNumber,
          authority: '潇湘市市场监督管理局',
          decided_on: day,
          conduct: '使用不合格计量器具',
          legal_basis: '《中华人民共和国计量法》第二十六条',
          penalty: '罚款',
          fine: '800',
        })
        .execute();
    }
  };

  test('covers three years to the day of the issue in China, both days included', async () => {
    await penalise(['2023-11-19', '2023-11-20', '2026-11-20', '2026-11-21']);
    const { facts, tables } = await statementsOf('no-penalty', person);
    expect(facts).toEqual({
      scope: '潇湘市各级行政执法机关',
      from: '2023年11月20日',
      until: '2026年11月20日',
      result: '有',
      count: '2',
      source: '行政执法信息库',
    });
    expect(tables.penalties).toEqual([
      ['2023-11-20', '潇罚 1', '潇湘市市场监督管理局', '使用不合格计量器具', '罚款', '800.00'],
      ['2026-11-20', '潇罚 2', '潇湘市市场监督管理局', '使用不合格计量器具', '罚款', '800.00'],
    ]);
  });

  test('of a person whose only penalty is older says none', async () => {
    await penalise(['2023-11-19']);
    expect(await statementsOf('no-penalty', person)).toMatchObject({
      facts: { result: '无', count: '0' },
      tables: { penalties: [] },
    });
  });

  test('on a 29 February searches from 28 February', async () => {
    const { facts } = await statementsOf('no-penalty', person, Date.UTC(2028, 1, 29, 4));
    expect(facts).toMatchObject({ from: '2025年2月28日', until: '2028年2月29日' });
  });

  test('lists the latest four and counts them all', async () => {
    await penalise(Array.from({ length: 23 }, (_, index) => `2026-01-${String(index + 1).padStart(2, '0')}`));
    const { facts, tables } = await statementsOf('no-penalty', person);
    expect(facts.count).toBe('23');
    expect(tables.penalties?.map(([day]) => day?.slice(-2))).toEqual(['20', '21', '22', '23']);
  });
});

describe('a long text of a register', () => {
  test('is cut, and says so', () => {
    expect(shortened('未取得食品经营许可', 9)).toBe('未取得食品经营许可');
    expect(shortened('未取得食品经营许可', 8)).toBe('未取得食品经营…');
    expect(shortened('𠮷𠮷𠮷', 2)).toBe('𠮷…');
  });
});

describe('学籍学历证明', () => {
  test('states the present school of a pupil above the ones before it', async () => {
    const pupil = one(rows.education_records, ({ state }) => state === '在读');
    const { facts, tables } = await statementsOf('education', residentOf(pupil.holder_id_number));
    expect(facts).toEqual({
      school: pupil.school,
      level: pupil.level,
      state: '在读',
      source: '学籍学历档案',
    });
    expect(tables.records?.at(-1)).toEqual([
      pupil.level,
      pupil.school,
      pupil.major ?? '—',
      pupil.from_date.slice(0, 7),
      pupil.until_date.slice(0, 7),
      '在读',
      pupil.record_number,
    ]);
  });
});

describe('无偿献血证明', () => {
  const donate = async (count: number): Promise<void> => {
    await forgetPerson();
    for (let index = 0; index < count; index++) {
      await store.database
        .insertInto('blood_donations')
        .values({
          donation_number: `X${index}`,
          donor_id_number: person.idNumber,
          blood_group: 'O',
          rhesus: '阴性',
          donated_on: `${2000 + index}-03-01`,
          kind: index % 2 === 0 ? '全血' : '血小板',
          amount: index % 2 === 0 ? 400 : 2,
          place: '潇湘市血液中心',
        })
        .execute();
    }
  };

  test('adds up the two kinds apart, and shows the latest first', async () => {
    await donate(3);
    expect(await statementsOf('blood-donation', person)).toEqual({
      facts: {
        bloodGroup: 'O型',
        rhesus: 'RhD阴性',
        count: '3',
        wholeBlood: '800',
        platelets: '2',
        firstDate: '2000年3月1日',
        honour: '—',
      },
      tables: {
        donations: [
          ['2002-03-01', '全血', '400毫升', '潇湘市血液中心'],
          ['2001-03-01', '血小板', '2治疗量', '潇湘市血液中心'],
          ['2000-03-01', '全血', '400毫升', '潇湘市血液中心'],
        ],
      },
    });
  });

  test('of a frequent donor has the honour and all in the totals, the latest six in the table', async () => {
    await donate(20);
    const { facts, tables } = await statementsOf('blood-donation', person);
    expect(facts).toMatchObject({
      count: '20',
      wholeBlood: '4000',
      platelets: '20',
      honour: '无偿献血奉献奖金奖',
    });
    expect(tables.donations?.map(([day]) => day?.slice(0, 4))).toEqual([
      '2019',
      '2018',
      '2017',
      '2016',
      '2015',
      '2014',
    ]);
  });
});

test('the city of the tests has somebody in every register', () => {
  expect(cityTables.filter((table) => rows[table].length === 0)).toEqual([]);
});
