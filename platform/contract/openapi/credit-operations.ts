import { agencyRefusals } from '../agency.ts';
import type { CreditQuery, CreditReply } from '../credit.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026. Every person in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);

const query: CreditQuery = {
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  assuranceLevel: 2,
  consentedAt: noon - 2_000,
  item: 'child-insurance',
};

const reply: CreditReply = {
  standing: 'listed',
  answeredAt: noon,
  rule: 'limits-promises',
  listing: {
    authority: { 'zh-CN': '潇湘市清溪区人民法院', en: 'Qingxi District People’s Court, Xiaoxiang' },
    caseNumber: '(2025)湘0199执1234号',
    listedOn: '2025-09-10',
    wayOut: {
      'zh-CN': '履行完毕后法院会移出名单；认为列错了，可以书面申请纠正。',
      en: 'Once the judgment is fulfilled the court takes you off; if you think it is a mistake, ask in writing.',
    },
    telephone: '0731-00000112',
  },
};

/** Credit 信用 that limits or eases. */
export const creditOperations: readonly Operation[] = [
  {
    id: 'checkCredit',
    method: 'post',
    path: '/v1/credit-checks',
    summary: 'How a person stands for an item',
    description:
      'Asked after the person has agreed, and only where it would change something. On the person’s access trail first.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'CreditQuery', example: query },
    answer: { mediaType: 'application/json', schema: 'CreditReply', example: reply },
    reasons: [
      'unknown-person',
      'person-data-differs',
      'assurance-level-too-low',
      ...agencyRefusals,
      'not-found',
    ],
  },
];
