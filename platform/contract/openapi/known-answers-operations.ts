import type { KnownAnswersQuery, KnownAnswersReply } from '../known-answers.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026. Every person in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);

const query: KnownAnswersQuery = {
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  assuranceLevel: 2,
  consentedAt: noon - 2_000,
  item: 'disability-subsidies',
  formVersion: 2,
};

const reply: KnownAnswersReply = {
  answeredAt: noon,
  answers: [
    {
      field: 'address',
      value: '潇湘市清溪区清溪镇柳塘村三组18号',
      source: { certificate: 'household-booklet', validFrom: '2015-11-01' },
    },
    {
      field: 'account',
      value: '6217001234567890',
      source: {
        earlierFiling: 'elderly-allowance',
        itemName: { 'zh-CN': '领高龄津贴', en: 'Old-age allowance' },
        filedOn: '2026-03-02',
      },
    },
  ],
};

/** What a form need not ask again. */
export const knownAnswersOperations: readonly Operation[] = [
  {
    id: 'knownAnswers',
    method: 'post',
    path: '/v1/known-answers',
    summary: 'What is known of a person for the fields of a form',
    description:
      'From certificates and earlier applications, each with its source. Asked after the person has agreed, and on the person’s access trail first.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'KnownAnswersQuery', example: query },
    answer: { mediaType: 'application/json', schema: 'KnownAnswersReply', example: reply },
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low', 'not-found'],
  },
];
