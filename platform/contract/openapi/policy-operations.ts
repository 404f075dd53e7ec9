import { agencyRefusals } from '../agency.ts';
import type { PolicyMatchQuery, PolicyMatchReply } from '../policies.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026. Every person in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);

const query: PolicyMatchQuery = {
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  assuranceLevel: 2,
  consentedAt: noon - 2_000,
};

const reply: PolicyMatchReply = {
  lookedUpAt: noon,
  matches: [
    {
      policy: 'senior-health-check',
      period: '2026',
      reasons: [{ 'zh-CN': '您年满 65 岁', en: 'You are 65 or older' }],
      state: 'open',
    },
  ],
  enterprises: [
    {
      creditCode: '92430199MA4T5U085T',
      name: '潇湘市向记米粉店',
      matches: [
        {
          policy: 'small-firm-tax',
          period: 'once',
          reasons: [
            {
              'zh-CN': '登记为小微企业或个体户',
              en: 'It is registered as a small enterprise or sole trader',
            },
          ],
          state: 'open',
        },
      ],
    },
  ],
};

/** Policies 政策超市, and those that pay without being applied for 免申即享. */
export const policyOperations: readonly Operation[] = [
  {
    id: 'matchPolicies',
    method: 'post',
    path: '/v1/policies/matches',
    summary: 'Which policies fit a person, and the enterprises that the person represents',
    description:
      'Matched by what the departments know, with the person’s consent, and written to the person’s access trail before the answer. Facts are not told, only the reasons in words. Of enterprises those in business are told whose legal representative the person is by the register; none to an agent.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'PolicyMatchQuery', example: query },
    answer: { mediaType: 'application/json', schema: 'PolicyMatchReply', example: reply },
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low', ...agencyRefusals],
  },
];
