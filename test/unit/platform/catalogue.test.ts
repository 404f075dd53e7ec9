import { describe, expect, test } from 'vitest';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadItemTemplates } from '../../../platform/seed/item-templates.ts';
import { loadCatalogue } from '../../../platform/seed/load-catalogue.ts';

describe('the catalogue', () => {
  test('offers 有无房证明 for the purposes people need it for', () => {
    const item = loadCatalogue(certificateIssuers).items.find(({ code }) => code === 'housing-status');
    expect(item?.everydayName['zh-CN']).toBe('我要开有无房证明');
    expect(item?.purposes.map(({ name }) => name['zh-CN'])).toEqual([
      '子女入学',
      '公积金提取',
      '购房资格',
      '申请保障房',
      '贷款',
    ]);
  });

  test('is refused when it offers what no department issues', () => {
    const withoutHousing = certificateIssuers.filter(({ kind }) => kind !== 'housing-status');
    expect(() => loadCatalogue(withoutHousing)).toThrow('housing-status');
  });

  test('offers eight certificates or more, each for two to seven purposes that stand there once', () => {
    const { items } = loadCatalogue(certificateIssuers);
    expect(items.length).toBeGreaterThanOrEqual(8);
    for (const { purposes } of items) {
      expect(purposes.length).toBeGreaterThanOrEqual(2);
      expect(new Set(purposes.map(({ code }) => code)).size).toBe(purposes.length);
      expect(new Set(purposes.map(({ name }) => name['zh-CN'])).size).toBe(purposes.length);
    }
  });

  test('asks for a look at the person where a certificate would do most harm in other hands', () => {
    const { items } = loadCatalogue(certificateIssuers);
    const ofLevel = (level: number) =>
      items.filter(({ assuranceLevel }) => assuranceLevel === level).map(({ code }) => code);
    expect(ofLevel(3)).toEqual(['household-register', 'marriage-record', 'no-penalty']);
    expect(ofLevel(1)).toEqual([]);
  });

  test('calls a department by one name wherever it stands', () => {
    const { items, applications } = loadCatalogue(certificateIssuers);
    const names = new Map<string, Set<string>>();
    for (const { code, name } of [
      ...[...items, ...applications].map(({ department }) => department),
      ...loadItemTemplates(),
    ]) {
      names.set(code, (names.get(code) ?? new Set()).add(`${name['zh-CN']} ${name.en}`));
    }
    expect([...names.values()].filter((known) => known.size > 1)).toEqual([]);
  });

  test('numbers the certificates of each kind apart', () => {
    const prefixes = certificateIssuers.map(({ numberPrefix }) => numberPrefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
