import { describe, expect, test } from 'vitest';
import { certificateIssuers } from '../../../platform/departments/all.ts';
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

  test('numbers the certificates of each kind apart', () => {
    const prefixes = certificateIssuers.map(({ numberPrefix }) => numberPrefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
