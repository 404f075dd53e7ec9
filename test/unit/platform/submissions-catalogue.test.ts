import { describe, expect, test } from 'vitest';
import { fieldsAsked } from '../../../platform/contract/application-form/conditions.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadCatalogue, loadGuides } from '../../../platform/seed/load-catalogue.ts';
import { loadPlatformContent } from '../../../platform/seed/platform-content.ts';

const catalogue = loadCatalogue(certificateIssuers);

/** Everything in Chinese that a resident reads of the catalogue's applications. */
const chineseTexts = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'zh-CN' && typeof part === 'string' ? part : chineseTexts(part),
  );
};

describe('the items that can be filed', () => {
  test('are five or more, each with a code of its own, also beside the certificates', () => {
    expect(catalogue.applications.length).toBeGreaterThanOrEqual(5);
    const codes = [...catalogue.items, ...catalogue.applications].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test.each(catalogue.applications.map((item) => [item.code, item] as const))(
    '%s has a short form without twins',
    (_, { form }) => {
      // What is asked whatever the situation; by situation a little more.
      expect(fieldsAsked(form.fields, {}).length).toBeLessThanOrEqual(6);
      expect(form.fields.length).toBeLessThanOrEqual(10);
      expect(new Set(form.fields.map(({ name }) => name)).size).toBe(form.fields.length);
      for (const field of form.fields) {
        if (field.kind === 'choice') {
          expect(new Set(field.options.map(({ code }) => code)).size).toBe(field.options.length);
        }
        if (field.kind === 'digits') {
          expect(field.minimumLength).toBeLessThanOrEqual(field.maximumLength);
        }
      }
    },
  );

  test('are put in everyday words: short sentences, no written-style terms outside of official names', () => {
    for (const { officialName: _, department: __, ...everyday } of catalogue.applications) {
      for (const text of chineseTexts(everyday)) {
        expect(text).not.toMatch(/办理|申领|所述|予以|须|之日|该|本人户籍|相关|提交/);
        for (const sentence of text.split(/[。？，：]/)) {
          expect(sentence.length).toBeLessThanOrEqual(24);
        }
      }
    }
  });

  test('are taken in their present version and in earlier ones that are still known', () => {
    const { forms } = loadPlatformContent(certificateIssuers);
    for (const { code, form, assuranceLevel } of catalogue.applications) {
      expect(forms.get(code)?.versions).toContain(form.version);
      expect(forms.get(code)?.assuranceLevel).toBe(assuranceLevel);
    }
    expect([...(forms.get('resident-medical-insurance')?.versions ?? [])]).toEqual([1, 2, 3]);
  });
});

describe('the guides', () => {
  test('explain every item of the catalogue, and nothing else', () => {
    const guides = loadGuides(catalogue);
    const codes = [...catalogue.items, ...catalogue.applications].map(({ code }) => code);
    expect(guides.map(({ item }) => item).toSorted()).toEqual(codes.toSorted());
  });

  test('are refused when an item has none', () => {
    const applications = catalogue.applications.map((item) =>
      item.code === 'elderly-allowance' ? { ...item, code: 'unexplained' } : item,
    );
    expect(() => loadGuides({ ...catalogue, applications })).toThrow('unexplained, elderly-allowance');
  });
});
