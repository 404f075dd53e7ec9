import type { AgencyQuery, AgencyReply } from '../agency.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026. Every person in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);

const query: AgencyQuery = {
  agent: { name: '周海峰', sex: '男', idNumber: '430199197207051155' },
  assuranceLevel: 2,
  consentedAt: noon - 2_000,
};

const reply: AgencyReply = {
  lookedUpAt: noon,
  principals: [
    {
      way: 'authorisation',
      authorisation: 'WT-2026-0002',
      maskedName: '林**',
      principal: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
      items: ['social-insurance', 'medical-insurance'],
      services: ['appointments'],
      validUntil: '2029-02-28',
      standing: 'good',
    },
    {
      way: 'authorisation',
      authorisation: 'WT-2024-0007',
      maskedName: '彭**',
      principal: null,
      items: null,
      services: ['progress'],
      validUntil: '2024-12-31',
      standing: 'authorisation-expired',
    },
  ],
};

/** Helping another 代办. */
export const agencyOperations: readonly Operation[] = [
  {
    id: 'findPrincipals',
    method: 'post',
    path: '/v1/agency/principals',
    summary: 'For whom an agent may act',
    description:
      'By registered authorisations and, for children under 18, by the household register. Of somebody for whom the agent may not act any more only a masked name is told, and why. What is then asked for is checked again.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'AgencyQuery', example: query },
    answer: { mediaType: 'application/json', schema: 'AgencyReply', example: reply },
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low'],
  },
];
