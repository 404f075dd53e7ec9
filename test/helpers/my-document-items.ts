import type { CatalogueItem } from '../../platform/contract/catalogue.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });

/** The copy of a certificate of the library 电子证照打印件. */
export const copyItem: CatalogueItem = {
  code: 'held-certificate',
  everydayName: both('打印证照'),
  officialName: both('电子证照打印件'),
  description: both('证照打印在纸上'),
  department: { code: 'xx-sjj', name: both('潇湘市数据资源局') },
  icon: 'document',
  assuranceLevel: 2,
  dataUsed: [both('电子证照')],
  purposes: [{ code: 'loan', name: both('贷款') }],
  printsADay: 3,
  validDays: 30,
};

/** A proof that a department approves. */
export const familyItem: CatalogueItem = {
  ...copyItem,
  code: 'family-relation',
  officialName: both('亲属关系证明'),
  purposes: [{ code: 'notary', name: both('公证') }],
};
