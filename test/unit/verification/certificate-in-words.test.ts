import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certificateInWords } from '../../../platform/contract/certificate/certificate-in-words.ts';
import { housingClaims } from '../../helpers/platform.ts';

const housingTemplate: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../assets/templates/housing-status.json'), 'utf8'),
);

describe('a certificate in words', () => {
  test('has the labels of its paper, and every fact once', () => {
    const { title, facts, tables } = certificateInWords(housingClaims(), housingTemplate);
    expect(title['zh-CN']).toBe('不动产登记信息查询证明（有无房）');
    expect(facts).toEqual([
      { label: '查询范围', value: '潇湘市全域' },
      { label: '查询期间', value: '有登记记录以来至本证明开具之时' },
      { label: '查询结果', value: '无住房登记' },
      { label: '登记套数', value: '0 套' },
      { label: 'source', value: '不动产登记簿' },
    ]);
    expect(tables).toMatchObject([{ heading: '住房登记明细', rows: [] }]);
    expect(tables[0]?.columns[0]).toBe('不动产权证号');
  });

  test('says nothing of the holder, who is masked elsewhere', () => {
    const told = JSON.stringify(certificateInWords(housingClaims(), housingTemplate));
    expect(told).not.toContain(housingClaims().holder.name);
    expect(told).not.toContain(housingClaims().holder.idNumber);
  });

  test('keeps the keys of the claims where no template has words', () => {
    const other = { ...(housingTemplate as object), kind: 'no-penalty' };
    for (const template of [undefined, other, { facts: '<script>' }]) {
      const { title, facts } = certificateInWords(housingClaims(), template);
      expect(title.en).toBe('housing-status');
      expect(facts).toContainEqual({ label: 'result', value: '无' });
    }
  });

  test('never throws for a template, and never drops a fact', () => {
    const row = fc.record({ label: fc.string(), value: fc.string().map((text) => `{facts.${text}}`) });
    const template = fc.oneof(
      fc.anything(),
      fc.record({
        kind: fc.constant('housing-status'),
        title: fc.record({ 'zh-CN': fc.string(), en: fc.string() }),
        facts: fc.array(
          fc.oneof(row, fc.constant({ label: '甲', value: '{facts.result}{facts.constructor}' })),
        ),
        tables: fc.constant([]),
      }),
    );
    const claims = housingClaims();
    fc.assert(
      fc.property(template, (one) => {
        const told = JSON.stringify(certificateInWords(claims, one));
        for (const value of Object.values(claims.facts)) expect(told).toContain(value);
      }),
    );
  });
});
