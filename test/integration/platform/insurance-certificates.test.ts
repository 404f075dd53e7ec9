import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DepartmentWorld, openDepartments, person } from './department-world.ts';

let world: DepartmentWorld;

beforeAll(async () => {
  world = await openDepartments();
});

afterAll(() => world.close());

describe('a person of whom no department has anything', () => {
  test.each([
    'provident-fund-deposit',
    'social-insurance',
    'medical-insurance',
    'household-register',
    'education',
    'blood-donation',
  ])('is unknown to %s', async (kind) => {
    expect(await world.ask(kind, person)).toBe('unknown-person');
  });

  test.each(['housing-status', 'marriage-record', 'no-penalty'])(
    'is certified by %s to have nothing',
    async (kind) => {
      const { facts, tables } = await world.statementsOf(kind, person);
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
    await world.forgetPerson();
    await world.database
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
      await world.database
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
    expect(await world.statementsOf('social-insurance', person)).toEqual({
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
      const { facts, tables } = await world.statementsOf('social-insurance', person, now);
      expect(facts.recentPaid).toBe('24');
      expect(tables.recent).toEqual([['2024-11', '2026-10', '24', '甲公司', '5000.00']]);
    }
    const { tables } = await world.statementsOf('social-insurance', person, last + 60_000);
    expect(tables.recent?.at(-1)).toEqual(['2026-11', '2026-11', '1', '未缴费', '—']);
  });

  test('says since when a pension is drawn, but not how much', async () => {
    await insure('领取待遇', [['2020-01-01', '2025-06-01', '甲公司', '5000']], ['2025-07-01', '3456.78']);
    const statements = await world.statementsOf('social-insurance', person);
    expect(statements.facts).toMatchObject({ state: '领取待遇（2025-07起）', recentPaid: '8' });
    expect(statements.tables.recent).toEqual([
      ['2024-11', '2025-06', '8', '甲公司', '5000.00'],
      ['2025-07', '2026-10', '16', '领取养老待遇', '—'],
    ]);
    expect(JSON.stringify(statements)).not.toContain('3456');
  });

  test('of a pensioner who never paid here has no kinds, and no employer', async () => {
    await insure('领取待遇', [], ['2010-01-01', '200']);
    expect(await world.statementsOf('social-insurance', person)).toMatchObject({
      facts: { employer: '—', recentPaid: '0' },
      tables: { kinds: [], recent: [['2024-11', '2026-10', '24', '领取养老待遇', '—']] },
    });
  });
});

describe('基本医疗保险参保缴费证明', () => {
  const pay = async (years: readonly number[]): Promise<void> => {
    await world.forgetPerson();
    for (const year of years) {
      await world.database
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
    const { facts, tables } = await world.statementsOf('medical-insurance', person);
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
    expect((await world.statementsOf('medical-insurance', person)).facts.state).toBe('未参保缴费');
    await pay([2018]);
    expect(await world.statementsOf('medical-insurance', person)).toMatchObject({
      facts: { state: '未参保缴费', personalTotal: '0.00' },
      tables: { years: [] },
    });
  });
});
