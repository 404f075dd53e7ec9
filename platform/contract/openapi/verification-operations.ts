import type { CertificateVerificationReply, CertificateVerificationRequest } from '../verifications.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026. Every person and place in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);

const request: CertificateVerificationRequest = { text: 'YZ1:6BFOXN*TS0BI$ZD.P9UOL97O4-2HH77HRM3' };

const reply: CertificateVerificationReply = {
  outcome: 'revoked',
  judgedAt: noon,
  claims: {
    certificateNumber: 'ZF20261119-7K3M9QXAB2',
    kind: 'housing-status',
    holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
    purpose: '购房资格',
    department: { code: 'xiaoxiang-real-estate', name: '潇湘市不动产登记中心' },
    station: { code: 'QX-0007', name: '潇湘市清溪区滨江街道政务服务驿站' },
    assuranceLevel: 2,
    issuedAt: noon / 1000 - 86_400,
    expiresAt: noon / 1000 + 29 * 86_400,
    facts: { result: '无' },
    tables: { properties: [] },
  },
  words: {
    title: {
      'zh-CN': '不动产登记信息查询证明（有无房）',
      en: 'Certificate of Housing Registration Status',
    },
    facts: [{ label: '查询结果', value: '无住房登记' }],
    tables: [{ heading: '住房登记明细', columns: ['不动产权证号'], rows: [] }],
  },
  revokedAt: noon - 3_600_000,
};

/** Verifying what was issued. */
export const verificationOperations: readonly Operation[] = [
  {
    id: 'verifyCertificate',
    method: 'post',
    path: '/v1/certificate-verifications',
    summary: 'Verifies the text of a certificate’s QR code',
    description:
      'Open to anybody, and paced by address (`busy`). Spells out what a department has signed in the text itself; of the register it says only whether that number was revoked. Nothing is kept.',
    signature: 'none',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'CertificateVerificationRequest', example: request },
    answer: { mediaType: 'application/json', schema: 'CertificateVerificationReply', example: reply },
    reasons: [],
  },
];
