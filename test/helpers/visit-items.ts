import type { ApplicationItem, CatalogueItem } from '../../platform/contract/catalogue.ts';

/** A resident who exists in tests only. */
export const lin = {
  name: '林晓岚',
  sex: '女',
  idNumber: '430199195803120026',
  assuranceLevel: 3,
  method: 'id-card',
  pseudonym: 'a'.repeat(64),
} as const;

const both = (text: string) => ({ 'zh-CN': text, en: text });

export const housingItem: CatalogueItem = {
  code: 'housing-status',
  everydayName: both('有无房证明'),
  officialName: both('不动产登记信息查询证明'),
  description: both('说明名下有没有房屋'),
  department: { code: 'xx-bdc', name: both('潇湘市不动产登记中心') },
  icon: 'house',
  assuranceLevel: 2,
  dataUsed: [both('不动产登记信息')],
  purposes: [
    { code: 'school', name: both('子女入学') },
    { code: 'loan', name: both('贷款') },
  ],
  printsADay: 3,
  validDays: 30,
};

/** 高龄津贴: a choice, a yes or no, and a telephone number. */
export const allowanceItem: ApplicationItem = {
  code: 'elderly-allowance',
  everydayName: both('领高龄津贴'),
  officialName: both('高龄津贴申请'),
  description: both('年满八十周岁的老人每月可以领'),
  department: { code: 'xx-mzj', name: both('潇湘市民政局') },
  icon: 'users',
  assuranceLevel: 2,
  form: {
    version: 3,
    fields: [
      {
        kind: 'choice',
        name: 'ageBand',
        label: both('老人多大年纪？'),
        options: [
          { code: 'eighty', label: both('八十到八十九岁') },
          { code: 'ninety', label: both('九十岁以上') },
        ],
      },
      { kind: 'yes-no', name: 'livesAlone', label: both('老人一个人住吗？') },
      {
        kind: 'digits',
        name: 'telephone',
        label: both('联系电话'),
        hint: both('办理时会打这个电话'),
        minimumLength: 7,
        maximumLength: 12,
      },
    ],
  },
  promisedWorkingDays: 15,
};
