import { describe, expect, test } from 'vitest';
import { certificateHolderSchema } from '../../../platform/contract/certificate/claims.ts';
import { idNumberFrom } from '../../../platform/seed/id-number.ts';
import { seedResidentsSchema } from '../../../platform/seed/seed-resident.ts';
import { accountFor } from '../../../platform/seed/synthetic-account.ts';
import {
  demonstrationResident,
  propertiesFor,
  syntheticPopulation,
} from '../../../platform/seed/synthetic-population.ts';

const population = syntheticPopulation(300);

describe('the synthetic population', () => {
  test('is the same every time, a longer one begins like a shorter one', () => {
    expect(syntheticPopulation(300)).toEqual(population);
    const shorter = syntheticPopulation(10);
    expect(shorter.length).toBeGreaterThanOrEqual(10);
    expect(shorter).toEqual(population.slice(0, shorter.length));
  });

  test('has id numbers with the check character of GB 11643', () => {
    expect(idNumberFrom('11010519491231002')).toBe('11010519491231002X');
    expect(population.every(({ idNumber }) => idNumberFrom(idNumber.slice(0, 17)) === idNumber)).toBe(true);
  });

  test('lives in a region that no real id number names, and agrees with its cards in sex', () => {
    for (const { idNumber, sex } of population) {
      expect(idNumber.startsWith('430199')).toBe(true);
      expect(Number(idNumber[16]) % 2 === 1 ? '男' : '女').toBe(sex);
    }
  });

  test('fits the contract and the format of a residents file', () => {
    expect(population.every((person) => certificateHolderSchema.safeParse(person).success)).toBe(true);
    expect(seedResidentsSchema.safeParse([...population, demonstrationResident]).success).toBe(true);
  });

  test('has people with and without a dwelling, with and without an account', () => {
    const counts = new Set(population.map(({ idNumber }) => propertiesFor(idNumber).length));
    expect([...counts].sort()).toEqual([0, 1, 2, 3]);
    const accounts = population.filter(({ idNumber }) => accountFor(idNumber) !== undefined).length;
    expect(accounts).toBeGreaterThan(120);
    expect(accounts).toBeLessThan(220);
  });

  test('has the person of the demonstration beside it: without a dwelling, with an account', () => {
    expect(demonstrationResident).toMatchObject({
      name: '林晓岚',
      idNumber: '430199195803120429',
      properties: [],
    });
    expect(accountFor(demonstrationResident.idNumber)).toBeDefined();
  });
});
