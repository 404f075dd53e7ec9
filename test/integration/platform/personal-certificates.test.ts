import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Resident } from '../../../platform/departments/certificate-issuer.ts';
import { shortened } from '../../../platform/departments/statement-text.ts';
import { registerRows } from '../../../platform/seed/register-rows.ts';
import { syntheticHouseholds } from '../../../platform/seed/synthetic-households.ts';
import { type DepartmentWorld, openDepartments, person } from './department-world.ts';

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

const residentOf = (holder: string): Resident => {
  const { idNumber, name, sex } = one(
    households.flatMap(({ members }) => members),
    (member) => member.idNumber === holder,
  );
  return { idNumber, name, sex };
};

let world: DepartmentWorld;

beforeAll(async () => {
  world = await openDepartments(400);
});

afterAll(() => world.close());

describe('行政处罚信息查询证明', () => {
  const penalise = async (days: readonly string[]): Promise<void> => {
    await world.forgetPerson();
    for (const [index, day] of days.entries()) {
      await world.database
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
    const { facts, tables } = await world.statementsOf('no-penalty', person);
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
    expect(await world.statementsOf('no-penalty', person)).toMatchObject({
      facts: { result: '无', count: '0' },
      tables: { penalties: [] },
    });
  });

  test('on a 29 February searches from 28 February', async () => {
    const { facts } = await world.statementsOf('no-penalty', person, Date.UTC(2028, 1, 29, 4));
    expect(facts).toMatchObject({ from: '2025年2月28日', until: '2028年2月29日' });
  });

  test('lists the latest four and counts them all', async () => {
    await penalise(Array.from({ length: 23 }, (_, index) => `2026-01-${String(index + 1).padStart(2, '0')}`));
    const { facts, tables } = await world.statementsOf('no-penalty', person);
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
    const { facts, tables } = await world.statementsOf('education', residentOf(pupil.holder_id_number));
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
    await world.forgetPerson();
    for (let index = 0; index < count; index++) {
      await world.database
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
    expect(await world.statementsOf('blood-donation', person)).toEqual({
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
    const { facts, tables } = await world.statementsOf('blood-donation', person);
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
