import type { ApprovalQuery, ApprovalReply } from '../certificate-approvals.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026. Every person in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);

const query: ApprovalQuery = {
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  assuranceLevel: 3,
};
const reply: ApprovalReply = {
  approvals: [
    {
      requestNumber: 'SH-20261120-7K3M9QXAB2',
      kind: 'no-penalty',
      purpose: 'employment',
      requestedAt: noon,
      state: 'pending',
      dueOn: '2026-11-25',
      isEstimate: false,
    },
  ],
};

/** Certificates that a clerk looks at first. */
export const approvalOperations: readonly Operation[] = [
  {
    id: 'queryCertificateApprovals',
    method: 'post',
    path: '/v1/certificate-approvals/query',
    summary: 'What a resident has asked a clerk for',
    description:
      'Requests for certificates that a clerk looks at first, the newest first. An approved one is issued by `POST /v1/certificates` at whatever kiosk, once.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'ApprovalQuery', example: query },
    answer: { mediaType: 'application/json', schema: 'ApprovalReply', example: reply },
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low'],
  },
];
