import { describe, expect, it } from 'vitest';
import { textsOfReceipt } from '../../../../electron/core/applications/receipt/receipt-content.ts';
import { createReceiptRenderer } from '../../../../electron/core/applications/receipt/receipt-renderer.ts';
import { openFontLibrary } from '../../../../electron/core/certificates/rendering/typesetting/font-library.ts';
import { packageReceiptContent } from '../../../../electron/core/packages/package-receipt-content.ts';
import type { Delivery } from '../../../../electron/core/session/filing-types.ts';
import type { ApplicationItem } from '../../../../platform/contract/catalogue.ts';
import { jointItem, type KnownPackage } from '../../../../platform/contract/packages/joint-form.ts';
import { judgePackage } from '../../../../platform/contract/packages/judge-package.ts';
import { mostParts } from '../../../../platform/contract/packages/service-package.ts';
import { itemOf, shopPackage, yesNoField } from '../../../helpers/packages.ts';
import { lin, receipt } from '../../../helpers/visit.ts';
import { fontFolder } from '../../certificates/rendering/sample-certificate.ts';

const station = {
  name: {
    'zh-CN': '潇湘市清溪区滨江街道政务服务驿站',
    en: 'Government Service Station, Binjiang Subdistrict',
  },
  code: 'QX-0007',
  phone: '0730-5550123',
};
const longNames: Partial<ApplicationItem> = {
  officialName: {
    'zh-CN': '新生儿出生登记（随父或随母落户）',
    en: 'Registration of a Newborn in a Household',
  },
  department: {
    code: 'xiaoxiang-human-resources',
    name: {
      'zh-CN': '潇湘市人力资源和社会保障局',
      en: 'Xiaoxiang Human Resources and Social Security Bureau',
    },
  },
};
const items = Array.from({ length: mostParts }, (_, index) =>
  itemOf(`item-${index}`, [yesNoField('ok')], longNames),
);

const largest = (): KnownPackage => {
  const parts = items.map(({ code }) => ({ item: code, need: 'required', dependsOn: [] }));
  const judged = judgePackage(shopPackage({ parts }), items);
  if (!judged.ok) throw new Error(judged.fault);
  return judged.known;
};
const numberOf = (index: number): string => `SL-QX-0007-20261120-00000000${String(index).padStart(2, '0')}`;
const factsOf = (deliveryOf: (key: string) => Delivery) => {
  const whole = largest();
  const [first, ...others] = items.map((item, index) => ({
    item,
    key: String(index),
    receiptNumber: numberOf(index),
  }));
  if (!first) throw new Error('no items');
  return {
    person: lin,
    item: jointItem(whole),
    receipt: { ...receipt, parts: [first, ...others] as const },
    delivery: 'waiting',
    station,
    together: { package: whole, deliveryOf },
  } as const;
};

describe('the receipt of a package', () => {
  it('names the package and the number of each item, and nobody in full', () => {
    const facts = factsOf(() => 'waiting');
    const text = textsOfReceipt(packageReceiptContent(facts, facts.together)).join('\n');
    for (const said of [
      receipt.receiptNumber,
      '开办店铺一件事',
      ...items.map((_, index) => numberOf(index)),
      '8 个工作日',
      '林**',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain(lin.name);
    expect(text).not.toContain(lin.idNumber);
    expect(text).not.toMatch(/没有收下|已受理/);
  });

  it('says of what the platform did not take that it was not taken', () => {
    const facts = factsOf((key) => (key === '3' ? 'refused' : 'received'));
    const refused = packageReceiptContent(facts, facts.together).parts?.filter((part) =>
      part['zh-CN'].includes('没有收下'),
    );
    expect(refused).toHaveLength(1);
    expect(JSON.stringify(refused)).toContain(numberOf(3));
  });

  it('of as many items as a package may have takes one page', async () => {
    const render = createReceiptRenderer(await openFontLibrary(fontFolder, []));
    const rendered = await render(factsOf((key) => (key === '0' ? 'refused' : 'waiting')));
    expect(rendered.ok ? 'one page' : rendered.reason).toBe('one page');
  });
});
