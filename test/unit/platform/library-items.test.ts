import { describe, expect, test } from 'vitest';
import { catalogueSchema } from '../../../platform/contract/catalogue.ts';
import { itemCodeSchema } from '../../../platform/contract/submissions.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { implementationListSchema } from '../../../platform/library/implementation-list.ts';
import { generateItems } from '../../../platform/seed/generate-items.ts';
import { loadCatalogue, loadGuides } from '../../../platform/seed/load-catalogue.ts';

const catalogue = loadCatalogue(certificateIssuers);
const guides = loadGuides(catalogue);
const items = generateItems(catalogue, guides);
const offered = [...catalogue.items, ...catalogue.applications].map(({ code }) => code);

describe('the items of the library', () => {
  test('are the same every time, some two hundred, each code once and fit for the contract', () => {
    expect(generateItems(catalogue, guides)).toEqual(items);
    expect(items.length).toBeGreaterThan(200);
    expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
    expect(items.every(({ code }) => itemCodeSchema.safeParse(code).success)).toBe(true);
  });

  test('are trees: situations beneath sub-items, these beneath main items of the same department', () => {
    const byCode = new Map(items.map((item) => [item.code, item]));
    const above = { 'main-item': undefined, 'sub-item': 'main-item', situation: 'sub-item' } as const;
    for (const { layer, parent_code, department } of items) {
      const parent = byCode.get(parent_code ?? '');
      expect(parent?.layer).toBe(above[layer]);
      expect(parent?.department ?? department).toBe(department);
    }
    expect(items.filter(({ layer }) => layer === 'situation').length).toBeGreaterThan(60);
  });

  test('say what the catalogue says of the items that kiosks offer, with their guides', () => {
    for (const application of catalogue.applications) {
      const item = items.find(({ code }) => code === application.code);
      expect(item).toMatchObject({
        department: application.department.code,
        promised_working_days: application.promisedWorkingDays,
        elements: {
          name: application.officialName,
          promisedLimit: { amount: application.promisedWorkingDays },
        },
      });
    }
    expect(items.flatMap(({ guide }) => guide?.item ?? [])).toEqual(offered);
  });

  test('have steps whose days together are what is promised, within what the law allows', () => {
    for (const { elements } of items) {
      const list = implementationListSchema.parse(elements);
      const days = list.procedure.reduce((sum, { workingDays }) => sum + workingDays, 0);
      expect(days).toBe(list.promisedLimit.amount);
      expect(list.statutoryLimit.amount).toBeGreaterThanOrEqual(list.promisedLimit.amount);
    }
  });

  test('have 36 elements and more', () => {
    expect(Object.keys(implementationListSchema.shape).length).toBeGreaterThanOrEqual(36);
  });

  test('need not be offered: an empty catalogue leaves the others', () => {
    const empty = catalogueSchema.parse({ ...catalogue, items: [], applications: [] });
    expect(generateItems(empty, [])).toEqual(items.slice(offered.length));
  });
});
