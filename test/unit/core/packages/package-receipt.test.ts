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
const lease = { name: { 'zh-CN': '租赁合同', en: 'Lease' }, workingDays: 5, dueOn: '2026-11-27' };
const plan = { name: { 'zh-CN': '房屋平面图', en: 'Floor plan' }, workingDays: 10, dueOn: '2026-12-04' };
const titles = Array.from({ length: 4 }, (_, index) => ({
  name: {
    'zh-CN': `第${index + 1}份不动产权属证书复印件`,
    en: `Copy of the certificate of title ${index + 1}`,
  },
  workingDays: 20,
  dueOn: '2026-12-18',
}));
const numberOf = (index: number): string => `SL-QX-0007-20261120-00000000${String(index).padStart(2, '0')}`;
const factsOf = (deliveryOf: (key: string) => Delivery) => {
  const whole = largest();
  const [first, ...others] = items.map((item, index) => ({
    item,
    key: String(index),
    receiptNumber: numberOf(index),
    promises: [index % 2 === 0 ? lease : plan, ...titles.slice(0, index)],
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

  it('says what has to follow and until when, each once, and nothing of what was not taken', () => {
    const taken = factsOf(() => 'waiting');
    const said = textsOfReceipt(packageReceiptContent(taken, taken.together)).join('\n');
    expect(said).toContain(
      '待补材料：租赁合同（2026年11月27日前）；房屋平面图（2026年12月4日前）；第1份不动产权属证书复印件',
    );
    expect(said).toContain('；另有 3 份');
    expect(said.split('租赁合同')).toHaveLength(2);
    const odd = factsOf((key) => (Number(key) % 2 === 0 ? 'refused' : 'waiting'));
    const left = textsOfReceipt(packageReceiptContent(odd, odd.together)).join('\n');
    expect(left).toContain('房屋平面图');
    expect(left).not.toContain('租赁合同');
  });

  it('names who handed it in for another, masked', () => {
    const facts = factsOf(() => 'waiting');
    const principal = { ...lin, name: '田吉生', idNumber: '430199194502281283' };
    const agency = {
      agent: lin,
      way: 'principal-card',
      authorisation: null,
      items: null,
      services: ['progress', 'appointments', 'documents'],
    } as const;
    const text = textsOfReceipt(
      packageReceiptContent({ ...facts, person: { ...principal, agency } }, facts.together),
    ).join('\n');
    expect(text).toContain('代办人');
    expect(text).toContain('林**');
    expect(text).toContain('田**');
    expect(text).not.toContain(lin.idNumber);
  });

  it('of as many items as a package may have, handed in for another with papers to follow, takes one page', async () => {
    const render = createReceiptRenderer(await openFontLibrary(fontFolder, []));
    const facts = factsOf((key) => (key === '0' ? 'refused' : 'waiting'));
    const agency = {
      agent: lin,
      way: 'principal-card',
      authorisation: null,
      items: null,
      services: ['progress', 'appointments', 'documents'],
    } as const;
    const rendered = await render({ ...facts, person: { ...lin, agency } });
    expect(rendered.ok ? 'one page' : rendered.reason).toBe('one page');
  });
});
