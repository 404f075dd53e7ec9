import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DepartmentWorld, openDepartments, person, spouse } from './department-world.ts';

let world: DepartmentWorld;

beforeAll(async () => {
  world = await openDepartments();
});

afterAll(() => world.close());

describe('户籍证明', () => {
  const register = async (
    kind: '家庭户' | '集体户',
    members: readonly (readonly [idNumber: string, name: string, relation: string])[],
  ): Promise<void> => {
    await world.forgetPerson();
    await world.database
      .insertInto('households')
      .values({ household_number: 'H1', kind, address: '潇湘市清溪区1号', police_station: '清溪派出所' })
      .execute();
    for (const [index, [idNumber, name, relation]] of members.entries()) {
      await world.database
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
    const statements = await world.statementsOf('household-register', person);
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
    expect(await world.statementsOf('household-register', person)).toMatchObject({
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
    const { facts, tables } = await world.statementsOf('household-register', person);
    expect(facts.memberCount).toBe('25人');
    expect(facts.head).toBe('欧阳清和');
    expect(tables.members).toHaveLength(20);
  });
});

describe('婚姻登记记录证明', () => {
  const marry = async (registrations: readonly (readonly ['结婚' | '离婚', string])[]): Promise<void> => {
    await world.forgetPerson();
    for (const [kind, day] of registrations) {
      await world.database
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
    const statements = await world.statementsOf('marriage-record', person);
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
    const hers = await world.statementsOf('marriage-record', spouse);
    expect(hers.tables.registrations?.map((cells) => cells.at(-1))).toEqual(['欧***']);
  });
});
