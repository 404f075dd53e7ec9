import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../../electron/core/certificates/rendering/certificate-content.ts';
import { dateText, dateTimeText } from '../../../../electron/core/certificates/rendering/date-text.ts';
import { parseTemplate } from '../../../../electron/core/certificates/rendering/template/parse-template.ts';
import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import { testCatalogue } from '../../../helpers/platform-services.ts';
import { sampleClaims, templatesFolder } from './sample-certificate.ts';

const fill = (claims: CertificateClaims) => {
  const parsed = parseTemplate(readFileSync(join(templatesFolder, 'housing-status.json'), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.detail);
  return fillTemplate(parsed.template, claims);
};

describe('the texts of a certificate', () => {
  it('say what the claims say', () => {
    const filled = fill(sampleClaims(2));
    expect(filled).toMatchObject({
      ok: true,
      content: {
        numberLine: '编号 No.　ZF20261120-0000000042',
        validUntilLine: '有效期至 Valid until　2026年12月20日 16:05',
        statement:
          '经查询不动产登记簿，截至2026年11月20日 16:05，申请人张三四在潇湘市全域范围内有住房登记。查询情况如下：',
        signatory: '潇湘市不动产登记中心',
        signatureDate: '2026年11月20日',
        footer: [
          '签发时间 2026年11月20日 16:05　出具地点 潇湘市橘园社区政务服务驿站（XX-0001）　身份核验 三级（证件芯片及本人核验）',
          expect.stringContaining('仅供办理“公积金提取”事项使用'),
          'Issued 2026年11月20日 16:05. For the purpose named above only; void after 2026年12月20日 16:05 or if altered.',
        ],
      },
    });
    if (!filled.ok) return;
    expect(filled.content.facts.map(({ label, value }) => `${label}：${value}`)).toContain(
      '证件号码：439901199001010027',
    );
    expect(filled.content.tables[0]?.rows).toHaveLength(2);
  });

  it('say it in English beneath: fields, statement, sex, purpose, tables', () => {
    const filled = fill(sampleClaims(2));
    if (!filled.ok) throw new Error(filled.detail);
    const { content } = filled;
    expect(content.englishStatement).toBe(
      'A search of the real estate register up to 2026年11月20日 16:05 found 2 registered dwelling(s) of the person named below in the area searched.',
    );
    expect(content.facts.map(({ englishLabel, englishValue }) => [englishLabel, englishValue])).toEqual(
      expect.arrayContaining([
        ['Sex', 'Female'],
        ['Purpose', 'Withdrawal from the housing fund'],
        ['ID number', ''],
      ]),
    );
    expect(content.tables[0]).toMatchObject({ englishHeading: 'Registered dwellings' });
  });

  it('leave a purpose that the template does not know to the Chinese', () => {
    const filled = fill(sampleClaims(0, { purpose: '别的用途' }));
    expect(filled.ok && filled.content.facts.find(({ label }) => label === '申请用途')).toMatchObject({
      value: '别的用途',
      englishValue: '',
    });
  });

  it.each(readdirSync(templatesFolder))(
    'have English for all that is printed and every purpose: %s',
    (file) => {
      const parsed = parseTemplate(readFileSync(join(templatesFolder, file), 'utf8'));
      if (!parsed.ok) throw new Error(parsed.detail);
      const { template } = parsed;
      const item = [...testCatalogue.items, ...(testCatalogue.myDocuments ?? [])].find(
        ({ code }) => code === template.kind,
      );
      expect(template.english?.purposes).toEqual(
        Object.fromEntries(item?.purposes.map(({ name }) => [name['zh-CN'], name.en]) ?? []),
      );
      expect(template.facts.filter(({ english }) => english === undefined)).toEqual([]);
      for (const { englishHeading, englishEmptyText, columns } of template.tables) {
        expect([englishHeading, englishEmptyText]).not.toContain(undefined);
        expect(columns.filter(({ englishLabel }) => englishLabel === undefined)).toEqual([]);
      }
    },
  );

  it('print braces in a claim as braces', () => {
    const claims = sampleClaims(0, { purpose: '{holder.name}' });
    expect(fill(claims)).toMatchObject({
      ok: true,
      content: { watermark: ['仅供{holder.name}使用', expect.any(String)] },
    });
  });

  it.each([
    ['a fact is missing', { facts: { scope: '全域' } }, 'the claims have no facts.period'],
    ['a fact exists as a property of every object only', { facts: {} }, 'the claims have no facts.scope'],
    ['a table is missing', { tables: {} }, 'the claims have no tables.properties'],
    [
      'a row has too few cells',
      { tables: { properties: [['甲', '乙']] } },
      'row 1 of tables.properties does not have 6 cells',
    ],
    [
      'they are of another kind',
      { kind: 'marriage-record' },
      'template is for housing-status, the claims are marriage-record',
    ],
  ])('are refused when %s', (_, changes, detail) => {
    expect(fill(sampleClaims(0, changes))).toEqual({ ok: false, reason: 'template-broken', detail });
  });

  it('are refused when a date has no four-digit year', () => {
    expect(fill(sampleClaims(0, { expiresAt: Number.MAX_SAFE_INTEGER }))).toMatchObject({
      ok: false,
      reason: 'text-does-not-fit',
    });
  });
});

describe('dates', () => {
  it('are those of Shanghai', () => {
    const justAfterMidnight = Date.UTC(2026, 11, 31, 16, 0, 30) / 1000;
    expect(dateText(justAfterMidnight)).toBe('2027年1月1日');
    expect(dateTimeText(justAfterMidnight)).toBe('2027年1月1日 00:00');
    expect(dateTimeText(justAfterMidnight - 60)).toBe('2026年12月31日 23:59');
  });
});
